package org.spikernel.internal.convolution;

import java.util.Arrays;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;

/**
 * The numbers of one sample that are not zero, channel by channel, each known by where its position lies in a map with other strides.
 *
 * <p>Kept from sample to sample, so that reading one allocates nothing; for one thread.
 */
public final class ChannelEvents {

    private int positions;
    private int[] counts = {};
    private int[] places = {};
    private float[] factors = {};
    private boolean areSpikes;

    /**
     * Takes the spikes of a sample.
     *
     * @param bits one a neuron, in the order [row, column, channel]
     * @param line how much farther in the map the next row is
     * @param step how much farther the next column is
     */
    public void readBits(long[] bits, Shape shape, int line, int step) {
        grow(shape);
        areSpikes = true;
        int channels = shape.channels();
        int position = 0;
        int startOfPosition = 0;
        int column = 0;
        int place = 0;
        for (int w = 0; w < bits.length; w++) {
            for (long word = bits[w]; word != 0; word &= word - 1) {
                int neuron = w * Long.SIZE + Long.numberOfTrailingZeros(word);
                while (neuron >= startOfPosition + channels) {
                    position++;
                    startOfPosition += channels;
                    column++;
                    place += step;
                    if (column == shape.columns()) {
                        column = 0;
                        place += line - shape.columns() * step;
                    }
                }
                int channel = neuron - startOfPosition;
                places[channel * positions + counts[channel]++] = place;
            }
        }
    }

    /**
     * Takes the numbers of a sample.
     *
     * @param numbers {@code shape.size()} of them from the beginning of the array, in the order [row, column, channel]
     * @param line how much farther in the map the next row is
     * @param step how much farther the next column is
     */
    public void readNumbers(float[] numbers, Shape shape, int line, int step) {
        grow(shape);
        areSpikes = false;
        factors = factors.length < shape.size() ? new float[shape.size()] : factors;
        for (int position = 0; position < positions; position++) {
            int place = position / shape.columns() * line + position % shape.columns() * step;
            for (int channel = 0; channel < shape.channels(); channel++) {
                float number = numbers[position * shape.channels() + channel];
                if (number != 0) {
                    int event = channel * positions + counts[channel]++;
                    places[event] = place;
                    factors[event] = number;
                }
            }
        }
    }

    private void grow(Shape shape) {
        positions = shape.positions();
        if (counts.length != shape.channels()) {
            counts = new int[shape.channels()];
        }
        Arrays.fill(counts, 0);
        places = places.length < shape.size() ? new int[shape.size()] : places;
    }

    /** Adds, for every event of a channel, the row of the map at its place and {@code offset}, times the event, to sums. */
    public void addRows(Lanes lanes, int channel, float[] map, int offset, float[] sums, int start, int width) {
        int from = channel * positions;
        int to = from + counts[channel];
        if (areSpikes) {
            lanes.addRows(map, places, from, to, offset, sums, start, width);
        } else {
            lanes.addScaledRows(map, places, factors, from, to, offset, sums, start, width);
        }
    }
}
