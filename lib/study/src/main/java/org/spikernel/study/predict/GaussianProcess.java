package org.spikernel.study.predict;

import java.util.Arrays;
import java.util.List;

import org.spikernel.random.RandomStream;

/**
 * A Gaussian process after observations (Rasmussen and Williams, 2006, algorithm 2.1), with mean and scale of the outputs taken from these.
 * Sums run in a fixed order.
 *
 * @param <X> what outputs are of
 */
final class GaussianProcess<X> {

    /** What outputs vary by that their inputs do not tell, in what they vary by in all; the grid that the likeliest is taken from. */
    private static final double[] NOISES = {0.05, 0.15, 0.4};

    /** So that rounding makes no variance negative. */
    private static final double JITTER = 1e-6;

    /** How alike two inputs are; positive definite, and 1 of any with itself. */
    interface Kernel<X> {
        double of(X one, X other);
    }

    private final Kernel<X> kernel;
    private final X[] inputs;
    private final double mean;
    private final double deviation;

    /** The Cholesky factor of likenesses and noise, [row][column], lower triangle. */
    private final double[][] factor;

    private final double[] weights;

    /** The variance of the process, in that of the outputs. */
    private final double scale;

    private final double logLikelihood;

    /**
     * After observations.
     *
     * @param likeness of the inputs, lower triangle; becomes the factor
     */
    private GaussianProcess(
            Kernel<X> kernel, X[] inputs, double[][] likeness, double[] outputs, double[] variances, double noise) {
        this.kernel = kernel;
        this.inputs = inputs;
        this.mean = mean(outputs);
        this.deviation = deviation(outputs, mean);
        double[] standard = new double[outputs.length];
        for (int i = 0; i < outputs.length; i++) {
            standard[i] = (outputs[i] - mean) / deviation;
            likeness[i][i] += noise + variances[i] / (deviation * deviation);
        }
        this.factor = cholesky(likeness);
        double[] half = forward(factor, standard);
        double squares = 0;
        double logDeterminant = 0;
        for (int i = 0; i < half.length; i++) {
            squares += half[i] * half[i];
            logDeterminant += StrictMath.log(factor[i][i]);
        }
        this.scale = Math.max(squares / half.length, JITTER);
        this.logLikelihood = -0.5 * half.length * StrictMath.log(scale) - logDeterminant;
        this.weights = LowerTriangle.backward(factor, half);
    }

    /**
     * The process, of several kernels and noises, under which the outputs are most likely.
     *
     * @param variances of each output, beyond the noise that all have
     */
    static <X> GaussianProcess<X> likeliest(
            List<? extends Kernel<X>> kernels, X[] inputs, double[] outputs, double[] variances) {
        GaussianProcess<X> likeliest = null;
        for (Kernel<X> kernel : kernels) {
            double[][] likeness = likeness(kernel, inputs);
            for (double noise : NOISES) {
                double[][] copy = Arrays.stream(likeness).map(double[]::clone).toArray(double[][]::new);
                GaussianProcess<X> process = new GaussianProcess<>(kernel, inputs, copy, outputs, variances, noise);
                likeliest = likeliest == null || process.logLikelihood > likeliest.logLikelihood ? process : likeliest;
            }
        }
        return likeliest;
    }

    private static double mean(double[] numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        return sum / numbers.length;
    }

    /** 1 where all are the same. */
    private static double deviation(double[] numbers, double mean) {
        double squares = 0;
        for (double number : numbers) {
            squares += (number - mean) * (number - mean);
        }
        return squares > 0 ? Math.sqrt(squares / numbers.length) : 1;
    }

    private static <X> double[][] likeness(Kernel<X> kernel, X[] inputs) {
        double[][] likeness = new double[inputs.length][];
        for (int i = 0; i < inputs.length; i++) {
            likeness[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                likeness[i][j] = kernel.of(inputs[i], inputs[j]);
            }
        }
        return likeness;
    }

    /** In place; a positive definite matrix, lower triangle. */
    private static double[][] cholesky(double[][] matrix) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    rest -= matrix[i][k] * matrix[j][k];
                }
                matrix[i][j] = i == j ? Math.sqrt(Math.max(rest, JITTER * JITTER)) : rest / matrix[j][j];
            }
        }
        return matrix;
    }

    /** Solves factor x = right. */
    private static double[] forward(double[][] factor, double[] right) {
        double[] solved = new double[right.length];
        for (int i = 0; i < right.length; i++) {
            double rest = right[i];
            for (int j = 0; j < i; j++) {
                rest -= factor[i][j] * solved[j];
            }
            solved[i] = rest / factor[i][i];
        }
        return solved;
    }

    private double[] likenesses(X input) {
        double[] likenesses = new double[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            likenesses[i] = kernel.of(inputs[i], input);
        }
        return likenesses;
    }

    /** The expected outputs. */
    double[] means(X[] others) {
        double[] means = new double[others.length];
        for (int i = 0; i < others.length; i++) {
            means[i] = expected(likenesses(others[i]));
        }
        return means;
    }

    /** The expected output of what is so like the inputs. */
    private double expected(double[] likenesses) {
        return mean + deviation * dot(likenesses, weights);
    }

    /** Outputs without noise, drawn together. */
    double[] draw(X[] others, RandomStream random) {
        double[] drawn = new double[others.length];
        double[][] known = new double[others.length][];
        double[][] rest = likeness(kernel, others);
        for (int i = 0; i < others.length; i++) {
            double[] likenesses = likenesses(others[i]);
            drawn[i] = expected(likenesses);
            known[i] = forward(factor, likenesses);
            for (int j = 0; j <= i; j++) {
                rest[i][j] -= dot(known[i], known[j]);
            }
            rest[i][i] += JITTER;
        }
        double[][] spread = cholesky(rest);
        double[] normal = new double[others.length];
        for (int i = 0; i < normal.length; i++) {
            normal[i] = random.nextNormal();
            double moved = 0;
            for (int j = 0; j <= i; j++) {
                moved += spread[i][j] * normal[j];
            }
            drawn[i] += deviation * Math.sqrt(scale) * moved;
        }
        return drawn;
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
