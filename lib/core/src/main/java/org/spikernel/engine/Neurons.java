package org.spikernel.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.spikernel.internal.neurons.NeuronLoop;
import org.spikernel.neuron.Neuron;
import org.spikernel.shapes.Shape;

/**
 * A layer of neurons. A few of them go through all timesteps at hand before the next do, so that their membrane potentials stay in the
 * nearest cache.
 */
final class Neurons {

    /** Few enough numbers that currents and potentials stay in the first-level cache. */
    private static final int CHUNK = 1024;

    private final Shape shape;
    private final RunResources resources;
    private final NeuronLoop loop;
    private final float rest;
    private float[] potentials;

    /** Neurons at rest. */
    Neurons(Neuron neuron, Shape shape, RunResources resources) {
        this.shape = shape;
        this.resources = resources;
        loop = NeuronLoop.of(neuron, resources.lanes());
        rest = (float) neuron.rest();
    }

    /**
     * Charges the neurons with their currents, timestep by timestep.
     *
     * @param isStatic whether the currents are the same at all of them
     * @param keep whether the spikes outlive the run, and so need arrays of their own
     * @param isInParts whether there are timesteps before or after, so that potentials are kept between them
     */
    SpikeSignal spike(Signal currents, boolean isStatic, int timesteps, boolean keep, boolean isInParts) {
        List<SpikeMatrix> spikes = new ArrayList<>();
        for (int timestep = 0; timestep < timesteps; timestep++) {
            spikes.add(matrix(keep));
        }
        if (isInParts && potentials == null) {
            potentials = resources.arrays().floats(resources.samples() * shape.size());
            Arrays.fill(potentials, rest);
        }
        resources.forEachSample(sample -> spike(currents, isStatic, sample, spikes));
        spikes.forEach(SpikeMatrix::changed);
        return new SpikeSignal(spikes);
    }

    private SpikeMatrix matrix(boolean keep) {
        return keep
                ? new SpikeMatrix(shape, resources.samples(), resources.workers())
                : resources.arrays().spikes(shape, resources.samples(), resources.workers());
    }

    private void spike(Signal currents, boolean isStatic, int sample, List<SpikeMatrix> spikes) {
        int chunk = chunk();
        float[] current = Scratch.ofThread().take(chunk);
        float[] potential = Scratch.ofThread().take(chunk);
        for (int from = 0; from < shape.size(); from += chunk) {
            int count = Math.min(chunk, shape.size() - from);
            fetch(potential, sample * shape.size() + from, count);
            for (int timestep = 0; timestep < spikes.size(); timestep++) {
                if (timestep == 0 || !isStatic) {
                    currents.read(sample, timestep, from, count, current, 0, resources.lanes());
                }
                long[] words = spikes.get(timestep).words(sample);
                loop.step(current, potential, 0, count, words, from / Long.SIZE);
            }
            putBack(potential, sample * shape.size() + from, count);
        }
        Scratch.ofThread().giveBack();
        Scratch.ofThread().giveBack();
    }

    private void fetch(float[] potential, int from, int count) {
        if (potentials != null) {
            System.arraycopy(potentials, from, potential, 0, count);
        } else {
            Arrays.fill(potential, 0, count, rest);
        }
    }

    private void putBack(float[] potential, int from, int count) {
        if (potentials != null) {
            System.arraycopy(potential, 0, potentials, from, count);
        }
    }

    /** Whole positions whose spikes are whole words. */
    private int chunk() {
        int shared = Integer.lowestOneBit(shape.channels() | Long.SIZE);
        int smallest = shape.channels() / shared * Long.SIZE;
        return (CHUNK + smallest - 1) / smallest * smallest;
    }
}
