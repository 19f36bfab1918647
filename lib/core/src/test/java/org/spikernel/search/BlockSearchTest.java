package org.spikernel.search;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.spikernel.block.BlockSpace;
import org.spikernel.block.SpikingBlock;
import org.spikernel.data.Datasets;
import org.spikernel.data.ImageBatch;
import org.spikernel.engine.Presentation;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.Weights;
import org.spikernel.network.AutoSnn;
import org.spikernel.network.MemoryBudget;
import org.spikernel.network.SnnFrame;
import org.spikernel.score.Measure;
import org.spikernel.score.RScore;
import org.spikernel.select.ParetoFront;

import static org.assertj.core.api.Assertions.assertThat;

/** Kernel sizes, memory and energy in one search of blocks. */
class BlockSearchTest {

    @Test
    void kernelSizesMemoryAndEnergyGoTogether() {
        ImageBatch batch = Datasets.textures().train().batch(6, 1);
        Presentation shown = SpikeEngine.common().on(batch, Weights.random(0));
        AutoSnn macro = AutoSnn.snn1(
                SnnFrame.forDataset(Datasets.textures()).withChannels(4).withTimesteps(2));
        BlockSpace space = BlockSpace.autoSnn().withBlocks(SpikingBlock.SKIP, SpikingBlock.SRB_K3, SpikingBlock.SRB_K7);
        MemoryBudget budget = MemoryBudget.params(55_000);

        SearchResult result = Search.of(space, macro, RScore.on(batch).within(Measure.microjoules(shown), 40))
                .strategy(Strategy.autoSnnEvolution().rounds(2))
                .budget(budget)
                .run();

        assertThat(result.iterations()).isEqualTo(40);
        assertThat(result.overBudget()).isPositive();
        assertThat(result.candidates())
                .isNotEmpty()
                .allMatch(candidate -> budget.allows(candidate.params()))
                .allMatch(candidate -> candidate.score().isEmpty() || candidate.measure("microjoules") <= 40);
        List<Candidate> front = ParetoFront.of(result.candidates())
                .minimize("params", candidate -> candidate.params().total())
                .minimize("energy", candidate -> candidate.measure("microjoules"))
                .maximize("score", candidate -> candidate.score().orElse(Double.NaN))
                .front();
        assertThat(front).contains(result.best());
    }
}
