package org.spikernel.internal.convolution;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;

/** A convolution of inputs of one shape, one sample after another. For any number of threads. */
public interface EventConvolution {

    /** What the events of a sample must be read with. */
    RowSteps rows();

    /**
     * Writes the sums of a sample, [row, column, filter], into {@code target}, from {@code start}.
     *
     * @return how many weights were added
     */
    long convolve(Events events, float[] target, int start);

    /** For events of any kind. */
    static EventConvolution of(Kernel kernel, Shape input, float[] weights, Lanes lanes) {
        return new GatheredFloats(kernel, input, weights, lanes);
    }

    /** For spikes alone, in the order that takes the least time, which may not be that of {@link #of}. */
    static EventConvolution ofSpikes(Kernel kernel, Shape input, float[] weights, Lanes lanes) {
        return kernel.size() == 1
                ? new GatheredFloats(kernel, input, weights, lanes)
                : new MergedFloats(kernel, input, weights, lanes);
    }
}
