package org.spikernel.train.layers;

import java.util.Arrays;

import org.spikernel.internal.lanes.Lanes;

/**
 * The output of a convolution of spikes with many filters: each position gathers the rows of weights [filter] of all spikes that it sees,
 * and adds them up in registers. Under a row of the kernel these are one run of events, if events are in the order [row, column, channel].
 */
final class GatheredOutput {

    private final Lanes lanes = Lanes.fastest();
    private final Kernel kernel;
    private final int height;
    private final int width;

    /** A bit for every channel that spikes at a position, 32 channels in each. */
    private final int[][] spiking;

    private final int[] starts;
    private final int[] events;

    GatheredOutput(Kernel kernel, int height, int width) {
        this.kernel = kernel;
        this.height = height;
        this.width = width;
        spiking = new int[(kernel.channels() + Integer.SIZE - 1) / Integer.SIZE][height * width];
        starts = new int[height * width + 1];
        events = new int[kernel.channels() * height * width];
    }

    /** Takes the spikes of a sample, bits of floats [channel, row, column]. */
    void read(int[] input) {
        for (int[] group : spiking) {
            Arrays.fill(group, 0);
        }
        for (int channel = 0; channel < kernel.channels(); channel++) {
            mark(input, channel, spiking[channel / Integer.SIZE]);
        }
        int count = 0;
        for (int position = 0; position < height * width; position++) {
            starts[position] = count;
            int row = position % width * kernel.channels() * kernel.filters();
            for (int[] group : spiking) {
                for (int channels = group[position]; channels != 0; channels &= channels - 1) {
                    events[count++] = row + Integer.numberOfTrailingZeros(channels) * kernel.filters();
                }
                row += Integer.SIZE * kernel.filters();
            }
        }
        starts[height * width] = count;
    }

    /** Sets a channel's bit wherever it spikes. */
    private void mark(int[] input, int channel, int[] spiking) {
        int start = channel * spiking.length;
        for (int position = 0; position < spiking.length; position++) {
            spiking[position] |= input[start + position] >>> SpikeConvolution.SPIKE_BIT << channel;
        }
    }

    /**
     * Adds the output of a line to sums.
     *
     * @param weights [row, column, channel, filter]
     * @param start where the sums of the line begin: [column, filter]
     */
    void addLine(int line, float[] weights, float[] sums, int start) {
        for (int row = 0; row < kernel.size(); row++) {
            int inputLine = line + row - kernel.padding();
            if (inputLine >= 0 && inputLine < height) {
                addLine(inputLine * width, row, weights, sums, start);
            }
        }
    }

    private void addLine(int inputLine, int row, float[] weights, float[] sums, int start) {
        int rowOfWeights = kernel.channels() * kernel.filters();
        for (int column = 0; column < width; column++) {
            int from = starts[inputLine + Math.max(0, column - kernel.padding())];
            int to = starts[inputLine + Math.min(width, column + kernel.padding() + 1)];
            if (from < to) {
                int offset = (row * kernel.size() + kernel.padding() - column) * rowOfWeights;
                int sum = start + column * kernel.filters();
                lanes.addRows(weights, events, from, to, offset, sums, sum, kernel.filters());
            }
        }
    }
}
