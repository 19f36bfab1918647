package org.spikernel.internal.passes;

import java.util.Locale;

/** An array in which frames are kept, by one layer after another. */
final class Room {

    private final long sampleSize;
    private final int timesteps;
    private float[] numbers = {};

    /**
     * For no samples yet.
     *
     * @param sampleSize how many numbers a sample has at most
     * @param timesteps over how many timesteps
     */
    Room(long sampleSize, int timesteps) {
        this.sampleSize = sampleSize;
        this.timesteps = timesteps;
    }

    /** Becomes large enough for so many samples, with anything in it. */
    void make(int samples) {
        long length = samples * sampleSize;
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
}
