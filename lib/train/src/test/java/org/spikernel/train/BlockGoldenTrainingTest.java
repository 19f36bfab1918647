package org.spikernel.train;

import java.util.Map;
import java.util.TreeSet;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.spikernel.engine.BlockGolden;
import org.spikernel.engine.LayerWeights;
import org.spikernel.engine.Weights;
import org.spikernel.model.TrainedLayer;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** A step of training AutoSNN's networks computes what an independent implementation in PyTorch computes. */
class BlockGoldenTrainingTest {

    private static final double TOLERANCE = 1e-4;

    private static TrainableNetwork trainable(BlockGolden golden, Network network) {
        TrainingRecipe recipe = TrainingRecipe.defaults().withLoss(Loss.MEAN_SQUARED_ERROR);
        return TrainableNetwork.of(network, recipe, Weights.of(golden.weights()));
    }

    private static TrainableNetwork trainable(BlockGolden golden) {
        return trainable(golden, golden.network());
    }

    @ParameterizedTest
    @MethodSource("org.spikernel.engine.BlockGolden#cases")
    void spikesAndLogits(BlockGolden golden) {
        Network network = golden.network();
        try (TrainableNetwork training = trainable(golden)) {
            float[] logits = Close.means(training.output(network.output(), golden.batch()), network);

            Close.assertClose("logits", logits, golden.logits());
            for (Node neurons : network.spikingLayers()) {
                float[] spikes = training.output(neurons, golden.batch());
                for (int t = 0; t < network.timesteps(); t++) {
                    assertThat(indices(spikes, neurons.shape(), t, network.timesteps()))
                            .as("%s at timestep %d", neurons.place(), t)
                            .isEqualTo(golden.spikes(neurons, t));
                }
            }
        }
    }

    /** Where the ones of a timestep are, of numbers [sample, timestep, row, column, channel], as [sample, channel, row, column]. */
    private static TreeSet<Integer> indices(float[] spikes, Shape shape, int timestep, int timesteps) {
        TreeSet<Integer> indices = new TreeSet<>();
        for (int i = 0; i < spikes.length; i++) {
            int frame = i / shape.size();
            if (frame % timesteps == timestep && spikes[i] == 1) {
                int channel = i % shape.channels();
                int position = i % shape.size() / shape.channels();
                indices.add((frame / timesteps * shape.channels() + channel) * shape.positions() + position);
            }
        }
        return indices;
    }

    @ParameterizedTest
    @MethodSource("org.spikernel.engine.BlockGolden#cases")
    void lossAndGradients(BlockGolden golden) {
        try (TrainableNetwork training = trainable(golden)) {
            requireLossAndGradients(training, golden);
        }
    }

    /** However a step goes through the timesteps: as if a connection reached back over all layers. */
    @ParameterizedTest
    @MethodSource("org.spikernel.engine.BlockGolden#cases")
    void lossAndGradientsTimestepByTimestep(BlockGolden golden) {
        try (TrainableNetwork training = trainable(golden, Networks.inSteps(golden.network()))) {
            requireLossAndGradients(training, golden);
        }
    }

    private static void requireLossAndGradients(TrainableNetwork training, BlockGolden golden) {
        double loss = training.differentiate(golden.batch());

        assertThat(loss).isCloseTo(golden.loss(), within(TOLERANCE * golden.loss()));
        Map<String, LayerWeights> expected = golden.gradients();
        for (Node node : training.network().nodes()) {
            if (node.weights() > 0) {
                check(training, golden, node, 0, expected.get(node.place()).weights());
            }
            if (node.biases() > 0) {
                check(training, golden, node, 1, expected.get(node.place()).biases());
            }
        }
    }

    private static void check(
            TrainableNetwork training, BlockGolden golden, Node node, int parameter, float[] expected) {
        float[] found = training.gradients(node).get(parameter);
        for (int i = 0; i < found.length; i++) {
            found[i] /= golden.batch().size();
        }
        String name = golden + " " + node.place() + ", parameter " + parameter;
        if (node.isSpiking()) {
            // A sum of both signs over all neurons: of CIFARNet-Wu's first linear layer, 1/4400 of the sum of their
            // magnitudes.
            Close.assertClose(name, found, expected);
        } else {
            Close.assertClose(name, found, expected, Float.MIN_NORMAL);
        }
    }

    @ParameterizedTest
    @MethodSource("org.spikernel.engine.BlockGolden#cases")
    void runningStatistics(BlockGolden golden) {
        try (TrainableNetwork training = trainable(golden)) {
            training.differentiate(golden.batch());

            Map<String, TrainedLayer> layers = training.layers();
            for (Node node : golden.network().nodes()) {
                if (node.layer() instanceof Layer.BatchNorm) {
                    TrainedLayer layer = layers.get(node.place());
                    Close.assertClose(node.place() + " mean", layer.mean(), golden.runningMean(node));
                    Close.assertClose(node.place() + " variance", layer.variance(), golden.runningVariance(node));
                }
            }
        }
    }
}
