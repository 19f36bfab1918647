package org.spikernel.search;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.network.MemoryBudget;
import org.spikernel.network.SnasNet;
import org.spikernel.progress.RunFiles;
import org.spikernel.score.Scorer;

import static org.assertj.core.api.Assertions.assertThat;

/** A search that is kept among the files of a run is found again by its settings, and by no other search. */
class KeptSearchTest {

    @TempDir
    private Path runs;

    private final AtomicInteger scored = new AtomicInteger();

    private Search search(int seed) {
        Scorer layers = Scorer.named("layers", network -> {
            scored.incrementAndGet();
            return network.nodes().size();
        });
        return Search.of(SearchSpace.of(KernelSet.SET_1), SnasNet.cifar10().withChannels(4), layers)
                .strategy(Strategy.random(5).seed(seed));
    }

    @Test
    void scoresNothingThatItHasScoredBefore() {
        RunFiles kept = RunFiles.in(runs, "run");
        SearchResult first = search(1).keptIn(kept).run();
        int once = scored.get();

        assertThat(search(1).keptIn(kept).run().candidates()).isEqualTo(first.candidates());
        assertThat(scored).hasValue(once);
    }

    @Test
    void meetsNoResultOfOtherSettings() {
        RunFiles kept = RunFiles.in(runs, "run");

        assertThat(search(1).keptIn(kept).journal())
                .isNotEqualTo(search(2).keptIn(kept).journal())
                .isNotEqualTo(search(1)
                        .budget(MemoryBudget.params(1_000_000))
                        .keptIn(kept)
                        .journal())
                .isNotEqualTo(search(1)
                        .strategy(Strategy.random(6).seed(1))
                        .keptIn(kept)
                        .journal());
    }

    @Test
    void staysAsItIsWhereNothingIsKept() {
        Search unnamed = Search.of(SearchSpace.of(KernelSet.SET_1), SnasNet.cifar10(), network -> 1);

        assertThat(unnamed.keptIn(RunFiles.none())).isEqualTo(unnamed);
    }
}
