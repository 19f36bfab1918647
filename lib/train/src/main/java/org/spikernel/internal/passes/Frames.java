package org.spikernel.internal.passes;

import java.util.Locale;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;

/** Numbers of all samples and timesteps in one array, [sample, timestep, row, column, channel]. */
final class Frames implements Signal {

    private final Lanes lanes = Lanes.fastest();
    private final int size;
    private final int timesteps;
    private float[] numbers = {};

    /**
     * Of no samples yet.
     *
     * @param timesteps 1 for what does not change with time
     */
    Frames(Shape shape, int timesteps) {
        size = shape.size();
        this.timesteps = timesteps;
    }

    /** Makes room for so many samples, with anything in it. */
    void makeRoom(int samples) {
        long length = (long) samples * timesteps * size;
        if (length > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "an array can have 2^31 - 9 numbers, but %,d images over %,d timesteps make %,d in one layer: use a smaller"
                            + " batch or fewer timesteps",
                    samples,
                    timesteps,
                    length));
        }
        if (numbers.length < length) {
            numbers = new float[(int) length];
        }
    }

    float[] numbers() {
        return numbers;
    }

    /** Where the numbers of a sample at a timestep begin. */
    int start(int sample, int timestep) {
        return (sample * timesteps + (timesteps == 1 ? 0 : timestep)) * size;
    }

    @Override
    public void read(int sample, int timestep, int from, int count, float[] into, int at) {
        System.arraycopy(numbers, start(sample, timestep) + from, into, at, count);
    }

    @Override
    public void addTo(int sample, int timestep, int from, int count, float[] into, int at) {
        lanes.add(numbers, start(sample, timestep) + from, count, into, at);
    }
}
