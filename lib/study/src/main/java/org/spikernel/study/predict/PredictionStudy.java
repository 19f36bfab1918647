package org.spikernel.study.predict;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.random.RandomStream;
import org.spikernel.study.RankCorrelation;
import org.spikernel.study.RankCorrelation.Estimate;
import org.spikernel.study.predict.CellFeatures.Group;
import org.spikernel.study.tabular.TrainedCell;

/**
 * How well accuracies of cells are predicted from a few that are known: Kendall's tau between predicted and true test accuracy of cells that
 * the predictor has not seen, over repeated splits. It learns from the mean of validation and test accuracy, which depends less on luck
 * than either, and is judged by the test accuracy alone.
 *
 * <pre>{@code
 * PredictionStudy study = new PredictionStudy(cells, features, 10, 1000, 42);
 * study.table(50, 100, 200, 500);
 * study.groups(200);
 * }</pre>
 *
 * @param cells trained for the same number of epochs
 * @param features of each of them
 * @param splits how often it is repeated
 * @param heldOut on how many cells it is judged at most
 * @param seed of the splits and the predictors
 */
public record PredictionStudy(
        List<TrainedCell> cells, List<CellFeatures> features, int splits, int heldOut, long seed) {

    private static final String ALL = "all features";

    public PredictionStudy {
        cells = List.copyOf(cells);
        features = List.copyOf(features);
        if (cells.size() != features.size() || splits < 1 || heldOut < 2) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a study needs features of every cell, a split or more and two cells held out or more, but has %d cells, %d features, %d splits and %d held out",
                    cells.size(),
                    features.size(),
                    splits,
                    heldOut));
        }
    }

    /**
     * One row a predictor and number of labelled cells: predictor, labelled, tau (mean over the splits), tau_low, tau_high (the worst, the best).
     * Beside it, with no label at all, R and the number of parameters where the features have them: tau of all cells, with its interval.
     */
    public Table table(int... labelled) {
        Table table = header("tau on cells that were not seen");
        for (int count : labelled) {
            append(table, ALL, count, taus(count, features -> features));
        }
        appendNumber(table, "R alone", Group.SCORE);
        appendNumber(table, "parameters alone", Group.PARAMS);
        return table;
    }

    /**
     * What carries the predictions: the same rows for all features, for all but each group, and for each group alone.
     *
     * @param labelled how many cells it learns from
     */
    public Table groups(int labelled) {
        Table table = header("tau with " + labelled + " labelled cells");
        append(table, ALL, labelled, taus(labelled, features -> features));
        Set<Group> present = features.get(0).groups().keySet();
        for (Group group : present) {
            append(table, "without " + group, labelled, taus(labelled, all -> all.without(EnumSet.of(group))));
        }
        for (Group group : present) {
            append(table, group + " alone", labelled, taus(labelled, all -> all.only(EnumSet.of(group))));
        }
        return table;
    }

    private void appendNumber(Table table, String name, Group group) {
        if (features.stream().allMatch(cell -> cell.groups().containsKey(group))) {
            double[] numbers = features.stream()
                    .mapToDouble(
                            cell -> cell.groups().get(group).values().iterator().next())
                    .toArray();
            Estimate tau = RankCorrelation.of(
                            numbers,
                            testAccuracies(IntStream.range(0, cells.size()).toArray()))
                    .tau();
            append(table, name, 0, tau.low(), tau.value(), tau.high());
        }
    }

    private double[] testAccuracies(int[] places) {
        return Arrays.stream(places)
                .mapToDouble(i -> cells.get(i).testAccuracy())
                .toArray();
    }

    private double[] taus(int labelled, UnaryOperator<CellFeatures> chosen) {
        if (labelled + 2 > cells.size()) {
            throw new IllegalArgumentException(
                    labelled + " labelled cells leave none of " + cells.size() + " to be judged on");
        }
        List<CellFeatures> used = features.stream().map(chosen).toList();
        return IntStream.range(0, splits)
                .mapToDouble(split -> tau(labelled, split, used))
                .sorted()
                .toArray();
    }

    private double tau(int labelled, int split, List<CellFeatures> used) {
        int[] order = RandomStream.at(seed, "split", split).permutation(cells.size());
        int[] seen = Arrays.copyOf(order, labelled);
        int[] unseen = Arrays.copyOfRange(order, labelled, Math.min(labelled + heldOut, order.length));
        AccuracyPredictor predictor = AccuracyPredictor.fit(
                at(used, seen),
                Arrays.stream(seen).mapToDouble(i -> label(cells.get(i))).toArray(),
                seed);
        return RankCorrelation.kendall(
                predictor.predict(at(used, unseen)),
                Arrays.stream(unseen)
                        .mapToDouble(i -> cells.get(i).testAccuracy())
                        .toArray());
    }

    private static double label(TrainedCell cell) {
        return (cell.validationAccuracy() + cell.testAccuracy()) / 2;
    }

    private static List<CellFeatures> at(List<CellFeatures> features, int[] places) {
        return Arrays.stream(places).mapToObj(features::get).toList();
    }

    private static Table header(String name) {
        return Table.create(
                name,
                StringColumn.create("predictor"),
                IntColumn.create("labelled"),
                DoubleColumn.create("tau"),
                DoubleColumn.create("tau_low"),
                DoubleColumn.create("tau_high"));
    }

    private static void append(Table table, String predictor, int labelled, double[] taus) {
        double mean = Arrays.stream(taus).average().orElseThrow();
        append(table, predictor, labelled, taus[0], mean, taus[taus.length - 1]);
    }

    private static void append(Table table, String predictor, int labelled, double low, double tau, double high) {
        table.stringColumn("predictor").append(predictor);
        table.intColumn("labelled").append(labelled);
        table.doubleColumn("tau").append(tau);
        table.doubleColumn("tau_low").append(low);
        table.doubleColumn("tau_high").append(high);
    }
}
