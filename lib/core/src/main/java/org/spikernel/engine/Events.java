package org.spikernel.engine;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;

/**
 * The numbers of one sample that are not zero, position by position: spikes are few, and only they cost anything.
 *
 * <p>An event is known by the row of weights that it adds, which depends on its column and channel.
 * Kept from sample to sample, so that reading one allocates nothing.
 */
final class Events {

    private int[] starts = {};
    private int[] rows = {};
    private int[] columns = {};
    private float[] factors = {};
    private boolean areSpikes;

    /**
     * Takes the spikes of a sample.
     *
     * @param columnStep how much farther the weight row of an event is for every column
     * @param channelStep how much farther it is for every channel
     */
    void read(SpikeMatrix spikes, int sample, int columnStep, int channelStep) {
        Shape shape = spikes.shape();
        grow(shape);
        areSpikes = true;
        long[] words = spikes.words(sample);
        int count = 0;
        int position = 0;
        int column = 0;
        int startOfPosition = 0;
        for (int w = 0; w < words.length; w++) {
            for (long word = words[w]; word != 0; word &= word - 1) {
                int neuron = w * Long.SIZE + Long.numberOfTrailingZeros(word);
                while (neuron >= startOfPosition + shape.channels()) {
                    starts[++position] = count;
                    startOfPosition += shape.channels();
                    column = column + 1 == shape.columns() ? 0 : column + 1;
                }
                columns[count] = column;
                rows[count++] = column * columnStep + (neuron - startOfPosition) * channelStep;
            }
        }
        while (position < shape.positions()) {
            starts[++position] = count;
        }
    }

    /**
     * Takes the numbers of a sample.
     *
     * @param numbers {@code shape.size()} numbers from the beginning of the array
     * @param width numbers in a row of weights
     */
    void read(float[] numbers, Shape shape, int width) {
        grow(shape);
        areSpikes = false;
        factors = factors.length < shape.size() ? new float[shape.size()] : factors;
        int count = 0;
        for (int position = 0; position < shape.positions(); position++) {
            int column = position % shape.columns();
            for (int c = 0; c < shape.channels(); c++) {
                float number = numbers[position * shape.channels() + c];
                if (number != 0) {
                    rows[count] = (column * shape.channels() + c) * width;
                    factors[count++] = number;
                }
            }
            starts[position + 1] = count;
        }
    }

    private void grow(Shape shape) {
        starts = starts.length <= shape.positions() ? new int[shape.positions() + 1] : starts;
        rows = rows.length < shape.size() ? new int[shape.size()] : rows;
        columns = columns.length < shape.size() ? new int[shape.size()] : columns;
    }

    /** The first event of a position; the position after the last has the end. */
    int start(int position) {
        return starts[position];
    }

    /** Where the weight row of each event begins. */
    int[] rows() {
        return rows;
    }

    /** The column of each event, if it is a spike. */
    int[] columns() {
        return columns;
    }

    /** Adds the weight rows of events to currents, as {@link Lanes} does. */
    void addRows(Lanes lanes, float[] weights, int from, int to, int offset, float[] currents, int start, int width) {
        if (areSpikes) {
            lanes.addRows(weights, rows, from, to, offset, currents, start, width);
        } else {
            lanes.addScaledRows(weights, rows, factors, from, to, offset, currents, start, width);
        }
    }
}
