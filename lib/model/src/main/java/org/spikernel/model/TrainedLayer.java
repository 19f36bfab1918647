package org.spikernel.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

import org.spikernel.engine.LayerWeights;
import org.spikernel.internal.checks.Given;

/**
 * The parameters of one layer after training, in the order of {@link LayerWeights}. The arrays are shared with whoever reads them, and nobody
 * changes them.
 *
 * @param weights the weights; of batch normalisation the scale
 * @param biases the biases, of batch normalisation the shift; empty where the layer has none
 * @param mean what batch normalisation takes for the mean of each channel; empty elsewhere
 * @param variance what batch normalisation takes for the variance of each channel; empty elsewhere
 */
public record TrainedLayer(float[] weights, float[] biases, float[] mean, float[] variance) {

    private static final float[] NONE = {};

    public TrainedLayer {
        Given.value(weights, "the weights of a trained layer");
        Given.value(biases, "the biases of a trained layer, which may be none,");
        Given.value(mean, "the running means of a trained layer, which may be none,");
        Given.value(variance, "the running variances of a trained layer, which may be none,");
        if (mean.length != variance.length || mean.length > 0 && mean.length != weights.length) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a trained layer has as many running means and variances as weights, or none, but found %d and %d for %d weights",
                    mean.length,
                    variance.length,
                    weights.length));
        }
    }

    /** A layer that is no batch normalisation. */
    public static TrainedLayer of(float[] weights, float[] biases) {
        return new TrainedLayer(weights, biases, NONE, NONE);
    }

    /** These parameters as an engine reads them. */
    public LayerWeights engineWeights() {
        LayerWeights given = LayerWeights.of(weights, biases);
        return mean.length == 0 ? given : given.withRunningStatistics(mean, variance);
    }

    /** Whether all of its numbers are finite. */
    public boolean isFinite() {
        return isFinite(weights) && isFinite(biases) && isFinite(mean) && isFinite(variance);
    }

    private static boolean isFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /** Whether all numbers of two layers are the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof TrainedLayer layer
                && Arrays.equals(weights, layer.weights)
                && Arrays.equals(biases, layer.biases)
                && Arrays.equals(mean, layer.mean)
                && Arrays.equals(variance, layer.variance);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                Arrays.hashCode(weights), Arrays.hashCode(biases), Arrays.hashCode(mean), Arrays.hashCode(variance));
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d weights, %,d biases%s",
                weights.length,
                biases.length,
                mean.length == 0 ? "" : ", running statistics");
    }
}
