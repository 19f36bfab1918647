package org.spikernel.internal.convolution;

import java.util.Arrays;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;

/**
 * The numbers of one sample that are not zero, position by position: spikes are few, and only they cost anything.
 *
 * <p>An event is known by the row of weights that it adds, which depends on its column and channel.
 * Kept from sample to sample, so that reading one allocates nothing; for one thread.
 */
public final class Events {

    /** Shifted down by so many places, the bits of the float 1 are 1, and those of 0 are 0. */
    public static final int SPIKE_BIT = 29;

    /** Behind the last row there is room for a register. */
    static final int ROOM = Lanes.FLOATS_IN_WIDEST_REGISTER;

    private int[] starts = {};
    private int[] rows = {};
    private int[] columns = {};
    private float[] factors = {};
    private int[][] spiking = {};
    private boolean areSpikes;

    /**
     * Takes the spikes of a sample.
     *
     * @param bits one a neuron, in the order [row, column, channel]
     */
    public void readBits(long[] bits, Shape shape, RowSteps steps) {
        grow(shape);
        areSpikes = true;
        int count = 0;
        int position = 0;
        int column = 0;
        int startOfPosition = 0;
        for (int w = 0; w < bits.length; w++) {
            for (long word = bits[w]; word != 0; word &= word - 1) {
                int neuron = w * Long.SIZE + Long.numberOfTrailingZeros(word);
                while (neuron >= startOfPosition + shape.channels()) {
                    starts[++position] = count;
                    startOfPosition += shape.channels();
                    column = column + 1 == shape.columns() ? 0 : column + 1;
                }
                columns[count] = column;
                rows[count++] = column * steps.column() + (neuron - startOfPosition) * steps.channel();
            }
        }
        while (position < shape.positions()) {
            starts[++position] = count;
        }
    }

    /**
     * Takes the numbers of a sample.
     *
     * @param numbers {@code shape.size()} of them from the beginning of the array, in the order [row, column, channel]
     */
    public void readNumbers(float[] numbers, Shape shape, RowSteps steps) {
        grow(shape);
        areSpikes = false;
        factors = factors.length < shape.size() ? new float[shape.size()] : factors;
        int count = 0;
        for (int position = 0; position < shape.positions(); position++) {
            int row = position % shape.columns() * steps.column();
            for (int channel = 0; channel < shape.channels(); channel++) {
                float number = numbers[position * shape.channels() + channel];
                if (number != 0) {
                    rows[count] = row + channel * steps.channel();
                    factors[count++] = number;
                }
            }
            starts[position + 1] = count;
        }
    }

    /**
     * Takes the spikes of a sample.
     *
     * @param planes the bits of floats, each 0 or 1, in the order [channel, row, column]
     */
    void readPlanes(int[] planes, Shape shape, RowSteps steps) {
        grow(shape);
        areSpikes = true;
        mark(planes, shape);
        int count = 0;
        for (int position = 0; position < shape.positions(); position++) {
            int row = position % shape.columns() * steps.column();
            for (int[] group : spiking) {
                for (int channels = group[position]; channels != 0; channels &= channels - 1) {
                    rows[count++] = row + Integer.numberOfTrailingZeros(channels) * steps.channel();
                }
                row += Integer.SIZE * steps.channel();
            }
            starts[position + 1] = count;
        }
    }

    /** Sets a bit for every channel that spikes at a position, 32 channels in each group. */
    private void mark(int[] planes, Shape shape) {
        int groups = (shape.channels() + Integer.SIZE - 1) / Integer.SIZE;
        if (spiking.length != groups || spiking[0].length != shape.positions()) {
            spiking = new int[groups][shape.positions()];
        }
        for (int[] group : spiking) {
            Arrays.fill(group, 0);
        }
        for (int channel = 0; channel < shape.channels(); channel++) {
            mark(planes, channel, spiking[channel / Integer.SIZE]);
        }
    }

    private static void mark(int[] planes, int channel, int[] group) {
        int start = channel * group.length;
        for (int position = 0; position < group.length; position++) {
            group[position] |= planes[start + position] >>> SPIKE_BIT << channel;
        }
    }

    private void grow(Shape shape) {
        starts = starts.length <= shape.positions() ? new int[shape.positions() + 1] : starts;
        rows = rows.length < shape.size() + ROOM ? new int[shape.size() + ROOM] : rows;
        columns = columns.length < shape.size() ? new int[shape.size()] : columns;
    }

    /** The first event of a position; the position after the last has the end. */
    int start(int position) {
        return starts[position];
    }

    /** The first event of each position, and the end of the last. */
    int[] starts() {
        return starts;
    }

    /** Where the weight row of each event begins. */
    int[] rows() {
        return rows;
    }

    /** The column of each event, if it was read as a bit. */
    int[] columns() {
        return columns;
    }

    /** Adds the weight rows of events to sums, as {@link Lanes} does. */
    void addRows(Lanes lanes, float[] weights, int from, int to, int offset, float[] sums, int start, int width) {
        if (areSpikes) {
            lanes.addRows(weights, rows, from, to, offset, sums, start, width);
        } else {
            lanes.addScaledRows(weights, rows, factors, from, to, offset, sums, start, width);
        }
    }
}
