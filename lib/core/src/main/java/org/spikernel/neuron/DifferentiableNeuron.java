package org.spikernel.neuron;

import java.io.Serializable;

/**
 * A neuron that can be trained: it fires at a threshold, and tells how its potential follows from the potential and the current before.
 * Training takes gradients by these slopes, and a surrogate of the distance from the threshold stands for the derivative of the spike.
 *
 * <p>A neuron without leak, whose threshold is taken off the potential by a spike:
 *
 * <pre>{@code
 * record SoftReset(double threshold) implements DifferentiableNeuron {
 *     public double rest() { return 0; }
 *     public double charge(double potential, double current) { return potential + current; }
 *     public double slopeInPotential(double potential, double current) { return 1; }
 *     public double slopeInCurrent(double potential, double current) { return 1; }
 *     public double afterSpike(double potential) { return potential - threshold; }
 *     public double slopeAfterSpike(double potential) { return 1; }
 * }
 * }</pre>
 */
public interface DifferentiableNeuron extends Neuron, Serializable {

    /** The potential from which on the neuron spikes. */
    double threshold();

    /** Whether a potential reaches the threshold, both as floats. */
    @Override
    default boolean fires(double potential) {
        return (float) potential >= (float) threshold();
    }

    /** The derivative of {@link #charge} with respect to the potential. */
    double slopeInPotential(double potential, double current);

    /** The derivative of {@link #charge} with respect to the current. */
    double slopeInCurrent(double potential, double current);

    /**
     * The derivative of {@link #afterSpike} with respect to the potential: 0 for a reset to rest, 1 where the threshold is taken off. That
     * the spike itself depends on the potential does not count here.
     */
    double slopeAfterSpike(double potential);
}
