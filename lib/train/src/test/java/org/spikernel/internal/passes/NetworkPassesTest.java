package org.spikernel.internal.passes;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.spikernel.cell.Cell;
import org.spikernel.engine.Batches;
import org.spikernel.internal.threads.Workers;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.SnasNet;
import org.spikernel.neuron.Lif;
import org.spikernel.shapes.Shape;
import org.spikernel.train.layers.NormalisationStatistics;
import org.spikernel.train.layers.Surrogate;

import static org.assertj.core.api.Assertions.assertThat;

/** What a step keeps, and where. What it computes, the tests of training compare with that of others. */
class NetworkPassesTest {

    private static final int SAMPLES = 3;

    private final Network network = new SnasNet(new Shape(3, 8, 8), 2, 1, 4, 1, 8, 2, 3, Lif.DEFAULT, 2)
            .network(Cell.parse("conv3x3 | skip conv1x1 | conv3x3 skip conv3x3"));
    private final NetworkPasses passes = NetworkPasses.of(
            network,
            new NetworkPasses.Settings(Surrogate.triangle(1), NormalisationStatistics.PER_TIMESTEP, 1, Workers.of(1)),
            new ParameterArrays(1, Node::place));

    private LayerPass pass(String place) {
        return network.nodes().stream()
                .filter(node -> node.place().equals(place))
                .map(passes::pass)
                .findFirst()
                .orElseThrow();
    }

    private void step() {
        passes.forward(Batches.normal(SAMPLES, 3, 8, 1), true, 0);
        passes.backward(new float[SAMPLES][2]);
    }

    private static float[] array(List<Frames> frames) {
        return frames.get(0).numbers();
    }

    /** The arrays of all layers, as objects. */
    private List<Integer> arrays() {
        return network.nodes().stream()
                .map(passes::pass)
                .flatMap(pass -> List.of(pass.frames(), pass.gradientFrames()).stream())
                .flatMap(List::stream)
                .map(frames -> System.identityHashCode(frames.numbers()))
                .toList();
    }

    @Test
    void gradientLiesWhereNumbersLayThatNobodyReadsAnyMore() {
        step();
        float[] currents = array(pass("reduction.conv3x3").frames());
        assertThat(array(pass("cell1.0->1.norm").gradientFrames())).isSameAs(currents);
        assertThat(array(pass("reduction.norm").gradientFrames())).isNotSameAs(currents);
    }

    @Test
    void sumThatNeuronsAloneReadIsNotKept() {
        assertThat(pass("cell1.node2").frames()).isEmpty();
        assertThat(pass("cell1.node3").frames()).hasSize(1);
    }

    @Test
    void everyArrayIsMadeInTheFirstStep() {
        step();
        List<Integer> first = arrays();
        step();
        assertThat(arrays()).isEqualTo(first);
    }
}
