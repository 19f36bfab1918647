package org.spikernel.internal.convolution;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;

/**
 * A convolution of spikes by weights on a grid, one sample after another: sums are multiples of the grid's step. For any number of
 * threads.
 */
public interface GridConvolution {

    /** What {@link #convolve} returns where a sum takes more than 16 bits. */
    int TOO_LARGE = -1;

    /** What the events of a sample must be read with. */
    RowSteps rows();

    /**
     * Writes the sums of a sample, [row, column, filter], as multiples of the grid's step into {@code target}, from {@code start}.
     *
     * @return how many weights were added; {@link #TOO_LARGE} if a sum does not fit, and then anything may stand in {@code target}
     */
    long convolve(Events events, short[] target, int start);

    /** For few filters or many, whatever is faster; both come to the same sums. */
    static GridConvolution of(Kernel kernel, Shape input, Grid weights, Lanes lanes) {
        return ScatteredBytes.suits(kernel)
                ? new ScatteredBytes(kernel, input, weights, lanes)
                : new GatheredBytes(kernel, input, weights, lanes);
    }
}
