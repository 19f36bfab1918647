package org.spikernel.engine;

import org.spikernel.neuron.Neuron;
import org.spikernel.shapes.Shape;

/** Neurons that spike alike, whatever layers they belong to, and their spikes at the present timestep. */
final class Firing {

    private final RunResources resources;
    private final Neurons neurons;
    private final SpikeMatrix spikes;
    private int timestep = -1;

    /** Neurons at rest. */
    Firing(Neuron neuron, Shape shape, RunResources resources) {
        this.resources = resources;
        float[] potentials = resources.arrays().floats(resources.samples() * shape.size());
        neurons = new Neurons(neuron, shape, potentials, resources.lanes());
        spikes = resources.arrays().spikes(shape, resources.samples(), resources.workers());
    }

    /** Steps the neurons up to a timestep; more than one step only where spikes of a static current were found kept before. */
    SpikeSignal at(int wanted, Signal currents) {
        for (; timestep < wanted; timestep++) {
            resources.forEachSample(sample -> neurons.step(currents, sample, spikes));
            spikes.changed();
        }
        return new SpikeSignal(spikes);
    }
}
