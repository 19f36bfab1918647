package org.spikernel.study.predict;

import java.util.Arrays;
import java.util.List;

import org.spikernel.random.RandomStream;

import static org.spikernel.study.predict.LowerTriangle.dot;

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

    /** Of likenesses and noise. */
    private final LowerTriangle factor;

    private final double[] weights;

    /** The variance of the process, in that of the outputs. */
    private final double scale;

    private final double logLikelihood;

    /**
     * After observations.
     *
     * @param likeness of the inputs, [row][column], lower triangle
     */
    private GaussianProcess(
            Kernel<X> kernel, X[] inputs, double[][] likeness, double[] outputs, double[] variances, double noise) {
        this.kernel = kernel;
        this.inputs = inputs;
        this.mean = mean(outputs);
        this.deviation = deviation(outputs, mean);
        int size = outputs.length;
        this.factor = LowerTriangle.factor(
                size, (i, j) -> likeness[i][j] + (i == j ? noise + variances[i] / (deviation * deviation) : 0));
        double[] half = factor.forward(Arrays.stream(outputs)
                .map(output -> (output - mean) / deviation)
                .toArray());
        this.scale = Math.max(dot(half, half, size) / size, JITTER);
        this.logLikelihood = -0.5 * size * StrictMath.log(scale) - factor.halfLogDeterminant();
        this.weights = factor.backward(half);
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
                GaussianProcess<X> process = new GaussianProcess<>(kernel, inputs, likeness, outputs, variances, noise);
                likeliest = likeliest == null || process.logLikelihood > likeliest.logLikelihood ? process : likeliest;
            }
        }
        return likeliest;
    }

    static double mean(double[] numbers) {
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
        return mean + deviation * dot(likenesses, weights, weights.length);
    }

    /** Outputs without noise, drawn together. */
    double[] draw(X[] others, RandomStream random) {
        double[] drawn = new double[others.length];
        double[][] known = new double[others.length][];
        double[] normal = new double[others.length];
        for (int i = 0; i < others.length; i++) {
            double[] likenesses = likenesses(others[i]);
            drawn[i] = expected(likenesses);
            known[i] = factor.forward(likenesses);
            normal[i] = random.nextNormal();
        }
        double[] moved = LowerTriangle.factor(
                        others.length,
                        (i, j) -> kernel.of(others[i], others[j])
                                - dot(known[i], known[j], inputs.length)
                                + (i == j ? JITTER : 0))
                .times(normal);
        for (int i = 0; i < moved.length; i++) {
            drawn[i] += deviation * Math.sqrt(scale) * moved[i];
        }
        return drawn;
    }
}
