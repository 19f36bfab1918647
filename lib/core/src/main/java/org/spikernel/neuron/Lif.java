package org.spikernel.neuron;

import java.util.Locale;
import java.util.Map;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.internal.checks.Given;

/**
 * The leaky integrate-and-fire neuron of the papers (SpikeNAS Eq. 1 and 2).
 *
 * <p>At every timestep the membrane potential v moves towards the input current x and, where it reaches the threshold, the neuron
 * spikes and the potential is reset:
 *
 * <pre>
 *     v &lt;- v + (x - (v - v_reset)) / tau        v      membrane potential
 *     spike where v &gt;= v_threshold              x      input current
 *     v &lt;- v_reset where it spiked              tau    time constant, in timesteps
 * </pre>
 *
 * <p>Neurons compute in floats, as those of the engine and the trainer do; whatever they are given is rounded to one.
 *
 * <pre>{@code
 * Lif.DEFAULT.withTau(2).respond(0.6, 0.6, 0.6, 0.6, 0.6, 0.6).spikes();
 * }</pre>
 *
 * @param tau time constant in timesteps, at least 1; the larger, the slower the potential follows the current
 * @param threshold potential at which the neuron spikes, above {@code reset}
 * @param reset potential at rest and after a spike
 */
@CheckReturnValue
public record Lif(double tau, double threshold, double reset) implements LeakyNeuron {

    /** The neuron of SNASNet, SpiKernel and SpikeNAS: tau 4/3, threshold 1, reset to 0. */
    public static final Lif DEFAULT = new Lif(4.0 / 3, 1, 0);

    public Lif {
        if (!((float) tau >= 1) || Float.isInfinite((float) tau)) {
            throw new IllegalArgumentException("tau must be at least 1 timestep, but is " + tau);
        }
        if (!((float) threshold > (float) reset)
                || Float.isInfinite((float) threshold)
                || Float.isInfinite((float) reset)) {
            throw new IllegalArgumentException(
                    "threshold must lie above the reset potential " + reset + ", but is " + threshold);
        }
        tau = (float) tau;
        threshold = (float) threshold;
        reset = (float) reset;
    }

    /** The same neuron with another time constant. */
    @Override
    public Lif withTau(double tau) {
        return new Lif(tau, threshold, reset);
    }

    /** The same neuron with another threshold. */
    @Override
    public Lif withThreshold(double threshold) {
        return new Lif(tau, threshold, reset);
    }

    /** The same neuron with another reset potential. */
    @Override
    public Lif withReset(double reset) {
        return new Lif(tau, threshold, reset);
    }

    @Override
    public Map<String, String> settings() {
        return NeuronSettings.of("tau", tau, this);
    }

    @Override
    public double charge(double potential, double current) {
        float before = (float) potential;
        return before + ((float) current - (before - (float) reset)) / (float) tau;
    }

    /** 1 / tau. */
    @Override
    public double slopeInCurrent(double potential, double current) {
        return 1 / (float) tau;
    }

    /** How one neuron, at rest before the first timestep, answers a current: one number a timestep. */
    public LifTrace respond(double... current) {
        Given.value(current, "the input current of a neuron");
        double[] potentials = new double[current.length];
        boolean[] spikes = new boolean[current.length];
        double potential = reset;
        for (int t = 0; t < current.length; t++) {
            potentials[t] = charge(potential, Given.finite(current[t], "the input current of a neuron"));
            spikes[t] = fires(potentials[t]);
            potential = spikes[t] ? reset : potentials[t];
        }
        return new LifTrace(this, current, potentials, spikes);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "LIF(tau %.4g, threshold %.4g, reset %.4g)", tau, threshold, reset);
    }
}
