package org.spikernel.neuron;

import java.util.Locale;

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
 * <pre>{@code
 * Lif.DEFAULT.withTau(2).respond(0.6f, 0.6f, 0.6f, 0.6f, 0.6f, 0.6f).spikes();
 * }</pre>
 *
 * @param tau time constant in timesteps, at least 1; the larger, the slower the potential follows the current
 * @param threshold potential at which the neuron spikes, above {@code reset}
 * @param reset potential at rest and after a spike
 */
public record Lif(float tau, float threshold, float reset) {

    /** The neuron of SNASNet, SpiKernel and SpikeNAS: tau 4/3, threshold 1, reset to 0. */
    public static final Lif DEFAULT = new Lif(4f / 3, 1, 0);

    public Lif {
        if (!(tau >= 1) || Float.isInfinite(tau)) {
            throw new IllegalArgumentException("tau must be at least 1 timestep, but is " + tau);
        }
        if (!(threshold > reset) || Float.isInfinite(threshold) || Float.isInfinite(reset)) {
            throw new IllegalArgumentException(
                    "threshold must lie above the reset potential " + reset + ", but is " + threshold);
        }
    }

    /** The same neuron with another time constant, rounded to a float. */
    public Lif withTau(double tau) {
        return new Lif((float) tau, threshold, reset);
    }

    /** The same neuron with another threshold, rounded to a float. */
    public Lif withThreshold(double threshold) {
        return new Lif(tau, (float) threshold, reset);
    }

    /** The same neuron with another reset potential, rounded to a float. */
    public Lif withReset(double reset) {
        return new Lif(tau, threshold, (float) reset);
    }

    /** The membrane potential after a timestep with an input current, before any reset. */
    public float charge(float potential, float current) {
        return potential + (current - (potential - reset)) / tau;
    }

    /** Whether a neuron with this membrane potential spikes. */
    public boolean fires(float potential) {
        return potential >= threshold;
    }

    /** How one neuron, at rest before the first timestep, answers a current. */
    public LifTrace respond(float... current) {
        float[] potentials = new float[current.length];
        boolean[] spikes = new boolean[current.length];
        float potential = reset;
        for (int t = 0; t < current.length; t++) {
            potentials[t] = charge(potential, current[t]);
            spikes[t] = fires(potentials[t]);
            potential = spikes[t] ? reset : potentials[t];
        }
        return new LifTrace(this, current.clone(), potentials, spikes);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "LIF(tau %.4g, threshold %.4g, reset %.4g)", tau, threshold, reset);
    }
}
