package org.spikernel.engine;

import java.util.Arrays;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;

/** Nothing but zeros. */
record Zeros(Shape shape) implements Signal {

    @Override
    public void read(int sample, int timestep, int from, int count, float[] into, int at, Lanes lanes) {
        Arrays.fill(into, at, at + count, 0);
    }

    /** Adds them, since that makes a positive zero of a negative one. */
    @Override
    public void addTo(int sample, int timestep, int from, int count, float[] into, int at, Lanes lanes) {
        for (int i = at; i < at + count; i++) {
            into[i] += 0f;
        }
    }
}
