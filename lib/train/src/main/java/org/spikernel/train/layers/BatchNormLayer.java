package org.spikernel.train.layers;

import java.util.List;

import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.internal.checks.Given;

/**
 * Batch normalisation of every channel (Ioffe and Szegedy, 2015, Algorithm 1), which knows of time.
 *
 * <p>With n the numbers of a channel in the batch (samples x rows x columns) at one timestep or, with {@link
 * NormalisationStatistics#OVER_ALL_TIMESTEPS}, at all of them together:
 *
 * <pre>
 *     y = gamma (x - mean) / sqrt(var + 1e-5) + beta     gamma  scale, trained     beta  shift, trained
 *     mean = sum(x) / n,  var = sum((x - mean)^2) / n
 *
 *     running mean      &lt;- 0.9 running mean + 0.1 mean
 *     running variance  &lt;- 0.9 running variance + 0.1 var n / (n - 1)
 * </pre>
 *
 * <p>In training mean and variance are those of the batch, and the running ones, parameters {@code mean} and {@code var} that no updater
 * touches, move with every forward pass: T times with statistics per timestep. In inference the running ones stand in for them. Where n = 1, as
 * of one feature in a batch that has but one sample left, the running ones stay as they are, and y is beta.
 *
 * <p>Reads and makes [T x batch, channel, row, column] or [T x batch, feature].
 */
public final class BatchNormLayer extends TimeFoldedLayer {

    private static final long serialVersionUID = 1;

    @JsonProperty
    private int timesteps;

    @JsonProperty
    private NormalisationStatistics statistics = NormalisationStatistics.PER_TIMESTEP;

    private BatchNormLayer() {}

    /**
     * Normalisation with statistics per timestep.
     *
     * @param channels channels or features; 0 to take them from the layer before, where input types are set
     * @param timesteps timesteps folded into the batch; 1 where the layer stands before the encoding
     */
    public static BatchNormLayer of(int channels, int timesteps) {
        BatchNormLayer layer = new BatchNormLayer();
        layer.setChannels(Given.notNegative(channels, "channels"));
        layer.timesteps = Given.positive(timesteps, "timesteps");
        return layer;
    }

    /** The same with other statistics. */
    @CheckReturnValue
    public BatchNormLayer withStatistics(NormalisationStatistics statistics) {
        return this.<BatchNormLayer>with(
                layer -> layer.statistics = Given.value(statistics, "the statistics of batch normalisation"));
    }

    private void setChannels(long channels) {
        setNIn(channels);
        setNOut(channels);
    }

    @Override
    public void setNIn(InputType input, boolean override) {
        if (getNIn() <= 0 || override) {
            setChannels(
                    input instanceof InputType.InputTypeConvolutional maps
                            ? maps.getChannels()
                            : input.arrayElementsPerExample());
        }
    }

    @Override
    List<Object> settings() {
        return List.of(getNIn(), timesteps, statistics);
    }

    @Override
    List<Parameter> parameters() {
        return List.of(
                parameter(BatchNormComputation.SCALE, Parameter.Kind.SCALE, 1),
                parameter(BatchNormComputation.SHIFT, Parameter.Kind.SCALE, 0),
                parameter(BatchNormComputation.RUNNING_MEAN, Parameter.Kind.STATISTIC, 0),
                parameter(BatchNormComputation.RUNNING_VARIANCE, Parameter.Kind.STATISTIC, 1));
    }

    private Parameter parameter(String name, Parameter.Kind kind, double initial) {
        return new Parameter(name, kind, new long[] {getNIn()}, Parameter.Initial.constant(initial));
    }

    @Override
    Computation computation() {
        return new BatchNormComputation(statistics == NormalisationStatistics.PER_TIMESTEP ? timesteps : 1);
    }
}
