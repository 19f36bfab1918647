package org.spikernel.engine;

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
 *
 * @param weights the weights
 * @param biases the biases; empty where the layer has none
 */
public record LayerWeights(float[] weights, float[] biases) {}
