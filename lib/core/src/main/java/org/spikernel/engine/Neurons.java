package org.spikernel.engine;

import java.util.Arrays;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.internal.neurons.NeuronLoop;
import org.spikernel.neuron.Neuron;
import org.spikernel.shapes.Shape;

/** A layer of neurons: their membrane potentials from timestep to timestep, and their spikes at the present one. */
final class Neurons {

    /** Few enough numbers that currents and potentials stay in the first-level cache. */
    private static final int CHUNK = 1024;

    private final NeuronLoop loop;
    private final Lanes lanes;
    private final Shape shape;
    private final float[] potentials;

    /**
     * Neurons at rest.
     *
     * @param potentials an array for the potentials of all samples
     */
    Neurons(Neuron neuron, Shape shape, float[] potentials, Lanes lanes) {
        loop = NeuronLoop.of(neuron, lanes);
        this.lanes = lanes;
        this.shape = shape;
        this.potentials = potentials;
        Arrays.fill(potentials, (float) neuron.rest());
    }

    /** Charges the neurons of a sample with their currents, and notes which of them spike. */
    void step(Signal currents, int sample, SpikeMatrix spikes) {
        int size = shape.size();
        int chunk = chunk();
        float[] current = Scratch.ofThread().currents(chunk);
        for (int from = 0; from < size; from += chunk) {
            int count = Math.min(chunk, size - from);
            int start = sample * size + from;
            currents.read(sample, from, count, current, 0, lanes);
            loop.step(current, potentials, start, count, spikes.words(sample), from / Long.SIZE);
        }
    }

    /** Whole positions whose spikes are whole words. */
    private int chunk() {
        int shared = Integer.lowestOneBit(shape.channels() | Long.SIZE);
        int smallest = shape.channels() / shared * Long.SIZE;
        return (CHUNK + smallest - 1) / smallest * smallest;
    }
}
