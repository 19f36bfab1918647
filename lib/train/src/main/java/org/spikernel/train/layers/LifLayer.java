package org.spikernel.train.layers;

import java.util.List;

import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonSerialize;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.internal.checks.Given;
import org.spikernel.neuron.Lif;

/**
 * Leaky integrate-and-fire neurons, one for every number of a sample (SpikeNAS Eq. 1 and 2; SNASNet Eq. 1 to 3).
 *
 * <p>At timestep t, all neurons at rest before the first:
 *
 * <pre>
 *     h_t = v_(t-1) + (x_t - (v_(t-1) - v_reset)) / tau     x     input current
 *     s_t = 1 where h_t &gt;= v_threshold, else 0              s     spike: the output
 *     v_t = v_reset where s_t = 1, else h_t                 h, v  membrane potential before and after the reset
 * </pre>
 *
 * <p>With {@link Reset#BY_SUBTRACTION} the last line is v_t = h_t - s_t (v_threshold - v_reset). In the backward pass a
 * {@link Surrogate} of h_t - v_threshold stands in for ds_t/dh_t, and no gradient flows through the s_t of the last line (detached
 * reset).
 *
 * <p>Reads and makes [T x batch, ...]; any shape of a sample.
 *
 * <pre>{@code
 * LifLayer.over(4).withTau(2).withSurrogate(Surrogate.sigmoid(0.25));
 * }</pre>
 */
public final class LifLayer extends TimeFoldedLayer {

    private static final long serialVersionUID = 1;

    @JsonProperty
    private int timesteps;

    @JsonProperty
    private float tau = (float) Lif.DEFAULT.tau();

    @JsonProperty
    private float threshold = (float) Lif.DEFAULT.threshold();

    @JsonProperty
    private float rest = (float) Lif.DEFAULT.reset();

    @JsonProperty
    private Reset reset = Reset.TO_REST;

    @JsonProperty
    @JsonSerialize(using = SurrogateJson.Writer.class)
    @JsonDeserialize(using = SurrogateJson.Reader.class)
    private Surrogate surrogate = Surrogate.ATAN;

    private transient boolean smooth;

    private LifLayer() {}

    /**
     * The neurons of SNASNet: tau 4/3, threshold 1, reset to 0, surrogate {@link Surrogate#ATAN}.
     *
     * @param timesteps timesteps folded into the batch
     */
    public static LifLayer over(int timesteps) {
        LifLayer layer = new LifLayer();
        layer.timesteps = Given.positive(timesteps, "timesteps");
        return layer;
    }

    /** The same with the dynamics of a neuron of the core library. */
    @CheckReturnValue
    public LifLayer withNeuron(Lif neuron) {
        Given.value(neuron, "the neuron");
        return this.<LifLayer>with(layer -> {
            layer.tau = (float) neuron.tau();
            layer.threshold = (float) neuron.threshold();
            layer.rest = (float) neuron.reset();
        });
    }

    /** The same with another time constant, in timesteps, at least 1. */
    @CheckReturnValue
    public LifLayer withTau(double tau) {
        return withNeuron(neuron().withTau(tau));
    }

    /** The same with another threshold. */
    @CheckReturnValue
    public LifLayer withThreshold(double threshold) {
        return withNeuron(neuron().withThreshold(threshold));
    }

    /** The same with another potential at rest, which is also that after a reset. */
    @CheckReturnValue
    public LifLayer withRest(double rest) {
        return withNeuron(neuron().withReset(rest));
    }

    /** The same with another reset. */
    @CheckReturnValue
    public LifLayer withReset(Reset reset) {
        return this.<LifLayer>with(layer -> layer.reset = Given.value(reset, "the reset of neurons"));
    }

    /** The same with another surrogate of the step's derivative. */
    @CheckReturnValue
    public LifLayer withSurrogate(Surrogate surrogate) {
        return this.<LifLayer>with(layer -> layer.surrogate = Given.value(surrogate, "the surrogate of neurons"));
    }

    /** The same with spikes that are a smooth function of the potential, so that finite differences can test gradients. */
    LifLayer smooth() {
        return this.<LifLayer>with(layer -> layer.smooth = true);
    }

    Lif neuron() {
        return new Lif(tau, threshold, rest);
    }

    @Override
    List<Object> settings() {
        return List.of(timesteps, neuron(), reset, surrogate);
    }

    @Override
    Computation computation() {
        return new LifComputation(
                new LifComputation.Neurons(neuron(), timesteps, reset, surrogate, smooth),
                LifComputation.Learning.nothing());
    }
}
