package org.spikernel.internal.gradients;

import org.spikernel.neuron.DifferentiableNeuron;
import org.spikernel.neuron.Lif;
import org.spikernel.neuron.Plif;

/**
 * A block of neurons side by side on their way back through time. It keeps nothing between passes but memory, and sums of the gradients of
 * what the neurons learn: the potentials are computed again. For one thread.
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

    /** The gradients of what the neurons learn, summed over all backward passes: one a parameter; none where they learn nothing. */
    double[] parameterGradients();

    /**
     * The fastest that there is for such neurons.
     *
     * @param size neurons in the largest block
     */
    static NeuronBlock of(DifferentiableNeuron neuron, int timesteps, int size, Slopes slopes) {
        if (neuron instanceof Lif lif) {
            return new RestingLifBlock(lif, timesteps, size, slopes);
        }
        return neuron instanceof Plif plif
                ? new RestingPlifBlock(plif, timesteps, size, slopes)
                : new AnyNeuronBlock(neuron, timesteps, size, slopes);
    }
}
