package org.spikernel.internal.convolution;

import java.util.Arrays;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;
import org.spikernel.shapes.Window;

/**
 * Gathers rows of any weights, of spikes, where kernels are larger than one position: the events of all lines that a kernel covers are
 * merged first, so that an output position has one run of them. Sums run column by column of the kernel.
 */
final class MergedFloats implements EventConvolution {

    private final Kernel kernel;
    private final Window window;
    private final Shape input;
    private final Shape output;
    private final float[] weights;
    private final Lanes lanes;
    private final int column;
    private final int line;

    MergedFloats(Kernel kernel, Shape input, float[] weights, Lanes lanes) {
        this.kernel = kernel;
        window = kernel.window();
        this.input = input;
        this.weights = weights;
        this.lanes = lanes;
        output = kernel.output(input);
        column = kernel.channels() * kernel.filters();
        line = kernel.size() * column;
    }

    @Override
    public RowSteps rows() {
        return new RowSteps(column, kernel.filters());
    }

    @Override
    public long convolve(Events events, float[] target, int start) {
        Arrays.fill(target, start, start + output.size(), 0);
        Merged merged = Workspace.ofThread().merged();
        merged.makeRoom(kernel, input);
        long added = 0;
        for (int row = 0; row < output.rows(); row++) {
            added += addLine(events, merged, row, target, start + row * output.columns() * kernel.filters());
        }
        return added * kernel.filters();
    }

    private long addLine(Events events, Merged merged, int row, float[] target, int at) {
        int first = window.first(row, input.rows());
        int count = window.end(row, input.rows()) - first;
        for (int i = 0; i < count; i++) {
            merged.from[i] = (first + i) * input.columns();
            merged.offsets[i] = (first + i - window.start(row)) * line;
        }
        lanes.mergeColumns(
                events.rows(),
                merged.from,
                events.starts(),
                merged.offsets,
                count,
                input.columns(),
                input.channels(),
                merged.rows,
                merged.starts);
        long added = 0;
        for (int out = 0; out < output.columns(); out++) {
            int from = merged.starts[window.first(out, input.columns())];
            int to = merged.starts[window.end(out, input.columns())];
            int offset = -window.start(out) * column;
            lanes.addRows(
                    weights, merged.rows, from, to, offset, target, at + out * kernel.filters(), kernel.filters());
            added += to - from;
        }
        return added;
    }

    /** The events of some lines, column by column. Kept from sample to sample; for one thread. */
    static final class Merged {

        private int[] from = {};
        private int[] offsets = {};
        private int[] starts = {};
        private int[] rows = {};

        private void makeRoom(Kernel kernel, Shape input) {
            if (from.length < kernel.size()) {
                from = new int[kernel.size()];
                offsets = new int[kernel.size()];
            }
            if (starts.length <= input.columns()) {
                starts = new int[input.columns() + 1];
            }
            int most = kernel.size() * input.columns() * input.channels() + Events.ROOM;
            if (rows.length < most) {
                rows = new int[most];
            }
        }
    }
}
