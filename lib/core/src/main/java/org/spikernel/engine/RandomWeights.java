package org.spikernel.engine;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.spikernel.network.Layer;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Shape;
import org.spikernel.random.RandomStream;

/**
 * Freshly initialised parameters, as SNASNet's released code draws them: convolutions Kaiming-uniform with a = 2, that is U(-b, b)
 * with b = sqrt(6 / (5 fan_in)); linear layers N(0, 0.01) and bias 0; batch normalisation scale 1 and shift 0.
 *
 * <p>A layer's weights depend on the seed, its place in the network and its shape alone. So candidates that have a layer in common
 * share its weights, which makes their scores comparable, and lets them be drawn once and kept.
 */
final class RandomWeights implements Weights {

    private static final double LINEAR_DEVIATION = 0.01;

    private final long seed;
    private final Map<Drawn, LayerWeights> drawn = new ConcurrentHashMap<>();

    /** What the weights of a layer depend on, beside the seed. */
    private record Drawn(String place, Layer layer, Shape input) {}

    RandomWeights(long seed) {
        this.seed = seed;
    }

    @Override
    public LayerWeights of(Node node) {
        return drawn.computeIfAbsent(
                new Drawn(node.place(), node.layer(), node.inputShape()),
                layer -> new LayerWeights(weights(node), new float[(int) node.biases()]));
    }

    private float[] weights(Node node) {
        float[] weights = new float[Math.toIntExact(node.weights())];
        if (node.layer() instanceof Layer.BatchNorm) {
            Arrays.fill(weights, 1);
            return weights;
        }
        RandomStream random = RandomStream.at(
                seed, node.place(), node.inputShape(), node.shape().channels());
        if (node.layer() instanceof Layer.Convolution convolution) {
            int fanIn = convolution.kernelSize()
                    * convolution.kernelSize()
                    * node.inputShape().channels();
            float bound = (float) Math.sqrt(6.0 / (5.0 * fanIn));
            fill(weights, () -> random.uniform(-bound, bound));
        } else {
            fill(weights, () -> (float) (LINEAR_DEVIATION * random.nextNormal()));
        }
        return weights;
    }

    /** Draws a number. */
    private interface Draw {
        float next();
    }

    private static void fill(float[] weights, Draw draw) {
        for (int i = 0; i < weights.length; i++) {
            weights[i] = draw.next();
        }
    }
}
