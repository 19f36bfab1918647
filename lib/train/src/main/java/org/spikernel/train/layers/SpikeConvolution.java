package org.spikernel.train.layers;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;

import org.nd4j.linalg.api.ndarray.INDArray;

import org.spikernel.lanes.Lanes;

/**
 * Convolutions of spikes that keep rows and columns, one row of an array (a sample at a timestep) after another: a spike adds to the
 * output a row of weights [filter] for each position that it reaches, and to the gradient of these weights the gradients of the output
 * [filter] at these positions. What is zero costs nothing.
 */
final class SpikeConvolution {

    /** One in so many neurons may spike; where more do, sums of rows take longer than multiplying everything. */
    private static final int NEURONS_FOR_A_SPIKE = 4;

    private static final int ONE = Float.floatToIntBits(1);
    /** Shifted down by so many places, the bits of 1 are 1, and those of 0 are 0. */
    private static final int SPIKE_BIT = 29;

    private final Lanes lanes = Lanes.fastest();
    private final Kernel kernel;
    private final int height;
    private final int width;
    private final int positions;
    private final int paddedWidth;

    /** Bits of floats, on which compilers make vector instructions of more loops. */
    private final int[] input;

    private final float[] output;
    /** Numbers of a sample in the order [row, column, filter]. */
    private final float[] byPosition;
    /** The same with the zeros around it. */
    private final float[] padded;

    /** A bit for every channel that spikes at a position, 32 channels in each. */
    private final int[][] spiking;

    private final int[] starts;
    private final int[] events;

    /** Scratch memory for one thread, for inputs of a shape. */
    SpikeConvolution(Kernel kernel, INDArray shape) {
        this.kernel = kernel;
        height = Math.toIntExact(shape.size(2));
        width = Math.toIntExact(shape.size(3));
        positions = height * width;
        paddedWidth = width + 2 * kernel.padding();
        input = new int[kernel.channels() * positions];
        output = new float[kernel.filters() * positions];
        byPosition = new float[output.length];
        padded = new float[kernel.filters() * (height + 2 * kernel.padding()) * paddedWidth];
        spiking = new int[(kernel.channels() + Integer.SIZE - 1) / Integer.SIZE][positions];
        starts = new int[positions + 1];
        events = new int[input.length + 1];
    }

    /** Whether rows hold nothing but zeros and ones, and few ones. */
    boolean suits(IntBuffer inputs, int first, int end) {
        if (!kernel.keepsSize()) {
            return false;
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
                && Arrays.stream(spikes).asLongStream().sum() * NEURONS_FOR_A_SPIKE
                        <= (long) (end - first) * input.length;
    }

    private void count(int start, int[] spikes, int[] strangers) {
        for (int position = 0; position < positions; position++) {
            int bits = input[start + position];
            int spike = bits >>> SPIKE_BIT;
            spikes[position] += spike;
            strangers[position] |= bits ^ spike * ONE;
        }
    }

    /** Writes the output for rows from {@code first} to before {@code end}; weights [row, column, channel, filter]. */
    void forward(IntBuffer inputs, float[] weights, FloatBuffer outputs, int first, int end) {
        for (int row = first; row < end; row++) {
            inputs.get(row * input.length, input);
            sortByPosition();
            Arrays.fill(byPosition, 0);
            for (int line = 0; line < height; line++) {
                convolveLine(line, weights);
            }
            filtersFirst();
            outputs.put(row * output.length, output);
        }
    }

    /** Events in the order [row, column, channel], each known by where its weights begin, but for the tap. */
    private void sortByPosition() {
        for (int group = 0; group < spiking.length; group++) {
            Arrays.fill(spiking[group], 0);
            int last = Math.min(kernel.channels(), (group + 1) * Integer.SIZE);
            for (int channel = group * Integer.SIZE; channel < last; channel++) {
                mark(channel, spiking[group]);
            }
        }
        int count = 0;
        for (int position = 0; position < positions; position++) {
            starts[position] = count;
            int row = position % width * kernel.channels() * kernel.filters();
            for (int[] group : spiking) {
                for (int channels = group[position]; channels != 0; channels &= channels - 1) {
                    events[count++] = row + Integer.numberOfTrailingZeros(channels) * kernel.filters();
                }
                row += Integer.SIZE * kernel.filters();
            }
        }
        starts[positions] = count;
    }

    /** Sets a channel's bit wherever it spikes. */
    private void mark(int channel, int[] spiking) {
        int start = channel * positions;
        for (int position = 0; position < positions; position++) {
            spiking[position] |= input[start + position] >>> SPIKE_BIT << channel;
        }
    }

    private void convolveLine(int line, float[] weights) {
        int rowOfWeights = kernel.channels() * kernel.filters();
        for (int row = 0; row < kernel.size(); row++) {
            int inputLine = line + row - kernel.padding();
            if (inputLine < 0 || inputLine >= height) {
                continue;
            }
            for (int column = 0; column < width; column++) {
                int left = Math.max(0, column - kernel.padding());
                int right = Math.min(width, column + kernel.padding() + 1);
                int from = starts[inputLine * width + left];
                int to = starts[inputLine * width + right];
                if (from < to) {
                    int offset = (row * kernel.size() + kernel.padding() - column) * rowOfWeights;
                    int sum = (line * width + column) * kernel.filters();
                    lanes.addRows(weights, events, from, to, offset, byPosition, sum, kernel.filters());
                }
            }
        }
    }

    /** From [position, filter] to [filter, position], line by line, so that what is read in steps stays in the cache. */
    private void filtersFirst() {
        int filters = kernel.filters();
        for (int line = 0; line < positions; line += width) {
            for (int filter = 0; filter < filters; filter++) {
                int to = filter * positions + line;
                int from = line * filters + filter;
                for (int end = to + width; to < end; to++) {
                    output[to] = byPosition[from];
                    from += filters;
                }
            }
        }
    }

    /** Adds the gradient of the weights [row, column, channel, filter] that some rows cause. */
    void addWeightGradient(IntBuffer inputs, FloatBuffer outputGradients, float[] sums, int first, int end) {
        for (int row = first; row < end; row++) {
            outputGradients.get(row * output.length, output);
            filtersLast();
            inputs.get(row * input.length, input);
            for (int channel = 0; channel < kernel.channels(); channel++) {
                addWeightGradient(channel, positionsOfSpikes(channel), sums);
            }
        }
    }

    private void filtersLast() {
        int filters = kernel.filters();
        int padding = kernel.padding();
        for (int line = 0; line < height; line++) {
            for (int filter = 0; filter < filters; filter++) {
                int to = ((line + padding) * paddedWidth + padding) * filters + filter;
                int from = filter * positions + line * width;
                for (int end = from + width; from < end; from++) {
                    padded[to] = output[from];
                    to += filters;
                }
            }
        }
    }

    /** Where the padded numbers of each position begin at which a channel spikes; returns how many there are. */
    private int positionsOfSpikes(int channel) {
        int count = 0;
        int from = channel * positions;
        for (int line = 0; line < height; line++) {
            int row = line * paddedWidth * kernel.filters();
            for (int end = from + width; from < end; from++) {
                events[count] = row;
                // No branch, which would often be foretold wrongly.
                count += input[from] >>> SPIKE_BIT;
                row += kernel.filters();
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
                lanes.addRows(padded, events, 0, spikes, offset, sums, sum, filters);
            }
        }
    }
}
