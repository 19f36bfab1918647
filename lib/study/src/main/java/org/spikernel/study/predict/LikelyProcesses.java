package org.spikernel.study.predict;

import java.util.ArrayList;
import java.util.List;

import org.spikernel.random.RandomStream;
import org.spikernel.study.predict.FeatureProcess.Input;

/** Finds the {@link Hyperparameters} under which examples are likely; nothing but the examples decides them. */
final class LikelyProcesses {

    private static final double[] NEARNESSES = {0.015, 0.03, 0.06, 0.12, 0.25, 0.5, 1};
    private static final double[] LINES = {0, 0.1, 0.2, 0.4, 0.6, 0.8, 0.95};
    private static final double[] NOISES = {0.01, 0.02, 0.04, 0.08, 0.15, 0.3, 0.6, 1.2};
    private static final double[] OF_EDGES = {0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.6};

    /** Where the search of the grids begins: 0.12, 0.4, 0.15 and 0.1. */
    private static final int[] FIRST = {3, 3, 4, 2};

    private static final int MOST_TURNS = 4;

    /** Of the steps of a walk, those that are left out: it begins anywhere. */
    private static final double BEGINNING = 0.3;

    /** Processes of neighbouring steps are much the same. */
    private static final int EACH = 2;

    private final Input[] inputs;
    private final double[] outputs;
    private final int features;
    private final boolean edges;

    /**
     * For examples.
     *
     * @param inputs of the examples, one or more
     * @param outputs of the examples
     */
    LikelyProcesses(Input[] inputs, double[] outputs) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.features = inputs[0].features().length;
        this.edges = inputs[0].edges().length > 0;
    }

    /** The likeliest process of a grid, found one hyper-parameter at a time in turns; all features count alike. */
    FeatureProcess likeliest() {
        double[][] grids = {NEARNESSES, LINES, NOISES, OF_EDGES};
        int[] place = FIRST.clone();
        FeatureProcess best = at(place);
        for (int turn = 0, unchanged = 0; turn < MOST_TURNS * place.length && unchanged < place.length; turn++) {
            int parameter = turn % place.length;
            unchanged++;
            for (int step : new int[] {-1, 1}) {
                for (int next = place[parameter] + step; next >= 0 && next < grids[parameter].length; next += step) {
                    int[] tried = place.clone();
                    tried[parameter] = next;
                    FeatureProcess other = at(tried);
                    if (!(other.logLikelihood() > best.logLikelihood())) {
                        break;
                    }
                    best = other;
                    place = tried;
                    unchanged = 0;
                }
            }
        }
        return best;
    }

    private FeatureProcess at(int[] place) {
        return new FeatureProcess(
                inputs,
                outputs,
                new Hyperparameters(
                        Hyperparameters.equalShares(features),
                        NEARNESSES[place[0]],
                        LINES[place[1]],
                        NOISES[place[2]],
                        edges ? OF_EDGES[place[3]] : 0));
    }

    /**
     * Processes that are as likely as they are frequent, from a walk through the hyper-parameters, shares among them, by elliptical slice
     * sampling (Murray, Adams and MacKay, AISTATS 2010). Before the examples the logarithms of shares are normal with deviation 1, and the
     * others spread over their grids above.
     */
    List<FeatureProcess> walk(int steps, RandomStream random) {
        double[] place = new double[features + FIRST.length];
        FeatureProcess here = at(place);
        List<FeatureProcess> met = new ArrayList<>();
        for (int step = 1; step <= steps; step++) {
            double[] towards = normal(place.length, random);
            double least = here.logLikelihood() + StrictMath.log(1 - random.nextDouble());
            double angle = 2 * Math.PI * random.nextDouble();
            double low = angle - 2 * Math.PI;
            double high = angle;
            double[] from = place;
            place = between(from, towards, angle);
            here = at(place);
            while (here.logLikelihood() < least) {
                if (angle < 0) {
                    low = angle;
                } else {
                    high = angle;
                }
                angle = low + (high - low) * random.nextDouble();
                place = between(from, towards, angle);
                here = at(place);
            }
            if (step > BEGINNING * steps && step % EACH == 0) {
                met.add(here);
            }
        }
        return met;
    }

    private static double[] normal(int size, RandomStream random) {
        double[] numbers = new double[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = random.nextNormal();
        }
        return numbers;
    }

    private static double[] between(double[] one, double[] other, double angle) {
        double[] between = new double[one.length];
        for (int i = 0; i < one.length; i++) {
            between[i] = one[i] * StrictMath.cos(angle) + other[i] * StrictMath.sin(angle);
        }
        return between;
    }

    /** The process at a place that is standard normal before the examples. */
    private FeatureProcess at(double[] place) {
        double[] shares = new double[features];
        double sum = 0;
        for (int i = 0; i < features; i++) {
            shares[i] = StrictMath.exp(place[i]);
            sum += shares[i];
        }
        for (int i = 0; i < features; i++) {
            shares[i] /= sum;
        }
        return new FeatureProcess(
                inputs,
                outputs,
                new Hyperparameters(
                        shares,
                        0.12 * StrictMath.exp(place[features]),
                        share(1.5 * place[features + 1]),
                        0.2 * StrictMath.exp(0.8 * place[features + 2]),
                        edges ? share(1.5 * place[features + 3] - 1) : 0));
    }

    /** Between 0 and 1. */
    private static double share(double number) {
        return 1 / (1 + StrictMath.exp(-number));
    }
}
