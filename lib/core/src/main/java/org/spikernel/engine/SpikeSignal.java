package org.spikernel.engine;

import java.util.Arrays;
import java.util.List;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;

/**
 * Spikes that a layer reads: ones, and zeros between them.
 *
 * @param spikes of each timestep
 */
record SpikeSignal(List<SpikeMatrix> spikes) implements Signal {

    @Override
    public Shape shape() {
        return spikes.get(0).shape();
    }

    @Override
    public SpikeSignal from(int timestep) {
        return new SpikeSignal(spikes.subList(timestep, spikes.size()));
    }

    /** The bits of a sample, in the order [row, column, channel]. */
    long[] words(int sample, int timestep) {
        return spikes.get(timestep).words(sample);
    }

    @Override
    public void read(int sample, int timestep, int from, int count, float[] into, int at, Lanes lanes) {
        Arrays.fill(into, at, at + count, 0);
        addTo(sample, timestep, from, count, into, at, lanes);
    }

    @Override
    public void addTo(int sample, int timestep, int from, int count, float[] into, int at, Lanes lanes) {
        long[] words = words(sample, timestep);
        int end = from + count;
        for (int w = from / Long.SIZE; w * Long.SIZE < end; w++) {
            for (long word = words[w]; word != 0; word &= word - 1) {
                int neuron = w * Long.SIZE + Long.numberOfTrailingZeros(word);
                if (neuron >= from && neuron < end) {
                    into[at + neuron - from] += 1;
                }
            }
        }
    }
}
