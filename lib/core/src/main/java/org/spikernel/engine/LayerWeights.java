package org.spikernel.engine;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * The parameters of one layer.
 *
 * <p>Inputs come before outputs, so that a spike adds one contiguous run of numbers to the currents behind it:
 *
 * <ul>
 *   <li>convolution: weights [row, column, channel, filter]
 *   <li>linear: weights [input feature, output feature], biases [output feature] or empty
 *   <li>batch normalisation: weights (scale) and biases (shift) [channel]
 * </ul>
 *
 * <p>The arrays are shared with whoever reads them, and nobody changes them.
 */
public final class LayerWeights {

    private final Optional<Grid> grid;
    private final float[] biases;
    private volatile float[] weights;
    private volatile byte[] arranged;

    private LayerWeights(Optional<Grid> grid, float[] weights, float[] biases) {
        this.grid = grid;
        this.weights = weights;
        this.biases = biases;
    }

    /**
     * Given parameters.
     *
     * @param weights the weights
     * @param biases the biases; empty where the layer has none
     */
    public static LayerWeights of(float[] weights, float[] biases) {
        return new LayerWeights(Optional.empty(), weights, biases);
    }

    static LayerWeights of(Grid grid, float[] biases) {
        return new LayerWeights(Optional.of(grid), null, biases);
    }

    /** The weights. */
    public float[] weights() {
        if (weights == null) {
            weights = grid.orElseThrow().weights();
        }
        return weights;
    }

    /** The biases; empty where the layer has none. */
    public float[] biases() {
        return biases;
    }

    /** The grid that the weights lie on, if they were drawn on one. */
    Optional<Grid> grid() {
        return grid;
    }

    /** Whether they lie on a grid on which the sum of so many of them is exact. */
    boolean isExactFor(int weightsInASum) {
        return grid.isPresent() && grid.get().isExactFor(weightsInASum);
    }

    /** The grid's multiples in the order that the layer reads them; arranged once. */
    byte[] arranged(Supplier<byte[]> arrange) {
        if (arranged == null) {
            arranged = arrange.get();
        }
        return arranged;
    }
}
