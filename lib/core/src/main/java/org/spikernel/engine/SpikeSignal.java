package org.spikernel.engine;

import java.util.Arrays;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;

/** Spikes that a layer reads: ones, and zeros between them. */
record SpikeSignal(SpikeMatrix spikes) implements Signal {

    @Override
    public Shape shape() {
        return spikes.shape();
    }

    @Override
    public void read(int sample, int from, int count, float[] into, int at, Lanes lanes) {
        Arrays.fill(into, at, at + count, 0);
        addTo(sample, from, count, into, at, lanes);
    }

    @Override
    public void addTo(int sample, int from, int count, float[] into, int at, Lanes lanes) {
        long[] words = spikes.words(sample);
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

    @Override
    public Signal kept() {
        return new SpikeSignal(spikes.copy());
    }
}
