package org.spikernel.train.layers;

import java.util.List;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.annotation.JsonSetter;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonSerialize;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.internal.arrays.Floats;
import org.spikernel.internal.checks.Given;
import org.spikernel.internal.gradients.LifBlock;
import org.spikernel.neuron.Lif;
import org.spikernel.neuron.Plif;

/**
 * Parametric LIF neurons: those of {@link LifLayer} with one trained time constant for the whole layer (Fang et al., ICCV 2021, Eq. 8 and
 * 9).
 *
 * <pre>
 *     h_t = v_(t-1) + (x_t - (v_(t-1) - v_reset)) sigmoid(w)  x     input current
 *     tau = 1 / sigmoid(w) = 1 + exp(-w)                      w     the trained scalar, parameter "w"; starts at -ln(tau_0 - 1)
 *     s_t = 1 where h_t &gt;= v_threshold, else 0                s     spike: the output
 *     v_t = v_reset where s_t = 1, else h_t                   h, v  membrane potential before and after the reset
 * </pre>
 *
 * <p>So tau stays above 1 whatever w becomes. Surrogate and detached reset are as in {@link LifLayer}. DL4J's own regularisation (L1, L2
 * or weight decay of a configuration) leaves w alone, as it does the scale of batch normalisation.
 *
 * <p>It is what a {@code Network} has whose neurons are {@link Plif}; the weight decay of the steps of {@code Trainer} is on every trained
 * parameter.
 *
 * <p>Reads and makes [T x batch, ...]; any shape of a sample.
 */
public final class PlifLayer extends TimeFoldedLayer {

    private static final long serialVersionUID = 1;
    private static final String W = "w";

    @JsonProperty
    private int timesteps;

    @JsonProperty
    private float initialW = (float) Plif.DEFAULT.w();

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

    private PlifLayer() {}

    /**
     * The neurons of AutoSNN: tau starts at 2; threshold 1, reset to 0, surrogate {@link Surrogate#ATAN}.
     *
     * @param timesteps timesteps folded into the batch
     */
    public static PlifLayer over(int timesteps) {
        PlifLayer layer = new PlifLayer();
        layer.timesteps = Given.positive(timesteps, "timesteps");
        return layer;
    }

    /** The same with the dynamics of a neuron of the core library. */
    @CheckReturnValue
    public PlifLayer withNeuron(Plif neuron) {
        Given.value(neuron, "the neuron");
        return this.<PlifLayer>with(layer -> {
            layer.initialW = (float) neuron.w();
            layer.threshold = (float) neuron.threshold();
            layer.rest = (float) neuron.reset();
        });
    }

    /** The same with another time constant to start from, in timesteps, above 1. */
    @CheckReturnValue
    public PlifLayer withInitialTau(double initialTau) {
        float nearest = Floats.nearest(initialTau, "initial tau");
        if (!(nearest > 1) || Float.isInfinite(nearest)) {
            throw new IllegalArgumentException("initial tau must be above 1 timestep, but is " + initialTau);
        }
        return this.<PlifLayer>with(layer -> layer.setInitialTau(nearest));
    }

    /** Graphs of earlier versions are read that tell it in place of w. */
    @JsonSetter("initialTau")
    private void setInitialTau(float initialTau) {
        // Not the negative of a logarithm of 1, which would be another zero than that of neurons by default.
        initialW = (float) (0 - StrictMath.log(initialTau - 1));
    }

    /** The same with another threshold. */
    @CheckReturnValue
    public PlifLayer withThreshold(double threshold) {
        return withNeuron(neuron().withThreshold(threshold));
    }

    /** The same with another potential at rest, which is also that after a reset. */
    @CheckReturnValue
    public PlifLayer withRest(double rest) {
        return withNeuron(neuron().withReset(rest));
    }

    /** The same with another reset. */
    @CheckReturnValue
    public PlifLayer withReset(Reset reset) {
        return this.<PlifLayer>with(layer -> layer.reset = Given.value(reset, "the reset of neurons"));
    }

    /** The same with another surrogate of the step's derivative. */
    @CheckReturnValue
    public PlifLayer withSurrogate(Surrogate surrogate) {
        return this.<PlifLayer>with(layer -> layer.surrogate = Given.value(surrogate, "the surrogate of neurons"));
    }

    /** The same with spikes that are a smooth function of the potential, so that finite differences can test gradients. */
    PlifLayer smooth() {
        return this.<PlifLayer>with(layer -> layer.smooth = true);
    }

    Plif neuron() {
        return new Plif(initialW, threshold, rest);
    }

    @Override
    List<Object> settings() {
        return List.of(timesteps, neuron(), reset, surrogate);
    }

    @Override
    List<Parameter> parameters() {
        return List.of(new Parameter(W, Parameter.Kind.SCALE, new long[] {1}, Parameter.Initial.constant(initialW)));
    }

    @Override
    Computation computation() {
        Lif withAnyRate = new Lif(1, threshold, rest);
        return new LifComputation(
                new LifComputation.Neurons(withAnyRate, timesteps, reset, surrogate, smooth), new Trained());
    }

    private static final class Trained implements LifComputation.Learning {

        private static Plif learned(Pass pass) {
            return Plif.DEFAULT.with(pass.parameter(W).getFloat(0));
        }

        @Override
        public LifBlock with(LifBlock neurons, Pass pass) {
            return neurons.withTrainedRate((float) learned(pass).rate());
        }

        /** The derivative of sigmoid(w) is sigmoid(w) (1 - sigmoid(w)). */
        @Override
        public void gradient(double ofRate, Pass pass) {
            double rate = learned(pass).rate();
            INDArray target = pass.gradient(W);
            target.putScalar(0, ofRate * rate * (1 - rate));
        }
    }
}
