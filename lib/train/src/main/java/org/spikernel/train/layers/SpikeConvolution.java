package org.spikernel.train.layers;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;

import org.nd4j.linalg.api.ndarray.INDArray;

import org.spikernel.internal.lanes.Lanes;

/**
 * Convolutions of spikes that keep rows and columns, one row of an array (a sample at a timestep) after another: a spike adds to the
 * output a row of weights [filter] for each position that it reaches, and to the gradient of these weights the gradients of the output
 * [filter] at these positions. What is zero costs nothing.
 */
final class SpikeConvolution {

    /** Share of neurons that spike up to which these loops make the output in less time than multiplying everything. */
    static final double FEW_FOR_OUTPUT = 0.2;

    /** The same for the gradient of the weights, which takes less memory traffic. */
    static final double FEW_FOR_GRADIENT = 0.4;

    private static final int ONE = Float.floatToIntBits(1);
    /** Shifted down by so many places, the bits of 1 are 1, and those of 0 are 0. */
    static final int SPIKE_BIT = 29;

    /** From so many filters on, gathering rows of weights takes less time than scattering them. */
    private static final int MANY_FILTERS = 32;

    private final Lanes lanes = Lanes.fastest();
    private final Kernel kernel;
    private final int height;
    private final int width;
    private final int positions;
    private final int paddedWidth;

    /** Bits of floats, on which compilers make vector instructions of more loops. */
    private final int[] input;

    private final float[] output;
    /** Numbers of a sample in the order [row, column, filter], with the zeros around it. */
    private final float[] padded;

    private final int[] places;

    /** Scratch memory for one thread, for inputs of a shape. */
    SpikeConvolution(Kernel kernel, INDArray shape) {
        this.kernel = kernel;
        height = Math.toIntExact(shape.size(2));
        width = Math.toIntExact(shape.size(3));
        positions = height * width;
        paddedWidth = width + 2 * kernel.padding();
        input = new int[kernel.channels() * positions];
        output = new float[kernel.filters() * positions];
        padded = new float
                [kernel.filters() * (height + 2 * kernel.padding()) * paddedWidth + Lanes.FLOATS_IN_WIDEST_REGISTER];
        places = new int[positions + 1];
    }

    /** The share of ones in rows of zeros and ones; infinite where there is any other number, or where the kernel does not suit. */
    double shareOfSpikes(IntBuffer inputs, int first, int end) {
        if (!kernel.keepsSize()) {
            return Double.POSITIVE_INFINITY;
        }
        int[] spikes = new int[positions];
        int[] strangers = new int[positions];
        for (int row = first; row < end; row++) {
            inputs.get(row * input.length, input);
            for (int start = 0; start < input.length; start += positions) {
                count(start, spikes, strangers);
            }
        }
        return Arrays.stream(strangers).allMatch(stranger -> stranger == 0)
                ? Arrays.stream(spikes).sum() / ((double) (end - first) * input.length)
                : Double.POSITIVE_INFINITY;
    }

    private void count(int start, int[] spikes, int[] strangers) {
        for (int position = 0; position < positions; position++) {
            int bits = input[start + position];
            int spike = bits >>> SPIKE_BIT;
            spikes[position] += spike;
            strangers[position] |= bits ^ spike * ONE;
        }
    }

    /**
     * Weights in the order in which {@link #forward} reads them. Where they are gathered, that is [row, column, channel, filter], in which
     * they come; where they are scattered, that in which a spike meets the positions that it reaches: [channel, row, column, filter] with
     * columns from last to first, and zeros at the end of each row, so that it consists of whole registers.
     */
    static float[] arranged(Kernel kernel, float[] weights) {
        if (kernel.filters() >= MANY_FILTERS) {
            return weights;
        }
        int filters = kernel.filters();
        int rowWidth = rowWidth(kernel);
        float[] arranged = new float[kernel.channels() * kernel.size() * rowWidth];
        for (int channel = 0; channel < kernel.channels(); channel++) {
            for (int tap = 0; tap < kernel.size() * kernel.size(); tap++) {
                int row = channel * kernel.size() + tap / kernel.size();
                int column = kernel.size() - 1 - tap % kernel.size();
                int from = (tap * kernel.channels() + channel) * filters;
                System.arraycopy(weights, from, arranged, row * rowWidth + column * filters, filters);
            }
        }
        return arranged;
    }

    private static int rowWidth(Kernel kernel) {
        return Lanes.paddedForFloats(kernel.size() * kernel.filters());
    }

    /** Writes the output for rows from {@code first} to before {@code end}; weights as {@link #arranged}. */
    void forward(IntBuffer inputs, float[] weights, FloatBuffer outputs, int first, int end) {
        Runnable convolution = kernel.filters() >= MANY_FILTERS ? gathering(weights) : () -> scatter(weights);
        for (int row = first; row < end; row++) {
            inputs.get(row * input.length, input);
            Arrays.fill(padded, 0);
            convolution.run();
            filtersFirst();
            outputs.put(row * output.length, output);
        }
    }

    private Runnable gathering(float[] weights) {
        GatheredOutput gathered = new GatheredOutput(kernel, height, width);
        return () -> {
            gathered.read(input);
            for (int line = 0; line < height; line++) {
                gathered.addLine(line, weights, padded, startOfLine(line));
            }
        };
    }

    private void scatter(float[] weights) {
        for (int channel = 0; channel < kernel.channels(); channel++) {
            addWeights(channel, findSpikes(channel), weights);
        }
    }

    private void addWeights(int channel, int spikes, float[] weights) {
        int rowWidth = rowWidth(kernel);
        for (int row = 0; row < kernel.size(); row++) {
            int offset = (kernel.size() - 1 - row) * paddedWidth * kernel.filters();
            int from = (channel * kernel.size() + row) * rowWidth;
            lanes.addToRows(weights, from, places, spikes, offset, padded, rowWidth);
        }
    }

    /** From [padded row, padded column, filter] to [filter, row, column]. */
    private void filtersFirst() {
        int filters = kernel.filters();
        for (int line = 0; line < height; line++) {
            for (int filter = 0; filter < filters; filter++) {
                int from = startOfLine(line) + filter;
                int to = filter * positions + line * width;
                for (int end = to + width; to < end; to++) {
                    output[to] = padded[from];
                    from += filters;
                }
            }
        }
    }

    /** Where the numbers of a line begin, behind the padding. */
    private int startOfLine(int line) {
        return ((line + kernel.padding()) * paddedWidth + kernel.padding()) * kernel.filters();
    }

    /** Adds the gradient of the weights [row, column, channel, filter] that some rows cause. */
    void addWeightGradient(IntBuffer inputs, FloatBuffer outputGradients, float[] sums, int first, int end) {
        for (int row = first; row < end; row++) {
            outputGradients.get(row * output.length, output);
            filtersLast();
            inputs.get(row * input.length, input);
            for (int channel = 0; channel < kernel.channels(); channel++) {
                addWeightGradient(channel, findSpikes(channel), sums);
            }
        }
    }

    /** From [filter, row, column] to [padded row, padded column, filter]. */
    private void filtersLast() {
        int filters = kernel.filters();
        for (int line = 0; line < height; line++) {
            for (int filter = 0; filter < filters; filter++) {
                int from = filter * positions + line * width;
                int to = startOfLine(line) + filter;
                for (int end = from + width; from < end; from++) {
                    padded[to] = output[from];
                    to += filters;
                }
            }
        }
    }

    /**
     * Finds the spikes of a channel: each is known by where the numbers begin, at the first row and last column of the kernel, that it
     * has to do with. Returns how many there are.
     */
    private int findSpikes(int channel) {
        int count = 0;
        int from = channel * positions;
        for (int line = 0; line < height; line++) {
            int place = line * paddedWidth * kernel.filters();
            for (int end = from + width; from < end; from++) {
                places[count] = place;
                // No branch, which would often be foretold wrongly.
                count += input[from] >>> SPIKE_BIT;
                place += kernel.filters();
            }
        }
        return count;
    }

    private void addWeightGradient(int channel, int spikes, float[] sums) {
        int filters = kernel.filters();
        int last = kernel.size() - 1;
        for (int row = 0; row <= last; row++) {
            for (int column = 0; column <= last; column++) {
                int offset = ((last - row) * paddedWidth + last - column) * filters;
                int sum = ((row * kernel.size() + column) * kernel.channels() + channel) * filters;
                lanes.addRows(padded, places, 0, spikes, offset, sums, sum, filters);
            }
        }
    }
}
