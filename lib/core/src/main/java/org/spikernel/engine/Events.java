package org.spikernel.engine;

import org.spikernel.network.Shape;

/**
 * The numbers of one sample that are not zero, position by position: spikes are few, and only they cost anything.
 *
 * <p>An event is known by where the weight row of its channel begins. Kept from sample to sample, so that reading one allocates nothing.
 */
final class Events {

    private int[] starts = {};
    private int[] rows = {};
    private float[] factors = {};
    private boolean areSpikes;

    /**
     * Takes the spikes of a sample.
     *
     * @param width numbers in a row of weights
     */
    void read(SpikeMatrix spikes, int sample, int width) {
        Shape shape = spikes.shape();
        grow(shape);
        areSpikes = true;
        long[] words = spikes.words(sample);
        int count = 0;
        int position = 0;
        int first = 0;
        for (int w = 0; w < words.length; w++) {
            for (long word = words[w]; word != 0; word &= word - 1) {
                int neuron = w * Long.SIZE + Long.numberOfTrailingZeros(word);
                while (neuron >= first + shape.channels()) {
                    starts[++position] = count;
                    first += shape.channels();
                }
                rows[count++] = (neuron - first) * width;
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
            for (int c = 0; c < shape.channels(); c++) {
                float number = numbers[position * shape.channels() + c];
                if (number != 0) {
                    rows[count] = c * width;
                    factors[count++] = number;
                }
            }
            starts[position + 1] = count;
        }
    }

    private void grow(Shape shape) {
        starts = starts.length <= shape.positions() ? new int[shape.positions() + 1] : starts;
        rows = rows.length < shape.size() ? new int[shape.size()] : rows;
    }

    /** Whether all the numbers are 1. */
    boolean areSpikes() {
        return areSpikes;
    }

    /**
     * Copies the events of a position.
     *
     * @param base where the weights of the position begin
     * @param target takes the beginnings of the weight rows, from {@code count} on
     * @param factorTarget takes the numbers, unless all of them are 1
     * @return the count with the events of the position
     */
    int copy(int position, int base, int[] target, float[] factorTarget, int count) {
        int start = starts[position];
        int events = starts[position + 1] - start;
        for (int i = 0; i < events; i++) {
            target[count + i] = base + rows[start + i];
        }
        if (!areSpikes) {
            System.arraycopy(factors, start, factorTarget, count, events);
        }
        return count + events;
    }
}
