package org.spikernel.engine;

import java.util.Arrays;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.network.Layer;
import org.spikernel.network.Network.Node;
import org.spikernel.shapes.Shape;

/**
 * Convolves one sample after another: every output position sums the weight rows of the events that its kernel covers.
 *
 * <p>Filters are taken in blocks, so that a block of weights stays in the second-level cache while all positions pass by.
 */
final class Convolver implements SampleConvolver {

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

    @Override
    public long convolve(Signal signal, int sample, float[] target, int start) {
        Scratch scratch = Scratch.ofThread();
        if (signal instanceof SpikeMatrix spikes) {
            scratch.events.read(spikes, sample, input.channels() * layer.filters(), layer.filters());
        } else {
            float[] numbers = scratch.currents(input.size());
            signal.read(sample, 0, input.size(), numbers, 0, lanes);
            scratch.events.read(numbers, input, layer.filters());
        }
        long operations = 0;
        for (int filter = 0; filter < layer.filters(); filter += FILTER_BLOCK) {
            int width = Math.min(FILTER_BLOCK, layer.filters() - filter);
            int at = start + filter;
            for (int row = 0; row < output.rows(); row++) {
                for (int column = 0; column < output.columns(); column++) {
                    Arrays.fill(target, at, at + width, 0);
                    operations += convolveAt(scratch.events, row, column, filter, target, at, width);
                    at += output.channels();
                }
            }
        }
        return operations;
    }

    /**
     * One position of a block of filters. The events that a row of the kernel covers lie side by side, and the weight row of each is as
     * far into the kernel as its position is from the kernel's left edge, so one offset serves all of them.
     */
    private long convolveAt(Events events, int row, int column, int filter, float[] target, int at, int width) {
        int size = layer.kernelSize();
        int top = row * layer.stride() - layer.padding();
        int left = column * layer.stride() - layer.padding();
        int firstColumn = Math.max(left, 0);
        int endColumn = Math.min(left + size, input.columns());
        long operations = 0;
        for (int y = Math.max(top, 0); y < Math.min(top + size, input.rows()); y++) {
            int offset = ((y - top) * size - left) * input.channels() * layer.filters() + filter;
            int from = events.start(y * input.columns() + firstColumn);
            int to = events.start(y * input.columns() + endColumn);
            events.addRows(lanes, weights, from, to, offset, target, at, width);
            operations += (long) (to - from) * width;
        }
        return operations;
    }
}
