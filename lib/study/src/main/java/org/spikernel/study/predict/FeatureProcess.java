package org.spikernel.study.predict;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.spikernel.internal.threads.Workers;
import org.spikernel.random.RandomStream;

import static org.spikernel.study.predict.LowerTriangle.dot;

/**
 * A Gaussian process over features (Rasmussen and Williams, Gaussian Processes for Machine Learning, 2006, algorithm 2.1). Features have mean
 * 0 and deviation 1 among the examples; d is their number. What two inputs vary by together is
 *
 * <pre>
 *     k(x, x') = s^2 ((1 - w) exp(-g |x - x'|^2 / d) + w x.x' / d)        and each output varies by s^2 n more, which is noise
 * </pre>
 *
 * <p>The first part finds what is smooth, the second goes on in a line where there are few examples. Nearness g, weight w and noise n are those
 * of a grid under which the outputs are most likely (their equation 2.30), found one at a time in turns; s^2 follows from them. So nothing
 * but the examples decides them. Sums run in a fixed order, and what is transcendental is StrictMath's: it has the same bits on every machine.
 */
final class FeatureProcess {

    private static final double[] NEARNESSES = {0.015, 0.03, 0.06, 0.12, 0.25, 0.5, 1};
    private static final double[] WEIGHTS = {0, 0.1, 0.2, 0.4, 0.6, 0.8, 0.95};
    private static final double[] NOISES = {0.01, 0.02, 0.04, 0.08, 0.15, 0.3, 0.6, 1.2};

    /** Where the search of the grids begins: 0.12, 0.4 and 0.15. */
    private static final int[] FIRST = {3, 3, 4};

    private static final int MOST_TURNS = 4;

    /** Waves that a {@link Draw} is made of: the more, the more exactly it varies as the process does. */
    private static final int WAVES = 256;

    private final double[][] inputs;
    private final double mean;
    private final Hyperparameters found;
    private final Fit fit;

    /** Noise and the parts of the kernel, in the variance of the process. */
    private record Hyperparameters(double nearness, double weight, double noise) {}

    /**
     * What follows from the outputs.
     *
     * @param factor of what the outputs vary by together, in s^2
     * @param weights of the examples in a prediction
     * @param scale s^2
     */
    private record Fit(LowerTriangle factor, double[] weights, double scale, double logLikelihood) {}

    private FeatureProcess(double[][] inputs, double mean, Hyperparameters found, Fit fit) {
        this.inputs = inputs;
        this.mean = mean;
        this.found = found;
        this.fit = fit;
    }

    /**
     * Learns from examples.
     *
     * @param inputs of the examples, [example][feature], features of mean 0 and deviation 1
     * @param outputs of the examples
     */
    static FeatureProcess fit(double[][] inputs, double[] outputs) {
        double mean = sum(outputs) / outputs.length;
        double[] centred = Arrays.stream(outputs).map(output -> output - mean).toArray();
        double[][][] products = products(inputs);
        int[] place = FIRST.clone();
        Fit best = fit(products, centred, at(place));
        for (int turn = 0, unchanged = 0; turn < MOST_TURNS * place.length && unchanged < place.length; turn++) {
            int parameter = turn % place.length;
            unchanged++;
            for (int step : new int[] {-1, 1}) {
                for (int next = place[parameter] + step; next >= 0 && next < grid(parameter).length; next += step) {
                    int[] tried = place.clone();
                    tried[parameter] = next;
                    Fit other = fit(products, centred, at(tried));
                    if (!(other.logLikelihood > best.logLikelihood)) {
                        break;
                    }
                    best = other;
                    place = tried;
                    unchanged = 0;
                }
            }
        }
        return new FeatureProcess(inputs, mean, at(place), best);
    }

    private static double[] grid(int parameter) {
        return parameter == 0 ? NEARNESSES : parameter == 1 ? WEIGHTS : NOISES;
    }

    private static Hyperparameters at(int[] place) {
        return new Hyperparameters(NEARNESSES[place[0]], WEIGHTS[place[1]], NOISES[place[2]]);
    }

    /** Squared distances and inner products of all pairs, each for one feature: {distances, products}, lower triangles. */
    private static double[][][] products(double[][] inputs) {
        double[][] distances = new double[inputs.length][];
        double[][] products = new double[inputs.length][];
        for (int i = 0; i < inputs.length; i++) {
            distances[i] = new double[i + 1];
            products[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                distances[i][j] = distance(inputs[i], inputs[j]);
                products[i][j] = product(inputs[i], inputs[j]);
            }
        }
        return new double[][][] {distances, products};
    }

    private static double distance(double[] one, double[] other) {
        double distance = 0;
        for (int i = 0; i < one.length; i++) {
            distance += (one[i] - other[i]) * (one[i] - other[i]);
        }
        return distance / Math.max(1, one.length);
    }

    private static double product(double[] one, double[] other) {
        return dot(one, other, one.length) / Math.max(1, one.length);
    }

    private static double likeness(Hyperparameters at, double distance, double product) {
        return (1 - at.weight) * StrictMath.exp(-at.nearness * distance) + at.weight * product;
    }

    private static Fit fit(double[][][] products, double[] outputs, Hyperparameters at) {
        int size = outputs.length;
        LowerTriangle factor = LowerTriangle.factor(
                size, (i, j) -> likeness(at, products[0][i][j], products[1][i][j]) + (i == j ? at.noise : 0));
        double[] half = factor.forward(outputs);
        double scale = Math.max(dot(half, half, size) / size, 1e-12);
        return new Fit(
                factor,
                factor.backward(half),
                scale,
                -0.5 * size * StrictMath.log(scale) - factor.halfLogDeterminant());
    }

    private static double sum(double[] numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        return sum;
    }

    private double[] likenesses(double[] input) {
        double[] likenesses = new double[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            likenesses[i] = likeness(found, distance(inputs[i], input), product(inputs[i], input));
        }
        return likenesses;
    }

    /** The output that is expected for an input. */
    double mean(double[] input) {
        return mean + dot(likenesses(input), fit.weights, inputs.length);
    }

    /** How far the output without noise may be from the expected: its standard deviation. */
    double deviation(double[] input) {
        double[] known = fit.factor.forward(likenesses(input));
        double prior = likeness(found, 0, product(input, input));
        return Math.sqrt(fit.scale * Math.max(0, prior - dot(known, known, known.length)));
    }

    /** A function that may be the true one, as likely as the process thinks it. */
    interface Draw {
        /** The output without noise for an input. */
        double of(double[] input);
    }

    /**
     * Draws a function: a prior one, of waves and a line, moved to where the examples are (Wilson et al., Efficiently Sampling Functions from
     * Gaussian Process Posteriors, ICML 2020, equation 13; waves as of Rahimi and Recht, 2007). It can be asked for any input, at the price
     * of {@value #WAVES} waves and a mean.
     */
    Draw draw(RandomStream random) {
        int features = inputs.length == 0 ? 0 : inputs[0].length;
        Prior prior = Prior.draw(features, found, random);
        double deviation = Math.sqrt(fit.scale);
        double[] left = new double[inputs.length];
        Workers.all().forEach(inputs.length, i -> left[i] = deviation * prior.of(inputs[i]));
        for (int i = 0; i < left.length; i++) {
            left[i] += deviation * Math.sqrt(found.noise) * random.nextNormal();
        }
        double[] moved = fit.factor.backward(fit.factor.forward(left));
        double[] weights = IntStream.range(0, left.length)
                .mapToDouble(i -> fit.weights[i] - moved[i])
                .toArray();
        return input -> mean + deviation * prior.of(input) + dot(likenesses(input), weights, weights.length);
    }

    /** A function as the process would draw it before it has seen any example, for s^2 = 1. */
    private record Prior(double[][] directions, double[] shifts, double[] amplitudes, double[] slopes) {

        static Prior draw(int features, Hyperparameters at, RandomStream random) {
            double perFeature = Math.max(1, features);
            double[][] directions = new double[WAVES][features];
            double[] shifts = new double[WAVES];
            double[] amplitudes = new double[WAVES];
            for (int wave = 0; wave < WAVES; wave++) {
                for (int i = 0; i < features; i++) {
                    directions[wave][i] = Math.sqrt(2 * at.nearness / perFeature) * random.nextNormal();
                }
                shifts[wave] = 2 * Math.PI * random.nextDouble();
                amplitudes[wave] = Math.sqrt(2 * (1 - at.weight) / WAVES) * random.nextNormal();
            }
            double[] slopes = new double[features];
            for (int i = 0; i < features; i++) {
                slopes[i] = Math.sqrt(at.weight / perFeature) * random.nextNormal();
            }
            return new Prior(directions, shifts, amplitudes, slopes);
        }

        double of(double[] input) {
            double output = dot(slopes, input, input.length);
            for (int wave = 0; wave < shifts.length; wave++) {
                output += amplitudes[wave] * StrictMath.cos(dot(directions[wave], input, input.length) + shifts[wave]);
            }
            return output;
        }
    }
}
