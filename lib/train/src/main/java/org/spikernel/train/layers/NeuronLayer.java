package org.spikernel.train.layers;

import java.util.List;
import java.util.stream.IntStream;

import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.databind.annotation.JsonDeserialize;
import org.nd4j.shade.jackson.databind.annotation.JsonSerialize;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.internal.checks.Given;
import org.spikernel.neuron.DifferentiableNeuron;
import org.spikernel.neuron.LearningNeuron;

/**
 * Neurons of your own, one for every number of a sample. {@link LifLayer} does the same sooner for LIF neurons.
 *
 * <p>At timestep t, all neurons at rest before the first:
 *
 * <pre>
 *     h_t = charge(v_(t-1), x_t)                            x     input current
 *     s_t = 1 where h_t &gt;= v_threshold, else 0              s     spike: the output
 *     v_t = afterSpike(h_t) where s_t = 1, else h_t         h, v  membrane potential before and after the reset
 * </pre>
 *
 * <p>In the backward pass a {@link Surrogate} of h_t - v_threshold stands in for ds_t/dh_t, the other derivatives are the neuron's own,
 * and no gradient flows through the s_t of the last line (detached reset).
 *
 * <p>What a {@link LearningNeuron} learns is one parameter of the layer, "parameters", which DL4J's own regularisation leaves alone.
 *
 * <p>Reads and makes [T x batch, ...]; any shape of a sample. In DL4J's JSON the neuron is written by its text alone, from which nobody can make
 * it again.
 *
 * <pre>{@code
 * NeuronLayer.of(new SoftReset(1), 4).withSurrogate(Surrogate.sigmoid(0.25));
 * }</pre>
 */
public final class NeuronLayer extends TimeFoldedLayer {

    private static final long serialVersionUID = 1;

    @JsonProperty
    @JsonSerialize(using = NeuronJson.Writer.class)
    @JsonDeserialize(using = NeuronJson.Reader.class)
    private DifferentiableNeuron neuron;

    @JsonProperty
    private int timesteps;

    @JsonProperty
    @JsonSerialize(using = SurrogateJson.Writer.class)
    @JsonDeserialize(using = SurrogateJson.Reader.class)
    private Surrogate surrogate = Surrogate.ATAN;

    private transient boolean smooth;

    private NeuronLayer() {}

    /**
     * Neurons with the surrogate {@link Surrogate#ATAN}.
     *
     * @param neuron dynamics of each neuron
     * @param timesteps timesteps folded into the batch
     */
    public static NeuronLayer of(DifferentiableNeuron neuron, int timesteps) {
        NeuronLayer layer = new NeuronLayer();
        layer.neuron = Given.value(neuron, "the neuron");
        layer.timesteps = Given.positive(timesteps, "timesteps");
        return layer;
    }

    /** The same with another surrogate of the step's derivative. */
    @CheckReturnValue
    public NeuronLayer withSurrogate(Surrogate surrogate) {
        return this.<NeuronLayer>with(layer -> layer.surrogate = Given.value(surrogate, "the surrogate of neurons"));
    }

    /** The same with spikes that are a smooth function of the potential, so that finite differences can test gradients. */
    NeuronLayer smooth() {
        return this.<NeuronLayer>with(layer -> layer.smooth = true);
    }

    @Override
    List<Object> settings() {
        return List.of(neuron, timesteps, surrogate);
    }

    /** What the neurons learn, if they learn something. */
    @Override
    List<Parameter> parameters() {
        return neuron instanceof LearningNeuron learning ? List.of(parameter(learning.parameters())) : List.of();
    }

    private static Parameter parameter(float[] initial) {
        return new Parameter(
                NeuronComputation.PARAMETERS,
                Parameter.Kind.SCALE,
                new long[] {initial.length},
                view -> IntStream.range(0, initial.length).forEach(i -> view.putScalar(i, initial[i])));
    }

    @Override
    Computation computation() {
        return new NeuronComputation(neuron, timesteps, surrogate, smooth);
    }
}
