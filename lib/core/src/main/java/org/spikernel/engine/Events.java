package org.spikernel.engine;

import org.spikernel.network.Shape;

/** The numbers of one sample that are not zero, position by position: spikes are few, and only they cost anything. */
final class Events {

    private final int channels;
    private final int[] starts;
    private final int[] channel;
    private final float[] value;

    Events(Shape shape) {
        channels = shape.channels();
        starts = new int[shape.positions() + 1];
        channel = new int[shape.size()];
        value = new float[shape.size()];
    }

    /** Takes the numbers of a sample. */
    void read(Activations input, int sample) {
        int count = 0;
        int next = input.start(sample);
        for (int position = 0; position < starts.length - 1; position++) {
            starts[position] = count;
            for (int c = 0; c < channels; c++, next++) {
                if (input.values()[next] != 0) {
                    channel[count] = c;
                    value[count++] = input.values()[next];
                }
            }
        }
        starts[starts.length - 1] = count;
    }

    /**
     * Adds to currents what the events of a position contribute.
     *
     * @param position row times columns plus column
     * @param weights a row of {@code width} numbers for every channel, from {@code offset}
     * @param currents {@code width} sums, from {@code target}
     */
    void addTo(int position, float[] weights, int offset, float[] currents, int target, int width) {
        for (int event = starts[position]; event < starts[position + 1]; event++) {
            int row = offset + channel[event] * width;
            float factor = value[event];
            for (int i = 0; i < width; i++) {
                currents[target + i] += factor * weights[row + i];
            }
        }
    }
}
