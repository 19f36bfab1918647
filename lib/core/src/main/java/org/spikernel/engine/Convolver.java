package org.spikernel.engine;

import java.util.Arrays;

import org.spikernel.network.Layer;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Shape;

/**
 * Convolves one sample after another: every output position sums the weight rows of the events that its kernel covers.
 *
 * <p>Filters are taken in blocks, so that a block of weights stays in the second-level cache while all positions pass by.
 */
final class Convolver {

    private static final int FILTER_BLOCK = 128;

    private final Layer.Convolution layer;
    private final Shape input;
    private final Shape output;
    private final float[] weights;
    private final Lanes lanes;

    Convolver(Node node, LayerWeights weights, Lanes lanes) {
        layer = (Layer.Convolution) node.layer();
        input = node.inputShape();
        output = node.shape();
        this.weights = weights.weights();
        this.lanes = lanes;
    }

    /** Writes the currents of a sample into {@code target}, from {@code start}. */
    void convolve(Signal signal, int sample, float[] target, int start) {
        Scratch scratch = Scratch.ofThread();
        if (signal instanceof SpikeMatrix spikes) {
            scratch.events.read(spikes, sample, layer.filters());
        } else {
            float[] numbers = scratch.currents(input.size());
            signal.read(sample, 0, input.size(), numbers, 0);
            scratch.events.read(numbers, input, layer.filters());
        }
        int[] rows = scratch.rows(layer.kernelSize() * layer.kernelSize() * input.channels());
        float[] factors = scratch.factors(rows.length);
        for (int filter = 0; filter < layer.filters(); filter += FILTER_BLOCK) {
            int width = Math.min(FILTER_BLOCK, layer.filters() - filter);
            int at = start + filter;
            for (int row = 0; row < output.rows(); row++) {
                for (int column = 0; column < output.columns(); column++) {
                    int count = gather(scratch.events, row, column, rows, factors);
                    if (scratch.events.areSpikes()) {
                        lanes.sumRows(weights, rows, filter, count, target, at, width);
                    } else {
                        Arrays.fill(target, at, at + width, 0);
                        lanes.addScaledRows(weights, rows, factors, filter, count, target, at, width);
                    }
                    at += output.channels();
                }
            }
        }
    }

    /** Finds the weight rows, and the factors, of all events that the kernel covers at an output position. */
    private int gather(Events events, int row, int column, int[] rows, float[] factors) {
        int size = layer.kernelSize();
        int top = row * layer.stride() - layer.padding();
        int left = column * layer.stride() - layer.padding();
        int firstColumn = Math.max(left, 0);
        int endColumn = Math.min(left + size, input.columns());
        int rowsOfPosition = input.channels() * layer.filters();
        int count = 0;
        for (int y = Math.max(top, 0); y < Math.min(top + size, input.rows()); y++) {
            for (int x = firstColumn; x < endColumn; x++) {
                int base = ((y - top) * size + x - left) * rowsOfPosition;
                count = events.copy(y * input.columns() + x, base, rows, factors, count);
            }
        }
        return count;
    }
}
