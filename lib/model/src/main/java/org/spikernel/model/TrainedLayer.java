package org.spikernel.model;

import java.util.LinkedHashMap;
import java.util.Map;

import org.spikernel.engine.LayerWeights;

/**
 * What training has made of one layer, in the order of {@link LayerWeights}. The arrays are shared with whoever reads them, and nobody
 * changes them.
 *
 * @param weights the weights; of batch normalisation the scale
 * @param biases the biases, of batch normalisation the shift; empty where the layer has none
 * @param mean what batch normalisation takes for the mean of each channel; empty elsewhere
 * @param variance what batch normalisation takes for the variance of each channel; empty elsewhere
 */
public record TrainedLayer(float[] weights, float[] biases, float[] mean, float[] variance) {

    private static final float[] NONE = {};

    /** A layer that is no batch normalisation. */
    public static TrainedLayer of(float[] weights, float[] biases) {
        return new TrainedLayer(weights, biases, NONE, NONE);
    }

    /** These parameters as an engine reads them. */
    public LayerWeights engineWeights() {
        LayerWeights given = LayerWeights.of(weights, biases);
        return mean.length == 0 ? given : given.withRunningStatistics(mean, variance);
    }

    /** All layers as an engine reads them, by their places. */
    public static Map<String, LayerWeights> engineWeights(Map<String, TrainedLayer> layers) {
        Map<String, LayerWeights> weights = new LinkedHashMap<>();
        layers.forEach((place, layer) -> weights.put(place, layer.engineWeights()));
        return weights;
    }

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
}
