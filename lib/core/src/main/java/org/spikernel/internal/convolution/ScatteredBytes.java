package org.spikernel.internal.convolution;

import java.util.Arrays;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;
import org.spikernel.shapes.Window;

/** Scatters rows of weights on a grid, of spikes, line by line of the output. */
final class ScatteredBytes implements GridConvolution {

    /** Above, sums in registers are faster. */
    private static final int MOST_FILTERS = 64;

    private final Kernel kernel;
    private final Window window;
    private final Shape input;
    private final Shape output;
    private final int most;
    private final int first;
    private final int width;
    private final byte[] weights;
    private final Lanes lanes;

    /** Whether a convolution is of the kind that this is for. */
    static boolean suits(Kernel kernel) {
        Window window = kernel.window();
        return kernel.filters() <= MOST_FILTERS && window.stride() == 1 && window.padding() < window.size();
    }

    ScatteredBytes(Kernel kernel, Shape input, Grid grid, Lanes lanes) {
        this.kernel = kernel;
        window = kernel.window();
        this.input = input;
        most = kernel.fanIn() <= grid.mostInASum() ? Integer.MAX_VALUE : grid.mostInASum();
        // The sums of a row begin with the outputs that lie left of the first one that there is.
        first = (kernel.size() - 1 - window.padding()) * kernel.filters();
        this.lanes = lanes;
        output = kernel.output(input);
        width = Lanes.paddedForShorts(kernel.size() * kernel.filters());
        weights = grid.arranged(() -> mirrored(grid.multiples()));
    }

    /** The weights [row, channel, column from the right, filter], the last two filled up with zeros to whole registers. */
    private byte[] mirrored(byte[] multiples) {
        byte[] mirrored = new byte[kernel.size() * kernel.channels() * width];
        kernel.mirror(
                kernel.channels() * width,
                width,
                (from, to) -> System.arraycopy(multiples, from, mirrored, to, kernel.filters()));
        return mirrored;
    }

    @Override
    public RowSteps rows() {
        return new RowSteps(0, width);
    }

    @Override
    public long convolve(Events events, short[] target, int start) {
        int length = (input.columns() + kernel.size() - 1) * kernel.filters() + width;
        short[] sums = Workspace.ofThread().integers(length);
        int line = output.columns() * kernel.filters();
        for (int row = 0; row < output.rows(); row++) {
            if (!convolveRow(events, row, sums, length)) {
                return TOO_LARGE;
            }
            System.arraycopy(sums, first, target, start + row * line, line);
        }
        return kernel.filters() * pairs(events);
    }

    /** A row of the output: the sum of what the rows of the input that its kernel covers add to it; returns whether it fits. */
    private boolean convolveRow(Events events, int row, short[] sums, int length) {
        Arrays.fill(sums, 0, length, (short) 0);
        int room = most;
        WideSums wide = null;
        for (int y = window.first(row, input.rows()); y < window.end(row, input.rows()); y++) {
            int offset = (y - window.start(row)) * kernel.channels() * width;
            int end = events.start((y + 1) * input.columns());
            int to;
            for (int from = events.start(y * input.columns()); from < end; from = to) {
                if (room == 0) {
                    wide = Workspace.ofThread().moved(sums, length, wide);
                    room = most;
                }
                to = from + Math.min(end - from, room);
                room -= to - from;
                lanes.scatterBytes(
                        weights, events.rows(), events.columns(), from, to, offset, sums, kernel.filters(), width);
            }
        }
        return wide == null || wide.fitWith(sums);
    }

    /** How many pairs there are of an event and an output position that it reaches. */
    private long pairs(Events events) {
        long pairs = 0;
        for (int y = 0; y < input.rows(); y++) {
            long inRow = 0;
            for (int x = 0; x < input.columns(); x++) {
                int position = y * input.columns() + x;
                inRow += (long) window.windowsOver(x, output.columns())
                        * (events.start(position + 1) - events.start(position));
            }
            pairs += inRow * window.windowsOver(y, output.rows());
        }
        return pairs;
    }
}
