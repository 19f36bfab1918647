package org.spikernel.engine;

import org.spikernel.network.Shape;

/**
 * The spikes of one layer of LIF neurons at one timestep, for every sample of a batch: f in SpikeNAS Eq. 4.
 *
 * <p>One bit a neuron; immutable.
 */
public final class SpikeMatrix {

    private final Shape shape;
    private final long[][] words;

    private SpikeMatrix(Shape shape, long[][] words) {
        this.shape = shape;
        this.words = words;
    }

    static SpikeMatrix of(Activations spikes) {
        int neurons = spikes.shape().size();
        long[][] words = new long[spikes.samples()][(neurons + Long.SIZE - 1) / Long.SIZE];
        for (int sample = 0; sample < words.length; sample++) {
            int start = spikes.start(sample);
            for (int neuron = 0; neuron < neurons; neuron++) {
                if (spikes.values()[start + neuron] != 0) {
                    words[sample][neuron / Long.SIZE] |= 1L << neuron;
                }
            }
        }
        return new SpikeMatrix(spikes.shape(), words);
    }

    /** Samples in the batch. */
    public int samples() {
        return words.length;
    }

    /** Shape of the layer, [channel, row, column]. */
    public Shape shape() {
        return shape;
    }

    /** Neurons in the layer: F in SpikeNAS Eq. 4. */
    public int neurons() {
        return shape.size();
    }

    /** Whether a neuron spiked. */
    public boolean fired(int sample, int channel, int row, int column) {
        int neuron = (row * shape.columns() + column) * shape.channels() + channel;
        return (words[sample][neuron / Long.SIZE] >>> neuron & 1) == 1;
    }

    /** How many neurons spiked for a sample. */
    public int count(int sample) {
        int count = 0;
        for (long word : words[sample]) {
            count += Long.bitCount(word);
        }
        return count;
    }

    /** How many neurons spiked for one of two samples only: H in SpikeNAS Eq. 4. */
    public int hammingDistance(int one, int other) {
        long[] a = words[one];
        long[] b = words[other];
        int distance = 0;
        for (int i = 0; i < a.length; i++) {
            distance += Long.bitCount(a[i] ^ b[i]);
        }
        return distance;
    }
}
