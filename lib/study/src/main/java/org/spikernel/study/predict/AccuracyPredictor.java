package org.spikernel.study.predict;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.ranking.NaturalRanking;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.dataset.DatasetView;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;

import org.spikernel.internal.threads.Workers;

/**
 * Predicts accuracies of cells from those of others: the mean of a random forest (Breiman, 2001) of {@value #TREES} of Tribuo's
 * regression trees, which finds steps and combinations, and of a {@linkplain KernelRidge kernel ridge regression}, which finds what is smooth.
 *
 * <p>A few cells that fail would rule a fit of accuracies, so what is learned is the rank of a cell among the trained, spread as the quantiles
 * of a normal distribution; a prediction is read back from there as an accuracy. It lies between the worst and the best that was trained.
 *
 * <pre>{@code
 * AccuracyPredictor predictor = AccuracyPredictor.fit(features, accuracies, 42);
 * predictor.predict(CellFeatures.of(cell));
 * }</pre>
 */
public final class AccuracyPredictor {

    private static final int FEWEST = 10;
    private static final int TREES = 100;
    private static final int DEPTH = 12;
    private static final float SMALLEST_LEAF = 2;
    private static final float FEATURES_IN_SPLIT = 0.33f;

    private static final String OUTPUT = "rank";

    private final Map<String, Scale> scales;
    private final List<Model<Regressor>> trees;
    private final KernelRidge smooth;
    private final double[] quantiles;
    private final double[] accuracies;

    /** How a feature is brought to mean 0 and deviation 1. */
    private record Scale(double mean, double deviation) {
        double scaled(double value) {
            return (value - mean) / deviation;
        }
    }

    private AccuracyPredictor(
            Map<String, Scale> scales,
            List<Model<Regressor>> trees,
            KernelRidge smooth,
            double[] quantiles,
            double[] accuracies) {
        this.scales = scales;
        this.trees = trees;
        this.smooth = smooth;
        this.quantiles = quantiles;
        this.accuracies = accuracies;
    }

    /**
     * Learns from trained cells; the same for the same cells in the same order and the same seed.
     *
     * @param features of each cell
     * @param accuracies of each cell
     * @param seed of the random trees
     * @throws IllegalArgumentException if there are fewer than ten, or not one accuracy a cell, or if one of the numbers is not finite
     */
    public static AccuracyPredictor fit(List<CellFeatures> features, double[] accuracies, long seed) {
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
        MutableDataset<Regressor> examples = new MutableDataset<>(
                new SimpleDataSourceProvenance("trained cells", new RegressionFactory()), new RegressionFactory());
        for (int i = 0; i < inputs.length; i++) {
            examples.add(example(scales, inputs[i], quantiles[i]));
        }
        List<Model<Regressor>> trees = IntStream.range(0, TREES)
                .mapToObj(tree -> tree(examples, seed + tree))
                .toList();
        return new AccuracyPredictor(
                scales, trees, KernelRidge.fit(inputs, quantiles), sorted(quantiles), sorted(unsigned));
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

    private static Example<Regressor> example(Map<String, Scale> scales, double[] input, double output) {
        return new ArrayExample<>(new Regressor(OUTPUT, output), scales.keySet().toArray(String[]::new), input);
    }

    /** A tree of a random forest: it sees cells drawn with repetition, and some of the features at each split. */
    private static Model<Regressor> tree(Dataset<Regressor> examples, long seed) {
        return new CARTRegressionTrainer(
                        DEPTH, SMALLEST_LEAF, 0, FEATURES_IN_SPLIT, false, new MeanSquaredError(), seed)
                .train(DatasetView.createBootstrapView(examples, examples.size(), seed));
    }

    /** The accuracy that a cell would reach; of the same unit as those that were learned from. */
    public double predict(CellFeatures cell) {
        double[] input = scaled(cell, scales);
        Example<Regressor> example = example(scales, input, 0);
        double ofTrees = trees.stream()
                .mapToDouble(tree -> tree.predict(example).getOutput().getValues()[0])
                .average()
                .orElseThrow();
        double quantile = (ofTrees + smooth.predict(input)) / 2;
        return accuracyAt(quantile);
    }

    /** As {@link #predict(CellFeatures)}, of each cell. */
    public double[] predict(List<CellFeatures> cells) {
        double[] predictions = new double[cells.size()];
        Workers.all().forEach(predictions.length, i -> predictions[i] = predict(cells.get(i)));
        return predictions;
    }

    private double accuracyAt(double quantile) {
        int above = (int) IntStream.range(0, quantiles.length)
                .filter(i -> quantiles[i] < quantile)
                .count();
        if (above == 0 || above == quantiles.length) {
            return accuracies[above == 0 ? 0 : above - 1];
        }
        double share = (quantile - quantiles[above - 1]) / (quantiles[above] - quantiles[above - 1]);
        return accuracies[above - 1] + share * (accuracies[above] - accuracies[above - 1]);
    }
}
