package org.spikernel.neuron;

import java.util.Locale;
import java.util.Map;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.internal.checks.Given;

/**
 * The parametric leaky integrate-and-fire neuron (Fang et al., ICCV 2021, Eq. 8 and 9), of which AutoSNN's networks are made: that of {@link
 * Lif} whose time constant is trained, one for a layer.
 *
 * <pre>
 *     v &lt;- v + (x - (v - v_reset)) * sigmoid(w)   v      membrane potential
 *     spike where v &gt;= v_threshold                x      input current
 *     v &lt;- v_reset where it spiked                w      what is trained; the time constant is tau = 1 / sigmoid(w) = 1 + exp(-w)
 * </pre>
 *
 * <p>So tau stays above 1 whatever w becomes. Neurons compute in floats, in the order of the equation.
 *
 * <pre>{@code
 * builder.add("neurons", new Layer.Spiking(Plif.DEFAULT.withTau(1.5)), currents);
 * }</pre>
 *
 * @param w what is trained, and what a layer starts from: -ln(tau - 1)
 * @param threshold potential at which the neuron spikes, above {@code reset}
 * @param reset potential at rest and after a spike
 */
@CheckReturnValue
public record Plif(double w, double threshold, double reset) implements LeakyNeuron, LearningNeuron {

    /** The neuron of AutoSNN: tau starts at 2, so w at 0; threshold 1, reset to 0. */
    public static final Plif DEFAULT = new Plif(0, 1, 0);

    public Plif {
        w = (float) Given.finite((float) w, "w");
        Lif sameRange = new Lif(1, threshold, reset);
        threshold = sameRange.threshold();
        reset = sameRange.reset();
    }

    /**
     * The same neuron with another time constant to start from, in timesteps.
     *
     * @throws IllegalArgumentException if it is not above 1
     */
    @Override
    public Plif withTau(double tau) {
        if (!(tau > 1) || Double.isInfinite(tau)) {
            throw new IllegalArgumentException(
                    "the time constant of a PLIF neuron must be above 1 timestep, but is " + tau);
        }
        return new Plif(-StrictMath.log(tau - 1), threshold, reset);
    }

    /** The same neuron with another threshold. */
    @Override
    public Plif withThreshold(double threshold) {
        return new Plif(w, threshold, reset);
    }

    /** The same neuron with another reset potential. */
    @Override
    public Plif withReset(double reset) {
        return new Plif(w, threshold, reset);
    }

    /** The time constant 1 + exp(-w), in timesteps. */
    @Override
    public double tau() {
        return 1 + StrictMath.exp(-w);
    }

    /** The part of its way to the current that the potential goes in a timestep: sigmoid(w), rounded to a float. */
    public double rate() {
        return (float) (1 / (1 + StrictMath.exp(-w)));
    }

    @Override
    public Map<String, String> settings() {
        return NeuronSettings.of("w", w, this);
    }

    @Override
    public double charge(double potential, double current) {
        float before = (float) potential;
        return before + ((float) current - (before - (float) reset)) * (float) rate();
    }

    /** sigmoid(w). */
    @Override
    public double slopeInCurrent(double potential, double current) {
        return rate();
    }

    /** w. */
    @Override
    public float[] parameters() {
        return new float[] {(float) w};
    }

    /** The same neuron with another w. */
    @Override
    public Plif with(float... parameters) {
        if (parameters.length != 1) {
            throw new IllegalArgumentException(
                    "a PLIF neuron has one parameter, w, but found " + parameters.length + " of them");
        }
        return new Plif(parameters[0], threshold, reset);
    }

    /** (x - (v - v_reset)) times the derivative of sigmoid(w), which is sigmoid(w) (1 - sigmoid(w)). */
    @Override
    public double slopeInParameter(int parameter, double potential, double current) {
        return (current - (potential - reset)) * rate() * (1 - rate());
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "PLIF(tau %.4g, threshold %.4g, reset %.4g)", tau(), threshold, reset);
    }
}
