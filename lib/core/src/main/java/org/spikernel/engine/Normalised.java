package org.spikernel.engine;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;

/**
 * A field whose channels are scaled and shifted as they are read: batch normalisation that costs no pass of its own.
 *
 * @param field what is normalised
 * @param scale a factor for each channel
 * @param shift a summand for each channel
 */
record Normalised(Field field, float[] scale, float[] shift) implements Signal {

    /** Few enough to stay in the first-level cache. */
    private static final int CHUNK_POSITIONS = 32;

    @Override
    public Shape shape() {
        return field.shape();
    }

    @Override
    public void read(int sample, int from, int count, float[] into, int at, Lanes lanes) {
        lanes.normalise(field.values(), field.start(sample) + from, count, scale, shift, into, at);
    }

    @Override
    public void addTo(int sample, int from, int count, float[] into, int at, Lanes lanes) {
        int chunk = scale.length * CHUNK_POSITIONS;
        float[] numbers = Scratch.ofThread().summands(chunk);
        for (int done = 0; done < count; done += chunk) {
            int size = Math.min(chunk, count - done);
            read(sample, from + done, size, numbers, 0, lanes);
            lanes.add(numbers, 0, size, into, at + done);
        }
    }
}
