package org.spikernel.study.predict;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.ranking.NaturalRanking;

import org.spikernel.internal.threads.Workers;
import org.spikernel.random.RandomStream;

/**
 * Predicts accuracies of cells from those of others, and says how sure that is: a Gaussian process over their features (Rasmussen and
 * Williams, 2006), part of which is smooth and part a line. How near cells are to be alike, how much the line counts and how much of an
 * accuracy is chance is what makes the accuracies that were learned from most likely; nothing is set by hand, and no cell that is to be
 * predicted has a say.
 *
 * <p>A few cells that fail would rule a fit of accuracies, so what is learned is the rank of a cell among the trained, spread as the quantiles
 * of a normal distribution; a prediction is read back from there as an accuracy. It lies between the worst and the best that was trained.
 *
 * <pre>{@code
 * AccuracyPredictor predictor = AccuracyPredictor.fit(features, accuracies);
 * predictor.predict(CellFeatures.of(cell));
 * }</pre>
 *
 * <p>With 200 labelled cells of SpikeNAS-Bench on CIFAR-10, Kendall's tau with the test accuracy of others is 0.67, and 0.74 with the mean of
 * their last ten validations (of the cells that were {@linkplain org.spikernel.study.tabular.SpikeNasBench#trainedAlike trained alike};
 * 10 splits, the means of which vary from 0.65 to 0.69 and from 0.72 to 0.76; taught the mean of the last ten validations); with ten epochs of
 * every cell 0.70 and 0.77. Where each canonical form counts once, it is 0.63 and 0.71, with ten epochs 0.65 and 0.73, of an estimated 0.75
 * and 0.84 that knowing the cell alone can reach. {@code docs/RESULTS.md} has the rest, and the command. Which features there are
 * was decided with this benchmark in view, so on another space these figures may be flattering.
 */
public final class AccuracyPredictor {

    private static final int FEWEST = 10;

    private final Map<String, Scale> scales;
    private final FeatureProcess process;
    private final double[] quantiles;
    private final double[] accuracies;

    /** How a feature is brought to mean 0 and deviation 1. */
    private record Scale(double mean, double deviation) {
        double scaled(double value) {
            return (value - mean) / deviation;
        }
    }

    private AccuracyPredictor(
            Map<String, Scale> scales, FeatureProcess process, double[] quantiles, double[] accuracies) {
        this.scales = scales;
        this.process = process;
        this.quantiles = quantiles;
        this.accuracies = accuracies;
    }

    /**
     * Learns from trained cells; the same, bit by bit, for the same cells in the same order. A number that only other cells have, such as the
     * count of an operation that none of these carries, is passed over in predictions.
     *
     * @param features of each cell
     * @param accuracies of each cell
     * @throws IllegalArgumentException if there are fewer than ten, or not one accuracy a cell, or if one of the numbers is not finite
     */
    public static AccuracyPredictor fit(List<CellFeatures> features, double[] accuracies) {
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
        Map<String, Scale> scales = scales(features);
        // Adding 0 leaves every number as it is but -0, which is no less than 0.
        double[] unsigned =
                Arrays.stream(accuracies).map(accuracy -> accuracy + 0.0).toArray();
        double[] quantiles = quantiles(unsigned);
        double[][] inputs = features.stream().map(cell -> scaled(cell, scales)).toArray(double[][]::new);
        return new AccuracyPredictor(
                scales, FeatureProcess.fit(inputs, quantiles), sorted(quantiles), sorted(unsigned));
    }

    private static void requireFinite(double number, String what, int cell) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%s of cell %d, counted from 0, is %s; leave the cell out", what, cell, number));
        }
    }

    private static Map<String, Scale> scales(List<CellFeatures> features) {
        Map<String, double[]> sums = new TreeMap<>();
        for (CellFeatures cell : features) {
            cell.numbers().forEach((name, value) -> {
                double[] sum = sums.computeIfAbsent(name, key -> new double[2]);
                sum[0] += value;
                sum[1] += value * value;
            });
        }
        Map<String, Scale> scales = new TreeMap<>();
        sums.forEach((name, sum) -> {
            double mean = sum[0] / features.size();
            double variance = sum[1] / features.size() - mean * mean;
            // What never differs says nothing; rounding may leave it a trace of variance.
            if (variance > 1e-12 * (1 + mean * mean)) {
                scales.put(name, new Scale(mean, Math.sqrt(variance)));
            }
        });
        return scales;
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

    private static double[] scaled(CellFeatures cell, Map<String, Scale> scales) {
        Map<String, Double> numbers = cell.numbers();
        return scales.entrySet().stream()
                .mapToDouble(entry -> entry.getValue().scaled(numbers.getOrDefault(entry.getKey(), 0.0)))
                .toArray();
    }

    /** The accuracy that a cell would reach; of the same unit as those that were learned from. */
    public double predict(CellFeatures cell) {
        return accuracyAt(process.mean(scaled(cell, scales)));
    }

    /** As {@link #predict(CellFeatures)}, of each cell. */
    public double[] predict(List<CellFeatures> cells) {
        double[] predictions = new double[cells.size()];
        Workers.all().forEach(predictions.length, i -> predictions[i] = predict(cells.get(i)));
        return predictions;
    }

    /**
     * Where a cell would stand among the trained ones, and how sure that is, as a normal distribution: 0 is the middle of those that were
     * learned from, and 1 one of their standard deviations above it.
     */
    public Standing standing(CellFeatures cell) {
        double[] input = scaled(cell, scales);
        return new Standing(process.mean(input), process.deviation(input));
    }

    /**
     * Where a cell would stand among trained ones.
     *
     * @param mean expected, in their standard deviations above their middle
     * @param deviation of what is not known, chance in the training of the cell itself left out
     */
    public record Standing(double mean, double deviation) {}

    /**
     * Draws where cells may stand, as {@link #standing} expects it: one function that fits what was learned, for any cell, so that cells that
     * are alike are alike in a draw. Higher is better. To evaluate the cell that is highest in a draw is Thompson sampling (1933).
     *
     * @param random where all chance comes from
     */
    public ToDoubleFunction<CellFeatures> draw(RandomStream random) {
        FeatureProcess.Draw drawn = process.draw(random);
        return cell -> drawn.of(scaled(cell, scales));
    }

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
