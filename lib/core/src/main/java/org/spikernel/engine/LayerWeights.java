package org.spikernel.engine;

import java.util.Locale;
import java.util.Optional;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.internal.checks.Given;
import org.spikernel.internal.convolution.Grid;

/**
 * The parameters of one layer.
 *
 * <p>Inputs come before outputs, so that a spike adds one contiguous run of numbers to the currents behind it:
 *
 * <ul>
 *   <li>convolution: weights [row, column, channel, filter]
 *   <li>linear: weights [input feature, output feature], biases [output feature] or empty
 *   <li>batch normalisation: weights (scale) and biases (shift) [channel]
 *   <li>neurons that learn: weights [parameter]
 * </ul>
 *
 * <p>Immutable: arrays are copied on their way in and out.
 */
@CheckReturnValue
public final class LayerWeights {

    private final Optional<Grid> grid;
    private final float[] biases;
    private final Optional<RunningStatistics> running;
    private volatile float[] weights;

    /** What a trained batch normalisation takes for mean and variance [channel]; not to be changed. */
    record RunningStatistics(float[] mean, float[] variance) {}

    private LayerWeights(Optional<Grid> grid, float[] weights, float[] biases, Optional<RunningStatistics> running) {
        this.grid = grid;
        this.weights = weights;
        this.biases = biases;
        this.running = running;
    }

    /**
     * Given parameters.
     *
     * @param weights the weights, which are copied
     * @param biases the biases, which are copied; empty where the layer has none
     */
    public static LayerWeights of(float[] weights, float[] biases) {
        float[] own = Given.value(weights, "the weights of a layer").clone();
        return owning(own, Given.value(biases, "the biases of a layer").clone());
    }

    /** As {@link #of(float[], float[])}, of arrays that nobody else has, without copying them. */
    static LayerWeights owning(float[] weights, float[] biases) {
        return new LayerWeights(Optional.empty(), weights, biases, Optional.empty());
    }

    /** Given parameters on a grid, in arrays that nobody else has. */
    static LayerWeights of(Grid grid, float[] biases) {
        return new LayerWeights(Optional.of(grid), null, biases, Optional.empty());
    }

    /**
     * The same parameters of a trained batch normalisation, which normalises by running statistics in place of those of the batch.
     *
     * @param mean of each channel
     * @param variance of each channel, as training gathered it
     * @throws IllegalArgumentException if there are not as many of them as weights
     */
    public LayerWeights withRunningStatistics(float[] mean, float[] variance) {
        int channels = sharedWeights().length;
        if (mean.length != channels || variance.length != channels) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a batch normalisation of %d channels needs as many means and variances, but found %d and %d",
                    channels,
                    mean.length,
                    variance.length));
        }
        return new LayerWeights(
                grid, weights, biases, Optional.of(new RunningStatistics(mean.clone(), variance.clone())));
    }

    /** A copy of the weights. */
    public float[] weights() {
        return sharedWeights().clone();
    }

    /** A copy of the biases; empty where the layer has none. */
    public float[] biases() {
        return biases.clone();
    }

    /** The weights; not to be changed. */
    float[] sharedWeights() {
        if (weights == null) {
            weights = grid.orElseThrow().weights();
        }
        return weights;
    }

    /** The biases; not to be changed. */
    float[] sharedBiases() {
        return biases;
    }

    /** The grid that the weights lie on, if they were drawn on one. */
    Optional<Grid> grid() {
        return grid;
    }

    /** What to normalise by in place of the batch's statistics, if that was given. */
    Optional<RunningStatistics> runningStatistics() {
        return running;
    }

    /** Whether they lie on a grid on which the sum of so many of them is exact. */
    boolean isExactFor(long weightsInASum) {
        return grid.isPresent() && grid.get().isExactFor(weightsInASum);
    }
}
