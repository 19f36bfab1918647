package org.spikernel.study.predict;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.ranking.NaturalRanking;

import org.spikernel.internal.threads.Workers;
import org.spikernel.random.RandomStream;
import org.spikernel.study.predict.FeatureProcess.Input;

import static org.spikernel.study.predict.GaussianProcess.mean;

/**
 * Predicts accuracies of cells from those of others, and says how sure that is: a Gaussian process over their features and edges (Rasmussen and
 * Williams, 2006), part of which is smooth, part a line, and part what edges tell. How near cells are to be alike, how much each part counts
 * and how much of an accuracy is chance is what makes the accuracies that were learned from likely; no cell that is to be predicted has a say.
 *
 * <p>A few cells that fail would rule a fit of accuracies, so what is learned is the rank of a cell among the trained, spread as the quantiles
 * of a normal distribution; a prediction is read back from there as an accuracy. It lies between the worst and the best that was trained.
 *
 * <pre>{@code
 * AccuracyPredictor predictor = AccuracyPredictor.fit(features, accuracies);
 * predictor.predict(CellFeatures.of(cell));
 * AccuracyPredictor.averaged(features, accuracies, 200, RandomStream.at(seed));     // ranks a little better, in seconds
 * }</pre>
 *
 * <p>With 200 labelled cells of SpikeNAS-Bench on CIFAR-10, Kendall's tau with the test accuracy of others is 0.68, and 0.74 with the mean of
 * their last ten validations, averaged 0.68 and 0.75 (of the cells that were {@linkplain org.spikernel.study.tabular.SpikeNasBench#trainedAlike
 * trained alike}; means of 10 splits, which vary by 0.02 to both sides; taught the mean of the last ten validations); with ten epochs of every
 * cell 0.70 and 0.77. Where each canonical form counts once, it is 0.63 and 0.71, with ten epochs 0.65 and 0.73, of an estimated 0.75
 * and 0.84 that knowing the cell alone can reach. {@code docs/RESULTS.md} has the rest, and the command. Which features there are
 * was decided with this benchmark in view, so on another space these figures may be flattering.
 */
public final class AccuracyPredictor {

    private static final int FEWEST = 10;
    private static final int FEWEST_STEPS = 5;

    private final Inputs inputs;
    private final List<FeatureProcess> processes;
    private final double[] quantiles;
    private final double[] accuracies;

    /**
     * Learns from what has been checked.
     *
     * @param unsigned the accuracies, without a zero that is negative
     */
    private AccuracyPredictor(
            List<CellFeatures> features, double[] unsigned, Function<LikelyProcesses, List<FeatureProcess>> processes) {
        double[] learned = quantiles(unsigned);
        this.inputs = Inputs.of(features);
        this.processes = processes.apply(
                new LikelyProcesses(features.stream().map(inputs::input).toArray(Input[]::new), learned));
        this.quantiles = sorted(learned);
        this.accuracies = sorted(unsigned);
    }

    /**
     * Learns from trained cells by the one process that makes their accuracies likeliest; the same, bit by bit, for the same cells in the same
     * order. A number that only other cells have, such as the count of an operation that none of these carries, is passed over in predictions.
     *
     * @param features of each cell
     * @param accuracies of each cell
     * @throws IllegalArgumentException if there are fewer than ten, or not one accuracy a cell, or if one of the numbers is not finite
     */
    public static AccuracyPredictor fit(List<CellFeatures> features, double[] accuracies) {
        return of(features, accuracies, likely -> List.of(likely.likeliest()));
    }

    /**
     * As {@link #fit}, by many processes that make the accuracies likely, whose features count differently: predictions are their mean. That
     * ranks a little better than one process, and takes seconds for 200 cells, and eight times as long for twice as many.
     *
     * @param steps of the walk through processes, five or more; 100 to 200 are enough
     * @param random where all chance comes from
     * @throws IllegalArgumentException as {@link #fit}, or if there are too few steps
     */
    public static AccuracyPredictor averaged(
            List<CellFeatures> features, double[] accuracies, int steps, RandomStream random) {
        if (steps < FEWEST_STEPS) {
            throw new IllegalArgumentException(
                    "a walk takes " + FEWEST_STEPS + " steps or more, but was given " + steps + "; 200 are enough");
        }
        return of(features, accuracies, likely -> likely.walk(steps, random));
    }

    private static AccuracyPredictor of(
            List<CellFeatures> features,
            double[] accuracies,
            Function<LikelyProcesses, List<FeatureProcess>> processes) {
        if (features.size() != accuracies.length || features.size() < FEWEST) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a predictor learns from %d trained cells or more, but found %d cells and %d accuracies",
                    FEWEST,
                    features.size(),
                    accuracies.length));
        }
        for (int i = 0; i < accuracies.length; i++) {
            requireFinite(accuracies[i], "the accuracy", i);
            for (Map.Entry<String, Double> number : features.get(i).numbers().entrySet()) {
                requireFinite(number.getValue(), "the feature '" + number.getKey() + "'", i);
            }
        }
        // Adding 0 leaves every number as it is but -0, which is no less than 0.
        double[] unsigned =
                Arrays.stream(accuracies).map(accuracy -> accuracy + 0.0).toArray();
        return new AccuracyPredictor(features, unsigned, processes);
    }

    private static void requireFinite(double number, String what, int cell) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%s of cell %d, counted from 0, is %s; leave the cell out", what, cell, number));
        }
    }

    /** Normal quantiles of the ranks; what is tied shares one. */
    private static double[] quantiles(double[] accuracies) {
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        return Arrays.stream(new NaturalRanking().rank(accuracies))
                .map(rank -> normal.inverseCumulativeProbability((rank - 0.5) / accuracies.length))
                .toArray();
    }

    private static double[] sorted(double[] values) {
        return Arrays.stream(values).sorted().toArray();
    }

    /** The accuracy that a cell would reach; of the same unit as those that were learned from. */
    public double predict(CellFeatures cell) {
        return accuracyAt(mean(means(inputs.input(cell))));
    }

    /** As {@link #predict(CellFeatures)}, of each cell. */
    public double[] predict(List<CellFeatures> cells) {
        double[] predictions = new double[cells.size()];
        Workers.all().forEach(predictions.length, i -> predictions[i] = predict(cells.get(i)));
        return predictions;
    }

    /** What each process expects. */
    private double[] means(Input input) {
        return processes.stream().mapToDouble(process -> process.mean(input)).toArray();
    }

    /**
     * Where a cell would stand among the trained ones, and how sure that is, as a normal distribution: 0 is the middle of those that were
     * learned from, and 1 one of their standard deviations above it.
     */
    public Standing standing(CellFeatures cell) {
        Input input = inputs.input(cell);
        double[] means = means(input);
        double mean = mean(means);
        double[] squares = new double[means.length];
        for (int i = 0; i < squares.length; i++) {
            double deviation = processes.get(i).deviation(input);
            squares[i] = deviation * deviation + (means[i] - mean) * (means[i] - mean);
        }
        return new Standing(mean, Math.sqrt(mean(squares)));
    }

    /**
     * Where a cell would stand among trained ones.
     *
     * @param mean expected, in their standard deviations above their middle
     * @param deviation of what is not known, chance in the training of the cell itself left out
     */
    public record Standing(double mean, double deviation) {}

    private double accuracyAt(double quantile) {
        int place = Arrays.binarySearch(quantiles, quantile);
        int above = place < 0 ? -place - 1 : place;
        // Of several that are tied, the first.
        while (above > 0 && quantiles[above - 1] >= quantile) {
            above--;
        }
        if (above == 0 || above == quantiles.length) {
            return accuracies[above == 0 ? 0 : above - 1];
        }
        double share = (quantile - quantiles[above - 1]) / (quantiles[above] - quantiles[above - 1]);
        return accuracies[above - 1] + share * (accuracies[above] - accuracies[above - 1]);
    }
}
