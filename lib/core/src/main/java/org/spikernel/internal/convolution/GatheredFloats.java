package org.spikernel.internal.convolution;

import java.util.Arrays;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;
import org.spikernel.shapes.Window;

/**
 * Gathers rows of any weights, of events of any kind.
 *
 * <p>Filters are taken in blocks and kernels row by row, so that the weights at hand stay in the second-level cache while all positions of
 * a line pass by.
 */
final class GatheredFloats implements EventConvolution {

    private static final int FILTER_BLOCK = 128;

    private final Kernel kernel;
    private final Window window;
    private final Shape input;
    private final Shape output;
    private final float[] weights;
    private final Lanes lanes;

    GatheredFloats(Kernel kernel, Shape input, float[] weights, Lanes lanes) {
        this.kernel = kernel;
        window = kernel.window();
        this.input = input;
        this.weights = weights;
        this.lanes = lanes;
        output = kernel.output(input);
    }

    @Override
    public RowSteps rows() {
        return new RowSteps(kernel.channels() * kernel.filters(), kernel.filters());
    }

    @Override
    public long convolve(Events events, float[] target, int start) {
        Arrays.fill(target, start, start + output.size(), 0);
        long operations = 0;
        for (int filter = 0; filter < kernel.filters(); filter += FILTER_BLOCK) {
            int width = Math.min(FILTER_BLOCK, kernel.filters() - filter);
            for (int line = 0; line < output.rows(); line++) {
                int at = start + line * output.columns() * kernel.filters() + filter;
                operations += width * addLine(events, line, filter, target, at, width);
            }
        }
        return operations;
    }

    /** Adds to a line of the output, for a block of filters; returns how many events its kernels cover. */
    private long addLine(Events events, int line, int filter, float[] target, int at, int width) {
        long covered = 0;
        for (int y = window.first(line, input.rows()); y < window.end(line, input.rows()); y++) {
            int tap = (y - window.start(line)) * kernel.size();
            covered += addKernelRow(events, y * input.columns(), tap, filter, target, at, width);
        }
        return covered;
    }

    /**
     * The events that a row of the kernel covers lie side by side, and the weight row of each is as far into the kernel as its position is
     * from the kernel's left edge, so one offset serves all of them.
     */
    private long addKernelRow(Events events, int line, int tap, int filter, float[] target, int at, int width) {
        long covered = 0;
        for (int column = 0; column < output.columns(); column++) {
            int from = events.start(line + window.first(column, input.columns()));
            int to = events.start(line + window.end(column, input.columns()));
            if (from < to) {
                int offset = (tap - window.start(column)) * kernel.channels() * kernel.filters() + filter;
                events.addRows(lanes, weights, from, to, offset, target, at + column * kernel.filters(), width);
                covered += to - from;
            }
        }
        return covered;
    }
}
