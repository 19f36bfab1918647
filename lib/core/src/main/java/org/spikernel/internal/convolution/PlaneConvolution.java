package org.spikernel.internal.convolution;

import java.util.Arrays;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;

/**
 * Convolves spikes that lie in planes, [channel, row, column], into planes [filter, row, column], keeping rows and columns. For one thread.
 */
public abstract class PlaneConvolution {

    /** From so many filters on, gathering rows of weights takes less time than scattering them. */
    private static final int MANY_FILTERS = 32;

    PlaneConvolution() {}

    /**
     * A convolution of inputs of one shape.
     *
     * @param kernel its window {@linkplain org.spikernel.shapes.Window#keepsSides() keeps} rows and columns
     * @param weights as {@link #arranged}
     */
    public static PlaneConvolution of(Kernel kernel, Shape input, float[] weights) {
        return kernel.filters() >= MANY_FILTERS
                ? new Gathering(kernel, input, weights)
                : new Scattering(kernel, input, weights);
    }

    /** Weights in the order in which they are read, which may be that in which they are given. */
    public static float[] arranged(Kernel kernel, float[] weights) {
        return kernel.filters() >= MANY_FILTERS ? weights : Scattering.mirrored(kernel, weights);
    }

    /**
     * Writes the output of a sample.
     *
     * @param spikes the bits of floats, each 0 or 1, in the order [channel, row, column]
     * @param output takes the sums, in the order [filter, row, column]
     */
    public abstract void convolve(int[] spikes, float[] output);

    private static final class Gathering extends PlaneConvolution {

        private final Shape input;
        private final EventConvolution convolution;
        private final Events events = new Events();
        private final PaddedMap sums;

        Gathering(Kernel kernel, Shape input, float[] weights) {
            this.input = input;
            convolution = EventConvolution.of(kernel, input, weights, Lanes.fastest());
            sums = new PaddedMap(kernel.output(input), 0);
        }

        @Override
        public void convolve(int[] spikes, float[] output) {
            events.readPlanes(spikes, input, convolution.rows());
            convolution.convolve(events, sums.numbers(), 0);
            sums.toPlanes(output);
        }
    }

    private static final class Scattering extends PlaneConvolution {

        private final Lanes lanes = Lanes.fastest();
        private final Kernel kernel;
        private final float[] weights;
        private final int width;
        private final ChannelSpikes spikes;
        private final PaddedMap sums;

        Scattering(Kernel kernel, Shape input, float[] weights) {
            this.kernel = kernel;
            this.weights = weights;
            width = width(kernel);
            sums = new PaddedMap(kernel.output(input), kernel.window().padding());
            spikes = new ChannelSpikes(kernel, sums);
        }

        private static int width(Kernel kernel) {
            return Lanes.paddedForFloats(kernel.size() * kernel.filters());
        }

        /** The weights [channel, row, column from the right, filter], the last two filled up with zeros to whole registers. */
        static float[] mirrored(Kernel kernel, float[] weights) {
            int width = width(kernel);
            float[] mirrored = new float[kernel.channels() * kernel.size() * width];
            kernel.mirror(
                    width,
                    kernel.size() * width,
                    (from, to) -> System.arraycopy(weights, from, mirrored, to, kernel.filters()));
            return mirrored;
        }

        @Override
        public void convolve(int[] planes, float[] output) {
            Arrays.fill(sums.numbers(), 0);
            for (int channel = 0; channel < kernel.channels(); channel++) {
                addWeights(channel, spikes.find(planes, channel));
            }
            sums.toPlanes(output);
        }

        private void addWeights(int channel, int count) {
            for (int row = 0; row < kernel.size(); row++) {
                int from = (channel * kernel.size() + row) * width;
                int offset = spikes.offset(row, kernel.size() - 1);
                lanes.addToRows(weights, from, spikes.places(), count, offset, sums.numbers(), width);
            }
        }
    }
}
