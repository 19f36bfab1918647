package org.spikernel.engine;

import java.util.Arrays;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.neuron.Lif;
import org.spikernel.shapes.Shape;

/** A layer of LIF neurons: their membrane potentials from timestep to timestep, and their spikes at the present one. */
final class Neurons {

    /** Few enough numbers that currents and potentials stay in the first-level cache. */
    private static final int CHUNK = 1024;

    private final Lif neuron;
    private final Shape shape;
    private final float[] potentials;

    /**
     * Neurons at rest.
     *
     * @param potentials an array for the potentials of all samples
     */
    Neurons(Lif neuron, Shape shape, float[] potentials) {
        this.neuron = neuron;
        this.shape = shape;
        this.potentials = potentials;
        Arrays.fill(potentials, (float) neuron.reset());
    }

    /** Charges the neurons of a sample with their currents, and notes which of them spike. */
    void step(Signal currents, int sample, SpikeMatrix spikes, Lanes lanes) {
        int size = shape.size();
        int chunk = chunk();
        float reset = (float) neuron.reset();
        float[] current = Scratch.ofThread().currents(chunk);
        for (int from = 0; from < size; from += chunk) {
            int count = Math.min(chunk, size - from);
            int start = sample * size + from;
            currents.read(sample, from, count, current, 0, lanes);
            lanes.charge(current, potentials, start, count, (float) neuron.tau(), reset);
            lanes.fire(
                    potentials,
                    start,
                    count,
                    (float) neuron.threshold(),
                    reset,
                    spikes.words(sample),
                    from / Long.SIZE);
        }
    }

    /** Whole positions whose spikes are whole words. */
    private int chunk() {
        int shared = Integer.lowestOneBit(shape.channels() | Long.SIZE);
        int smallest = shape.channels() / shared * Long.SIZE;
        return (CHUNK + smallest - 1) / smallest * smallest;
    }
}
