package org.spikernel.engine;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;

/**
 * A signal from one of its timesteps on.
 *
 * @param first which
 */
record Later(Signal signal, int first) implements Signal {

    @Override
    public Shape shape() {
        return signal.shape();
    }

    @Override
    public void read(int sample, int timestep, int from, int count, float[] into, int at, Lanes lanes) {
        signal.read(sample, first + timestep, from, count, into, at, lanes);
    }

    @Override
    public void addTo(int sample, int timestep, int from, int count, float[] into, int at, Lanes lanes) {
        signal.addTo(sample, first + timestep, from, count, into, at, lanes);
    }
}
