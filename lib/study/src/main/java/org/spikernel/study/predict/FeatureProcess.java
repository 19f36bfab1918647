package org.spikernel.study.predict;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.spikernel.cell.Edge;

import static org.spikernel.study.predict.LowerTriangle.dot;

/**
 * A Gaussian process over cells (Rasmussen and Williams, Gaussian Processes for Machine Learning, 2006, algorithm 2.1) after examples. What
 * two inputs vary by together is
 *
 * <pre>
 *     k(x, x') = s^2 ((1 - u) ((1 - w) exp(-g |x - x'|^2) + w x.x') + u exp(-h / 2))        and each output varies by s^2 n more, which is noise
 * </pre>
 *
 * <p>x are features, of mean 0 and deviation 1 among the examples and then times the square root of their shares, which add up to 1; h is on
 * how many edges the cells differ. The first part finds what is smooth, the second goes on in a line where there are few examples, and the
 * third tells apart what has the same features. The {@link Hyperparameters} are given; s^2 follows from the examples. Sums run in a fixed
 * order, and what is transcendental is StrictMath's: it has the same bits on every machine.
 */
final class FeatureProcess {

    /** The least s^2, that of outputs which are all the same. */
    private static final double LEAST_SCALE = 1e-12;

    /** exp(-h / 2) for each number of operations that only one of two cells has, of which h is the half; a cell has six edges. */
    private static final double[] BY_UNMATCHED = IntStream.rangeClosed(0, 2 * Edge.ALL.size())
            .mapToDouble(unmatched -> StrictMath.exp(-unmatched / 4.0))
            .toArray();

    private final Hyperparameters at;
    private final Shared[] examples;
    private final double mean;

    /** Of what the outputs vary by together, in s^2. */
    private final LowerTriangle factor;

    /** Of the examples in a prediction. */
    private final double[] weights;

    /** The variance of the process, s^2. */
    private final double scale;

    private final double logLikelihood;

    /**
     * What a process knows of a cell.
     *
     * @param features of mean 0 and deviation 1 among the examples
     * @param edges of every operation on every edge that an example has: 1 if it stands there, 0 if not; empty if edges are not known
     */
    record Input(double[] features, double[] edges) {}

    /** An input whose features count by their shares. */
    private record Shared(double[] features, double square, double[] edges) {

        static Shared of(Input input, double[] shares) {
            double[] features = new double[shares.length];
            for (int i = 0; i < features.length; i++) {
                features[i] = Math.sqrt(shares[i]) * input.features[i];
            }
            return new Shared(features, dot(features, features, features.length), input.edges);
        }

        double product(Shared other) {
            return dot(features, other.features, features.length);
        }

        /** How many operations on edges only one of both has: two where edges differ, or one if no example has the other. */
        int unmatched(Shared other) {
            int unmatched = 0;
            for (int i = 0; i < edges.length; i++) {
                unmatched += edges[i] == other.edges[i] ? 0 : 1;
            }
            return unmatched;
        }
    }

    /**
     * The process after examples.
     *
     * @param inputs of the examples, one or more
     * @param outputs of the examples
     */
    FeatureProcess(Input[] inputs, double[] outputs, Hyperparameters at) {
        int size = outputs.length;
        this.at = at;
        this.examples = Arrays.stream(inputs)
                .map(input -> Shared.of(input, at.shares()))
                .toArray(Shared[]::new);
        this.mean = GaussianProcess.mean(outputs);
        this.factor =
                LowerTriangle.factor(size, (i, j) -> likeness(examples[i], examples[j]) + (i == j ? at.noise() : 0));
        double[] half = factor.forward(
                Arrays.stream(outputs).map(output -> output - mean).toArray());
        this.weights = factor.backward(half);
        this.scale = Math.max(dot(half, half, size) / size, LEAST_SCALE);
        this.logLikelihood = -0.5 * size * StrictMath.log(scale) - factor.halfLogDeterminant();
    }

    private double likeness(Shared one, Shared other) {
        double product = one.product(other);
        double distance = Math.max(0, one.square + other.square - 2 * product);
        double byFeatures = (1 - at.line()) * StrictMath.exp(-at.nearness() * distance) + at.line() * product;
        return at.ofEdges() == 0
                ? byFeatures
                : (1 - at.ofEdges()) * byFeatures + at.ofEdges() * BY_UNMATCHED[one.unmatched(other)];
    }

    private double[] likenesses(Shared input) {
        double[] likenesses = new double[examples.length];
        for (int i = 0; i < likenesses.length; i++) {
            likenesses[i] = likeness(examples[i], input);
        }
        return likenesses;
    }

    private Shared shared(Input input) {
        return Shared.of(input, at.shares());
    }

    Hyperparameters hyperparameters() {
        return at;
    }

    /** How likely the examples are, as a logarithm up to what is the same for all hyper-parameters (equation 2.30, at the likeliest s^2). */
    double logLikelihood() {
        return logLikelihood;
    }

    /** The output that is expected for an input. */
    double mean(Input input) {
        return mean + dot(likenesses(shared(input)), weights, weights.length);
    }

    /** How far the output without noise may be from the expected: its standard deviation. */
    double deviation(Input input) {
        Shared shared = shared(input);
        double[] known = factor.forward(likenesses(shared));
        return Math.sqrt(scale * Math.max(0, likeness(shared, shared) - dot(known, known, known.length)));
    }
}
