package org.spikernel.engine;

import java.util.Arrays;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.network.Layer;
import org.spikernel.network.Network.Node;
import org.spikernel.shapes.Shape;

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
        rows = weights.arranged(() -> grid.rowsOfWidth(layer.filters(), width));
        this.lanes = lanes;
    }

    @Override
    public long convolve(Signal signal, int sample, float[] target, int start) {
        Scratch scratch = Scratch.ofThread();
        scratch.events.read((SpikeMatrix) signal, sample, input.channels() * width, width);
        short[] sums = scratch.integers(width);
        Arrays.fill(target, start, start + output.size(), 0);
        long operations = 0;
        int at = start;
        for (int row = 0; row < output.rows(); row++) {
            for (int column = 0; column < output.columns(); column++) {
                operations += (long) layer.filters() * convolveAt(scratch.events, row, column, sums, target, at);
                at += layer.filters();
            }
        }
        return operations;
    }

    /**
     * One position; returns how many events its kernel covers. Those in a row of the kernel lie side by side, and the weight row of each
     * is as far into the kernel as its position is from the kernel's left edge, so one offset serves all of them.
     */
    private int convolveAt(Events events, int row, int column, short[] sums, float[] target, int at) {
        int size = layer.kernelSize();
        int top = row * layer.stride() - layer.padding();
        int left = column * layer.stride() - layer.padding();
        int firstColumn = Math.max(left, 0);
        int endColumn = Math.min(left + size, input.columns());
        int covered = 0;
        int room = grid.mostInASum();
        Arrays.fill(sums, 0, width, (short) 0);
        for (int y = Math.max(top, 0); y < Math.min(top + size, input.rows()); y++) {
            int offset = ((y - top) * size - left) * input.channels() * width;
            int end = events.start(y * input.columns() + endColumn);
            int to;
            for (int from = events.start(y * input.columns() + firstColumn); from < end; from = to) {
                if (room == 0) {
                    lanes.addTimes(sums, 0, grid.step(), target, at, layer.filters());
                    Arrays.fill(sums, 0, width, (short) 0);
                    room = grid.mostInASum();
                }
                to = Math.min(end, from + room);
                room -= to - from;
                covered += to - from;
                lanes.gatherBytes(rows, events.rows(), from, to, offset, sums, width);
            }
        }
        lanes.addTimes(sums, 0, grid.step(), target, at, layer.filters());
        return covered;
    }
}
