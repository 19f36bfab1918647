package org.spikernel.neuron;

import java.util.Map;

import org.spikernel.annotation.CheckReturnValue;

/**
 * The leaky integrate-and-fire neurons that the papers' networks are made of: {@link Lif}, whose time constant is given, and {@link Plif},
 * whose time constant is trained.
 *
 * <p>At every timestep the membrane potential goes a part of its way to the input current, {@code 1 / tau}; where it reaches the threshold,
 * the neuron spikes and the potential is reset.
 */
@CheckReturnValue
public sealed interface LeakyNeuron extends DifferentiableNeuron permits Lif, Plif {

    /** The time constant in timesteps; of one that is trained, where it starts. */
    double tau();

    /** The potential at rest and after a spike. */
    double reset();

    /** The same neuron with another time constant. */
    LeakyNeuron withTau(double tau);

    /** The same neuron with another threshold. */
    LeakyNeuron withThreshold(double threshold);

    /** The same neuron with another reset potential. */
    LeakyNeuron withReset(double reset);

    /** All that tells it from others, by name and to the last bit. */
    Map<String, String> settings();

    /** The reset potential. */
    @Override
    default double rest() {
        return reset();
    }

    /** What the current does not bring is left: 1 - 1 / tau. */
    @Override
    default double slopeInPotential(double potential, double current) {
        return 1 - slopeInCurrent(potential, current);
    }

    /** 0. */
    @Override
    default double slopeAfterSpike(double potential) {
        return 0;
    }
}
