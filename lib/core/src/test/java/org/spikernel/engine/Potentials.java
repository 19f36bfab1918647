package org.spikernel.engine;

import java.util.Arrays;

import org.spikernel.neuron.Neuron;

/** The membrane potentials of a layer of neurons, from timestep to timestep. */
final class Potentials {

    private final Neuron neuron;
    private float[] potentials = {};

    Potentials(Neuron neuron) {
        this.neuron = neuron;
    }

    /** Charges every neuron with its current, and tells by 1 and 0 which of them spike. */
    Activations step(Activations currents) {
        if (potentials.length == 0) {
            potentials = new float[currents.values().length];
            Arrays.fill(potentials, (float) neuron.rest());
        }
        Activations spikes = Activations.zeros(currents.shape(), currents.samples());
        for (int i = 0; i < potentials.length; i++) {
            float charged = (float) neuron.charge(potentials[i], currents.values()[i]);
            boolean fires = neuron.fires(charged);
            spikes.values()[i] = fires ? 1 : 0;
            potentials[i] = fires ? (float) neuron.afterSpike(charged) : charged;
        }
        return spikes;
    }
}
