package org.spikernel.engine;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.spikernel.network.Layer;
import org.spikernel.network.Network.Node;
import org.spikernel.random.RandomStream;
import org.spikernel.shapes.Shape;

/**
 * Freshly initialised parameters, as SNASNet's released code draws them: convolutions Kaiming-uniform with a = 2, that is U(-b, b)
 * with b = sqrt(6 / (5 fan_in)); linear layers N(0, 0.01) and bias 0; batch normalisation scale 1 and shift 0.
 *
 * <p>A layer's weights depend on the seed, its place in the network and its shape alone. So candidates that have a layer in common
 * share its weights, which makes their scores comparable, and lets them be drawn once and kept.
 *
 * <p>On a {@link Grid} every weight is rounded to a multiple of a power of two, of which the largest weights have 64 to 127.
 */
final class RandomWeights implements Weights {

    private static final double LINEAR_DEVIATION = 0.01;

    /** How far, in deviations, normal weights reach of which there are not very many. */
    private static final double NORMAL_REACH = 4;

    /** What the weights reach is 64 to 128 steps of the grid. */
    private static final int GRID_BITS = 6;

    private final long seed;
    private final boolean onGrid;
    private final Map<Drawn, LayerWeights> drawn = new ConcurrentHashMap<>();

    /** What the weights of a layer depend on, beside the seed. */
    private record Drawn(String place, Layer layer, Shape input) {}

    RandomWeights(long seed, boolean onGrid) {
        this.seed = seed;
        this.onGrid = onGrid;
    }

    @Override
    public LayerWeights of(Node node) {
        return drawn.computeIfAbsent(new Drawn(node.place(), node.layer(), node.inputShape()), layer -> draw(node));
    }

    private LayerWeights draw(Node node) {
        int count = Math.toIntExact(node.weights());
        float[] biases = new float[Math.toIntExact(node.biases())];
        if (node.layer() instanceof Layer.BatchNorm) {
            float[] ones = new float[count];
            Arrays.fill(ones, 1);
            return LayerWeights.of(ones, biases);
        }
        RandomStream random = RandomStream.at(
                seed, node.place(), node.inputShape(), node.shape().channels());
        if (node.layer() instanceof Layer.Convolution convolution) {
            int fanIn = convolution.kernelSize()
                    * convolution.kernelSize()
                    * node.inputShape().channels();
            float bound = (float) Math.sqrt(6.0 / (5.0 * fanIn));
            return draw(count, biases, bound, () -> random.uniform(-bound, bound));
        }
        double reach = NORMAL_REACH * LINEAR_DEVIATION;
        return draw(count, biases, reach, () -> (float) (LINEAR_DEVIATION * random.nextNormal()));
    }

    /** Draws a number. */
    private interface Draw {
        float next();
    }

    private LayerWeights draw(int count, float[] biases, double reach, Draw draw) {
        if (onGrid) {
            float step = Math.scalb(1f, Math.getExponent(reach) - GRID_BITS);
            byte[] multiples = new byte[count];
            for (int i = 0; i < count; i++) {
                int multiple = Math.round(draw.next() / step);
                multiples[i] = (byte) Math.max(-Byte.MAX_VALUE, Math.min(multiple, Byte.MAX_VALUE));
            }
            return LayerWeights.of(Grid.of(step, multiples), biases);
        }
        float[] weights = new float[count];
        for (int i = 0; i < count; i++) {
            weights[i] = draw.next();
        }
        return LayerWeights.of(weights, biases);
    }
}
