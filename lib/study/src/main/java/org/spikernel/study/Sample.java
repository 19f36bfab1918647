package org.spikernel.study;

import java.util.Arrays;
import java.util.stream.DoubleStream;

import org.apache.commons.math3.distribution.TDistribution;

/** Numbers that stand for many more. What would need a number that is missing is missing. */
record Sample(double[] numbers) {

    private static final double COVERED = 0.95;

    static Sample of(DoubleStream numbers) {
        return new Sample(numbers.toArray());
    }

    double mean() {
        return Arrays.stream(numbers).average().orElse(Double.NaN);
    }

    /** Of those from which the numbers were drawn; a missing number where there are fewer than two. */
    double standardDeviation() {
        return numbers.length < 2 ? Double.NaN : Math.sqrt(squares() / (numbers.length - 1));
    }

    /** The sum of the squares of what the numbers differ by from their mean. */
    double squares() {
        double mean = mean();
        return Arrays.stream(numbers)
                .map(number -> (number - mean) * (number - mean))
                .sum();
    }

    /** The standard deviation of the mean. */
    double standardError() {
        return standardDeviation() / Math.sqrt(numbers.length);
    }

    /** How far the interval of the mean reaches to either side: in 95 of 100 samples of a normal distribution it holds the true mean. */
    double reach() {
        return numbers.length < 2
                ? Double.NaN
                : standardError()
                        * new TDistribution(numbers.length - 1).inverseCumulativeProbability((1 + COVERED) / 2);
    }
}
