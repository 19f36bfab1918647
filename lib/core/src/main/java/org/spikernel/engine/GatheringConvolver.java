package org.spikernel.engine;

import java.util.Arrays;

import org.spikernel.network.Layer;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Shape;

/**
 * Convolves spikes with weights that lie on a grid, for layers of many filters: every output position gathers the weight rows of the
 * events that its kernel covers, and sums them in registers.
 */
final class GatheringConvolver implements SampleConvolver {

    private final Layer.Convolution layer;
    private final Shape input;
    private final Shape output;
    private final Grid grid;
    private final int width;
    private final byte[] rows;
    private final Lanes lanes;

    GatheringConvolver(Node node, LayerWeights weights, Lanes lanes) {
        layer = (Layer.Convolution) node.layer();
        input = node.inputShape();
        output = node.shape();
        grid = weights.grid().orElseThrow();
        width = Lanes.paddedForShorts(layer.filters());
        rows = weights.arranged(() -> rows(grid.multiples(), layer.filters(), width));
        this.lanes = lanes;
    }

    /** The weights [row, column, channel, filter], filled up with zeros to whole registers. */
    private static byte[] rows(byte[] weights, int filters, int width) {
        if (filters == width) {
            return weights;
        }
        byte[] rows = new byte[weights.length / filters * width];
        for (int i = 0; i < weights.length / filters; i++) {
            System.arraycopy(weights, i * filters, rows, i * width, filters);
        }
        return rows;
    }

    @Override
    public long convolve(Signal signal, int sample, float[] target, int start) {
        Scratch scratch = Scratch.ofThread();
        scratch.events.read((SpikeMatrix) signal, sample, input.channels() * width, width);
        int[] covered = scratch.rows(layer.kernelSize() * layer.kernelSize() * input.channels());
        short[] sums = scratch.integers(width);
        Arrays.fill(target, start, start + output.size(), 0);
        long operations = 0;
        int at = start;
        for (int row = 0; row < output.rows(); row++) {
            for (int column = 0; column < output.columns(); column++) {
                int count = cover(scratch.events, row, column, covered);
                add(covered, count, sums, target, at);
                operations += (long) count * layer.filters();
                at += layer.filters();
            }
        }
        return operations;
    }

    /**
     * Finds the weight rows of the events that the kernel covers. Those in a row of the kernel lie side by side, and the weight row of
     * each is as far into the kernel as its position is from the kernel's left edge, so one offset serves all of them.
     */
    private int cover(Events events, int row, int column, int[] covered) {
        int size = layer.kernelSize();
        int top = row * layer.stride() - layer.padding();
        int left = column * layer.stride() - layer.padding();
        int firstColumn = Math.max(left, 0);
        int endColumn = Math.min(left + size, input.columns());
        int count = 0;
        for (int y = Math.max(top, 0); y < Math.min(top + size, input.rows()); y++) {
            int from = events.start(y * input.columns() + firstColumn);
            int to = events.start(y * input.columns() + endColumn);
            events.copyRows(from, to, ((y - top) * size - left) * input.channels() * width, covered, count);
            count += to - from;
        }
        return count;
    }

    private void add(int[] covered, int count, short[] sums, float[] target, int at) {
        int most = grid.mostInASum();
        for (int from = 0; from < count; from += most) {
            lanes.sumBytes(rows, covered, from, Math.min(from + most, count), sums, width);
            lanes.addTimes(sums, 0, grid.step(), target, at, layer.filters());
        }
    }
}
