package org.spikernel.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import org.spikernel.cell.Cell;
import org.spikernel.cell.Cells;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.data.ImageBatch;
import org.spikernel.internal.lanes.Lanes;
import org.spikernel.network.Network;
import org.spikernel.network.SnasNet;
import org.spikernel.neuron.Lif;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;

class ProgrammeTest {

    private static final int TIMESTEPS = 3;
    private static final SnasNet MACRO = new SnasNet(new Shape(3, 8, 8), 3, 2, 10, 1, 19, 2, TIMESTEPS, Lif.DEFAULT, 2);
    private static final ImageBatch BATCH = Batches.normal(4, 3, 8, 1);

    /** All that a score is made of, and the network's answer. */
    private static String shown(Presentation presentation, Network network) {
        List<String> shown = new ArrayList<>();
        float[][] answer = presentation.run(
                network,
                TIMESTEPS,
                (layer, timestep, spikes) -> shown.add(layer.place()
                        + timestep
                        + Arrays.toString(spikes.counts())
                        + Arrays.deepToString(spikes.hammingDistances())));
        return shown + Arrays.deepToString(answer);
    }

    private static Weights weights(boolean onGrid) {
        return onGrid ? Weights.randomOnGrid(3) : Weights.random(3);
    }

    @Provide
    Arbitrary<List<Cell>> cells() {
        return Cells.any().list().ofMinSize(2).ofMaxSize(8);
    }

    /** Pairs of cells, so that networks differ in the first cell, in the second, in both, or not at all. */
    private static List<Network> networks(List<Cell> cells, boolean ofOneFirstCell) {
        return IntStream.range(0, cells.size())
                .mapToObj(i -> MACRO.network(List.of(cells.get(ofOneFirstCell ? 0 : i), cells.get(i))))
                .toList();
    }

    @Property(tries = 40)
    void everyNetworkGivesWhatItGivesAlone(
            @ForAll("cells") List<Cell> cells,
            @ForAll boolean ofOneFirstCell,
            @ForAll boolean onGrid,
            @ForAll @LongRange(min = 0, max = 200_000) long bytes,
            @ForAll @IntRange(min = 1, max = 3) int threads,
            @ForAll boolean atOnce,
            @ForAll boolean inOrder,
            @ForAll long seed) {
        List<Network> networks = networks(cells, ofOneFirstCell);
        Presentation alone =
                SpikeEngine.of(1, Lanes.scalar(), SharedLayers::none, 1 << 30).on(BATCH, weights(onGrid));
        Programme programme = SpikeEngine.of(threads, Lanes.fastest(), () -> new SharedLayers(bytes), 1 << 30)
                .on(BATCH, weights(onGrid))
                .expecting(networks, network -> TIMESTEPS);
        List<Integer> order = new ArrayList<>(programme.order());
        assertThat(order)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, networks.size()).boxed().toList());
        if (!inOrder) {
            Collections.shuffle(order, new Random(seed));
        }

        var inTurn = atOnce ? order.parallelStream() : order.stream();
        inTurn.map(networks::get)
                .forEach(
                        network -> assertThat(shown(programme.shown(), network)).isEqualTo(shown(alone, network)));
    }

    @Test
    void networksThatNobodyExpectedAreRunToo() {
        Cell expected = Cell.parse("conv3x3 | conv1x1 skip | skip conv3x3 conv1x1");
        Cell other = Cell.parse("conv3x3 | conv1x1 skip | skip conv3x3 avg3x3");
        Presentation presentation = SpikeEngine.withThreads(2).on(BATCH, weights(true));
        Programme programme = presentation.expecting(List.of(MACRO.network(expected)), network -> TIMESTEPS);

        assertThat(shown(programme.shown(), MACRO.network(other))).isEqualTo(shown(presentation, MACRO.network(other)));
    }

    @Test
    void whatBeginsAlikeIsComputedOnce() {
        List<Network> networks = SearchSpace.of(KernelSet.SET_1)
                .cells()
                .limit(200)
                .map(cell -> MACRO.network(List.of(Cell.parse("conv3x3 | conv1x1 skip | skip conv3x3 conv1x1"), cell)))
                .toList();
        Presentation alone = SpikeEngine.withThreads(1).on(BATCH, weights(true));
        Presentation together = SpikeEngine.withThreads(1).on(BATCH, weights(true));
        Programme programme = together.expecting(networks, network -> TIMESTEPS);

        networks.forEach(network -> shown(alone, network));
        programme.order().forEach(place -> shown(programme.shown(), networks.get(place)));

        assertThat(together.profile().synapticOperations())
                .isLessThan(alone.profile().synapticOperations() / 2);
    }
}
