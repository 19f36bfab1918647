package org.spikernel.engine;

import java.util.Arrays;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.network.Layer;
import org.spikernel.network.Network.Node;
import org.spikernel.shapes.Shape;

/**
 * Convolves spikes with weights that lie on a grid, for layers of few filters, where gathering would cost more than adding: every event
 * adds to all output positions of a row that it reaches at once, since those lie side by side.
 */
final class ScatteringConvolver implements SampleConvolver {

    /** Above, sums in registers are faster. */
    private static final int MOST_FILTERS = 64;

    private final Layer.Convolution layer;
    private final Shape input;
    private final Shape output;
    private final Grid grid;
    private final int width;
    private final byte[] rows;
    private final Lanes lanes;

    /** Whether a layer is of the kind that this is for. */
    static boolean suits(Layer.Convolution layer) {
        return layer.filters() <= MOST_FILTERS && layer.stride() == 1 && layer.padding() < layer.kernelSize();
    }

    ScatteringConvolver(Node node, LayerWeights weights, Lanes lanes) {
        layer = (Layer.Convolution) node.layer();
        input = node.inputShape();
        output = node.shape();
        grid = weights.grid().orElseThrow();
        width = Lanes.paddedForShorts(layer.kernelSize() * layer.filters());
        rows = weights.arranged(this::mirroredRows);
        this.lanes = lanes;
    }

    /** The weights [row, channel, column from the right, filter], the last two filled up with zeros to whole registers. */
    private byte[] mirroredRows() {
        byte[] weights = grid.multiples();
        int size = layer.kernelSize();
        int channels = input.channels();
        int filters = layer.filters();
        byte[] mirrored = new byte[size * channels * width];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                for (int channel = 0; channel < channels; channel++) {
                    System.arraycopy(
                            weights,
                            ((row * size + column) * channels + channel) * filters,
                            mirrored,
                            (row * channels + channel) * width + (size - 1 - column) * filters,
                            filters);
                }
            }
        }
        return mirrored;
    }

    @Override
    public long convolve(Signal signal, int sample, float[] target, int start) {
        Scratch scratch = Scratch.ofThread();
        scratch.events.read((SpikeMatrix) signal, sample, 0, width);
        Arrays.fill(target, start, start + output.size(), 0);
        for (int row = 0; row < output.rows(); row++) {
            convolveRow(scratch, row, target, start + row * output.columns() * layer.filters());
        }
        return layer.filters() * pairs(scratch.events);
    }

    /** A row of the output: the sum of what the rows of the input that its kernel covers add to it. */
    private void convolveRow(Scratch scratch, int row, float[] target, int at) {
        int size = layer.kernelSize();
        int top = row - layer.padding();
        int length = (input.columns() + size - 1) * layer.filters() + width;
        short[] sums = scratch.integers(length);
        Arrays.fill(sums, 0, length, (short) 0);
        Events events = scratch.events;
        int room = grid.mostInASum();
        for (int y = Math.max(top, 0); y < Math.min(top + size, input.rows()); y++) {
            int end = events.start((y + 1) * input.columns());
            int to;
            for (int from = events.start(y * input.columns()); from < end; from = to) {
                if (room == 0) {
                    add(sums, target, at);
                    Arrays.fill(sums, 0, length, (short) 0);
                    room = grid.mostInASum();
                }
                to = Math.min(end, from + room);
                room -= to - from;
                int offset = (y - top) * input.channels() * width;
                lanes.scatterBytes(
                        rows, events.rows(), events.columns(), from, to, offset, sums, layer.filters(), width);
            }
        }
        add(sums, target, at);
    }

    /** The sums begin with the outputs that lie left of the first one that there is. */
    private void add(short[] sums, float[] target, int at) {
        int first = (layer.kernelSize() - 1 - layer.padding()) * layer.filters();
        lanes.addTimes(sums, first, grid.step(), target, at, output.columns() * layer.filters());
    }

    /** How many pairs there are of an event and an output position that it reaches. */
    private long pairs(Events events) {
        long pairs = 0;
        for (int y = 0; y < input.rows(); y++) {
            long inRow = 0;
            for (int x = 0; x < input.columns(); x++) {
                int position = y * input.columns() + x;
                inRow += (long) reached(x, output.columns()) * (events.start(position + 1) - events.start(position));
            }
            pairs += inRow * reached(y, output.rows());
        }
        return pairs;
    }

    private int reached(int place, int outputs) {
        int last = Math.min(place + layer.padding(), outputs - 1);
        int first = Math.max(place + layer.padding() - layer.kernelSize() + 1, 0);
        return Math.max(last - first + 1, 0);
    }
}
