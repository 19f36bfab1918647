package org.spikernel.internal.lanes;

import java.util.Arrays;
import java.util.Optional;

/**
 * Winograd's short way to neighbouring sums of a convolution: numbers, and the weights of a row of the kernel, are turned into their
 * values at some points, multiplied point by point, and turned back. Eight products take the place of twenty where a row of five weights
 * makes four sums (Lavin and Gray, Fast Algorithms for Convolutional Neural Networks, arXiv 1509.09308, section 4; the points are 0, 1,
 * -1, 2, -2, with eight also 1/2 and -1/2, and infinity).
 *
 * <p>Rounding errors are about three times those of the sums themselves.
 */
public enum Winograd {

    /** Four sums of three products each. */
    FOUR_OF_THREE(3, 4, new double[] {0, 1, -1, 2, -2}, new double[] {1 / 4., -1 / 6., -1 / 6., 1 / 24., 1 / 24.}),

    /** Four sums of five products each. */
    FOUR_OF_FIVE(5, 4, Points.SEVEN, Points.FACTORS_OF_SEVEN),

    /** Two sums of seven products each. */
    TWO_OF_SEVEN(7, 2, Points.SEVEN, Points.FACTORS_OF_SEVEN);

    private final int weights;
    private final int sums;
    private final float[][] factors;

    Winograd(int weights, int sums, double[] finitePoints, double[] factorsOfPoints) {
        this.weights = weights;
        this.sums = sums;
        factors = new float[finitePoints.length + 1][weights];
        for (int point = 0; point < finitePoints.length; point++) {
            for (int weight = 0; weight < weights; weight++) {
                factors[point][weight] = (float) (factorsOfPoints[point] * Math.pow(finitePoints[point], weight));
            }
        }
        int infinity = finitePoints.length;
        factors[infinity][weights - 1] = 1;
    }

    private static final class Points {
        private static final double[] SEVEN = {0, 1, -1, 2, -2, 1 / 2., -1 / 2.};
        private static final double[] FACTORS_OF_SEVEN = {1, -2 / 9., -2 / 9., 1 / 90., 1 / 90., 32 / 45., 32 / 45.};
    }

    /** The way for rows of so many weights, if there is one. */
    public static Optional<Winograd> ofWeights(int count) {
        return Arrays.stream(values()).filter(way -> way.weights == count).findFirst();
    }

    /** How many weights each sum has. */
    public int weights() {
        return weights;
    }

    /** How many sums there are, each of products of the same weights with numbers from one place farther on. */
    public int sums() {
        return sums;
    }

    /** At how many points products are taken: as many as there are numbers that the sums need. */
    public int points() {
        return weights + sums - 1;
    }

    /** What a weight counts at a point. */
    public float factor(int point, int weight) {
        return factors[point][weight];
    }
}
