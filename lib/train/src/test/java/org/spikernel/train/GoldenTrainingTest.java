package org.spikernel.train;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.spikernel.engine.Golden;
import org.spikernel.engine.LayerWeights;
import org.spikernel.model.TrainedLayer;
import org.spikernel.network.Layer;
import org.spikernel.network.Network.Node;
import org.spikernel.network.NetworkPlan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** A step of training computes what an independent implementation in PyTorch computes. */
class GoldenTrainingTest {

    private static final double TOLERANCE = 1e-4;

    private static TrainableNetwork trainable(Golden golden) {
        return TrainableNetwork.of(
                Networks.withoutDropout(golden.network()), TrainingRecipe.defaults(), golden.weights());
    }

    @ParameterizedTest
    @MethodSource("org.spikernel.engine.Golden#cases")
    void logits(Golden golden) {
        try (TrainableNetwork network = trainable(golden)) {
            float[] logits = network.output(golden.network().output(), golden.batch());

            Close.assertClose("logits", Close.means(logits, golden.network()), golden.floats("logits"));
        }
    }

    @ParameterizedTest
    @MethodSource("org.spikernel.engine.Golden#cases")
    void loss(Golden golden) {
        try (TrainableNetwork network = trainable(golden)) {
            double loss = network.differentiate(golden.batch());

            assertThat(loss).isCloseTo(golden.loss(), within(TOLERANCE * golden.loss()));
        }
    }

    @ParameterizedTest
    @MethodSource("org.spikernel.engine.Golden#cases")
    void gradients(Golden golden) {
        try (TrainableNetwork network = trainable(golden)) {
            requireGradients(network, golden);
        }
    }

    /** However a step goes through the timesteps: as if a connection reached back over all layers. */
    @ParameterizedTest
    @MethodSource("org.spikernel.engine.Golden#cases")
    void gradientsTimestepByTimestep(Golden golden) {
        try (TrainableNetwork network =
                TrainableNetwork.of(Networks.inSteps(golden.network()), TrainingRecipe.defaults(), golden.weights())) {
            requireGradients(network, golden);
        }
    }

    private static void requireGradients(TrainableNetwork network, Golden golden) {
        network.differentiate(golden.batch());

        Set<String> needed = NetworkPlan.of(golden.network()).needed().stream()
                .map(Node::place)
                .collect(Collectors.toSet());
        Map<String, LayerWeights> expected = golden.gradients();
        for (Node node : network.network().nodes()) {
            if (node.weights() > 0 && needed.contains(node.place())) {
                LayerWeights gradients = expected.get(node.place());
                check(network, golden, node, 0, gradients.weights());
                if (node.biases() > 0) {
                    check(network, golden, node, 1, gradients.biases());
                }
            }
        }
    }

    private static void check(TrainableNetwork network, Golden golden, Node node, int parameter, float[] expected) {
        float[] found = network.gradients(node).get(parameter);
        for (int i = 0; i < found.length; i++) {
            found[i] /= golden.batch().size();
        }
        Close.assertClose(golden + " " + node.place() + ", parameter " + parameter, found, expected);
    }

    @ParameterizedTest
    @MethodSource("org.spikernel.engine.Golden#cases")
    void runningStatistics(Golden golden) {
        try (TrainableNetwork network = trainable(golden)) {
            network.differentiate(golden.batch());

            for (Node node : NetworkPlan.of(golden.network()).needed()) {
                if (node.layer() instanceof Layer.BatchNorm) {
                    TrainedLayer layer = network.layers().get(node.place());
                    int moves = movesOfTheReference(golden, node);
                    Close.assertClose(node.place() + " mean", moved(layer.mean(), 0, moves), golden.runningMean(node));
                    Close.assertClose(
                            node.place() + " variance",
                            moved(layer.variance(), 1, moves),
                            golden.runningVariance(node));
                }
            }
        }
    }

    /**
     * How often the reference moves running statistics for each time that we do. It computes what depends on the image alone at every
     * timestep anew, but for the stem; we compute it once.
     */
    private static int movesOfTheReference(Golden golden, Node norm) {
        boolean dependsOnTheImageAlone =
                golden.name().equals("skip_only") && norm.place().equals("reduction.currents");
        return dependsOnTheImageAlone ? golden.network().timesteps() : 1;
    }

    /** What a running statistic would be after so many moves, given what it is after one. */
    private static float[] moved(float[] running, double start, int moves) {
        float[] values = running.clone();
        double kept = Math.pow(0.9, moves);
        for (int i = 0; i < values.length; i++) {
            double statistic = (values[i] - 0.9 * start) / 0.1;
            values[i] = (float) (kept * start + (1 - kept) * statistic);
        }
        return values;
    }
}
