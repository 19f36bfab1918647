package org.spikernel.network;

import java.util.Arrays;
import java.util.List;

import org.spikernel.internal.checks.Given;

/**
 * The numbers of a layer that training sets.
 *
 * @param weightShape how the weights lie: [row, column, channel, filter] of a convolution, [input, output] of a linear layer, [channel] of
 *     batch normalisation (its scale), [parameter] of neurons that learn; empty where there are none
 * @param biases how many biases there are; of batch normalisation its shift, one a channel
 * @param statistics how many means, and as many variances, are measured in training and kept; one a channel of batch normalisation
 */
public record Parameters(List<Integer> weightShape, int biases, int statistics) {

    /** Those of a layer that has none. */
    public static final Parameters NONE = new Parameters(List.of(), 0, 0);

    public Parameters {
        weightShape = Given.list(weightShape, "the sides of a weight shape");
        if (weightShape.stream().anyMatch(side -> side < 1) || biases < 0 || statistics < 0) {
            throw new IllegalArgumentException(
                    "sides of a weight shape must be positive and counts not negative, but there are weights "
                            + weightShape + ", " + biases + " biases and " + statistics + " statistics");
        }
    }

    /** Weights alone. */
    public static Parameters ofWeights(Integer... shape) {
        return new Parameters(Arrays.asList(Given.value(shape, "a weight shape")), 0, 0);
    }

    /** The same with so many biases. */
    public Parameters withBiases(int biases) {
        return new Parameters(weightShape, biases, statistics);
    }

    /**
     * How many weights there are (SpiKernel Eq. 2: height x width x channels x filters).
     *
     * @throws IllegalArgumentException if they are more than a long can count
     */
    public long weights() {
        try {
            return weightShape.isEmpty()
                    ? 0
                    : weightShape.stream().mapToLong(side -> side).reduce(1, Math::multiplyExact);
        } catch (ArithmeticException tooMany) {
            throw new IllegalArgumentException(
                    "weights of shape " + weightShape + " are more than can be counted", tooMany);
        }
    }
}
