package org.spikernel.internal.convolution;

import java.util.Arrays;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;
import org.spikernel.shapes.Window;

/** Scatters rows of any weights, of spikes, line by line of the output: the same bits as {@link GatheredFloats}, sooner in narrow layers. */
final class ScatteredFloats implements EventConvolution {

    /** Above, sums in registers are faster. */
    private static final int MOST_FILTERS = 64;

    private final Kernel kernel;
    private final Window window;
    private final Shape input;
    private final Shape output;
    private final int width;
    private final float[] weights;
    private final Lanes lanes;

    /** Whether a convolution is of the kind that this is for. */
    static boolean suits(Kernel kernel) {
        Window window = kernel.window();
        return kernel.filters() <= MOST_FILTERS && window.stride() == 1 && window.padding() < window.size();
    }

    ScatteredFloats(Kernel kernel, Shape input, float[] weights, Lanes lanes) {
        this.kernel = kernel;
        window = kernel.window();
        this.input = input;
        this.lanes = lanes;
        output = kernel.output(input);
        width = Lanes.paddedForFloats(kernel.size() * kernel.filters());
        this.weights = mirrored(weights);
    }

    /** The weights [row, channel, column from the right, filter], the last two filled up with zeros to whole registers. */
    private float[] mirrored(float[] weights) {
        float[] mirrored = new float[kernel.size() * kernel.channels() * width];
        kernel.mirror(
                kernel.channels() * width,
                width,
                (from, to) -> System.arraycopy(weights, from, mirrored, to, kernel.filters()));
        return mirrored;
    }

    @Override
    public RowSteps rows() {
        return new RowSteps(0, width);
    }

    @Override
    public long convolve(Events events, float[] target, int start) {
        int filters = kernel.filters();
        float[] sums = Workspace.ofThread().floats((input.columns() + kernel.size() - 1) * filters + width);
        // The sums begin with the outputs that lie left of the first one that there is.
        int first = (kernel.size() - 1 - window.padding()) * filters;
        int lineSize = output.columns() * filters;
        long scattered = 0;
        for (int row = 0; row < output.rows(); row++) {
            Arrays.fill(sums, 0);
            for (int y = window.first(row, input.rows()); y < window.end(row, input.rows()); y++) {
                int from = events.start(y * input.columns());
                int to = events.start((y + 1) * input.columns());
                int offset = (y - window.start(row)) * kernel.channels() * width;
                lanes.scatterRows(weights, events.rows(), events.columns(), from, to, offset, sums, filters, width);
                scattered += to - from;
            }
            System.arraycopy(sums, first, target, start + row * lineSize, lineSize);
        }
        return scattered * kernel.size() * filters;
    }
}
