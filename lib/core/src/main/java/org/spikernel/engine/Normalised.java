package org.spikernel.engine;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;

/**
 * A signal whose channels are scaled and shifted as they are read: batch normalisation that costs no pass of its own.
 *
 * @param signal what is normalised
 * @param scale a factor for each timestep and channel, for several positions one after another; where there is one timestep, it serves for
 *     all
 * @param shift a summand for each of these
 */
record Normalised(Signal signal, float[][] scale, float[][] shift) implements Signal {

    /** Few enough numbers that they stay in the first-level cache, together with their factors. */
    private static final int RUN = 1024;

    /** How many numbers get their factors at a time: those of whole positions. */
    static int run(int channels) {
        return (RUN + channels - 1) / channels * channels;
    }

    @Override
    public Shape shape() {
        return signal.shape();
    }

    @Override
    public void read(int sample, int timestep, int from, int count, float[] into, int at, Lanes lanes) {
        int of = Math.min(timestep, scale.length - 1);
        int run = scale[of].length;
        for (int i = 0; i < count; i += run) {
            int size = Math.min(run, count - i);
            signal.readNormalised(sample, timestep, from + i, size, scale[of], shift[of], into, at + i, lanes);
        }
    }

    @Override
    public void addTo(int sample, int timestep, int from, int count, float[] into, int at, Lanes lanes) {
        int of = Math.min(timestep, scale.length - 1);
        int run = scale[of].length;
        for (int i = 0; i < count; i += run) {
            int size = Math.min(run, count - i);
            signal.addNormalised(sample, timestep, from + i, size, scale[of], shift[of], into, at + i, lanes);
        }
    }

    @Override
    public int parts() {
        return signal.parts();
    }
}
