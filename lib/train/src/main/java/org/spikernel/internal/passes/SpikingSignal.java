package org.spikernel.internal.passes;

import java.util.Arrays;

/** A signal of spikes, which can be read as bits. */
interface SpikingSignal extends Signal {

    /** The spikes of a sample at a timestep, a bit each in the order [row, column, channel]. */
    long[] spikes(int sample, int timestep);

    @Override
    default void read(int sample, int timestep, int from, int count, float[] into, int at) {
        Arrays.fill(into, at, at + count, 0);
        addTo(sample, timestep, from, count, into, at);
    }

    @Override
    default void addTo(int sample, int timestep, int from, int count, float[] into, int at) {
        long[] words = spikes(sample, timestep);
        for (int i = from; i < from + count; i++) {
            into[at + i - from] += words[i / Long.SIZE] >>> i & 1;
        }
    }
}
