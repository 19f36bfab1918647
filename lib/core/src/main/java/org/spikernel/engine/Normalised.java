package org.spikernel.engine;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;

/**
 * A signal whose channels are scaled and shifted as they are read: batch normalisation that costs no pass of its own.
 *
 * @param signal what is normalised
 * @param scale a factor for each timestep and channel, for as many positions as {@link Lanes#factorsFor} says; where there is one timestep,
 *     it serves for all
 * @param shift a summand for each of these
 */
record Normalised(Signal signal, float[][] scale, float[][] shift) implements Signal {

    @Override
    public Shape shape() {
        return signal.shape();
    }

    @Override
    public void read(int sample, int timestep, int from, int count, float[] into, int at, Lanes lanes) {
        int of = Math.min(timestep, scale.length - 1);
        signal.readNormalised(sample, timestep, from, count, scale[of], shift[of], into, at, lanes);
    }

    @Override
    public void addTo(int sample, int timestep, int from, int count, float[] into, int at, Lanes lanes) {
        int of = Math.min(timestep, scale.length - 1);
        signal.addNormalised(sample, timestep, from, count, scale[of], shift[of], into, at, lanes);
    }

    @Override
    public int parts() {
        return signal.parts();
    }
}
