package org.spikernel.internal.convolution;

import java.util.Arrays;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;
import org.spikernel.shapes.Window;

/** Gathers rows of weights on a grid, of spikes, and sums them in registers. */
final class GatheredBytes implements GridConvolution {

    private final Kernel kernel;
    private final Window window;
    private final Shape input;
    private final Shape output;
    private final int most;
    private final int width;
    private final byte[] weights;
    private final Lanes lanes;

    GatheredBytes(Kernel kernel, Shape input, Grid grid, Lanes lanes) {
        this.kernel = kernel;
        window = kernel.window();
        this.input = input;
        most = grid.mostInASum();
        this.lanes = lanes;
        output = kernel.output(input);
        width = Lanes.paddedForShorts(kernel.filters());
        weights = grid.rowsOfWidth(kernel.filters(), width);
    }

    @Override
    public RowSteps rows() {
        return new RowSteps(kernel.channels() * width, width);
    }

    @Override
    public long convolve(Events events, short[] target, int start) {
        short[] sums = Workspace.ofThread().integers(width);
        long covered = 0;
        int at = start;
        for (int row = 0; row < output.rows(); row++) {
            for (int column = 0; column < output.columns(); column++) {
                int coveredHere = convolveAt(events, row, column, sums);
                if (coveredHere == TOO_LARGE) {
                    return TOO_LARGE;
                }
                covered += coveredHere;
                System.arraycopy(sums, 0, target, at, kernel.filters());
                at += kernel.filters();
            }
        }
        return covered * kernel.filters();
    }

    /**
     * One position; returns how many events its kernel covers. Those in a row of the kernel lie side by side, and the weight row of each
     * is as far into the kernel as its position is from the kernel's left edge, so one offset serves all of them.
     */
    private int convolveAt(Events events, int row, int column, short[] sums) {
        int top = window.start(row);
        int left = window.start(column);
        int firstColumn = window.first(column, input.columns());
        int endColumn = window.end(column, input.columns());
        int endRow = window.end(row, input.rows());
        int covered = 0;
        int room = most;
        WideSums wide = null;
        Arrays.fill(sums, 0, width, (short) 0);
        for (int y = window.first(row, input.rows()); y < endRow; y++) {
            int offset = ((y - top) * kernel.size() - left) * kernel.channels() * width;
            int end = events.start(y * input.columns() + endColumn);
            int to;
            for (int from = events.start(y * input.columns() + firstColumn); from < end; from = to) {
                if (room == 0) {
                    wide = Workspace.ofThread().moved(sums, width, wide);
                    room = most;
                }
                to = from + Math.min(end - from, room);
                room -= to - from;
                covered += to - from;
                lanes.gatherBytes(weights, events.rows(), from, to, offset, sums, width);
            }
        }
        return wide == null || wide.fitWith(sums) ? covered : TOO_LARGE;
    }
}
