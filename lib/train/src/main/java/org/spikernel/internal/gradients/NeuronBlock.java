package org.spikernel.internal.gradients;

import org.spikernel.neuron.DifferentiableNeuron;
import org.spikernel.neuron.Lif;

/**
 * A block of neurons side by side on their way back through time. It keeps nothing between passes but memory: the potentials are computed
 * again. For one thread.
 */
public interface NeuronBlock {

    /** Reads or writes what the neurons are given, or give, at a timestep. */
    interface Row {
        /**
         * @param timestep from 0
         * @param numbers one a neuron, from the first on
         */
        void at(int timestep, float[] numbers);
    }

    /** The derivative that stands in for that of the step. */
    interface Slopes {
        /** Puts the slope at each of the first {@code length} distances from the threshold in its place. */
        void at(float[] distances, int length);
    }

    /**
     * Makes gradients of currents of those of spikes.
     *
     * @param length how many neurons
     * @param currents writes the currents of a timestep, as they were in the forward pass
     * @param spikeGradients writes the gradients of the spikes of a timestep; asked from the last timestep to the first
     * @param currentGradients takes the gradients of the currents of a timestep; told from the last timestep to the first
     */
    void backward(int length, Row currents, Row spikeGradients, Row currentGradients);

    /**
     * For neurons that learn nothing themselves.
     *
     * @param size neurons in the largest block
     */
    static NeuronBlock of(DifferentiableNeuron neuron, int timesteps, int size, Slopes slopes) {
        return neuron instanceof Lif lif
                ? new RestingLifBlock(lif, timesteps, size, slopes)
                : new AnyNeuronBlock(neuron, timesteps, size, slopes);
    }
}
