package org.spikernel.study.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.cell.Cell;
import org.spikernel.internal.threads.Workers;
import org.spikernel.random.RandomStream;
import org.spikernel.study.RankCorrelation;
import org.spikernel.study.RankCorrelation.Estimate;
import org.spikernel.study.Summary;
import org.spikernel.study.predict.CellFeatures.Group;
import org.spikernel.study.tabular.Label;
import org.spikernel.study.tabular.TrainedCell;

/**
 * How well accuracies of cells are predicted from a few that are known: Kendall's tau between the predicted and the true number of cells that
 * the predictor has not seen, over repeated splits.
 *
 * <p>A benchmark of all cells has many that compute the same. In SpikeNAS-Bench two fifths of the connected ones are of 84 canonical forms, most
 * of them shallow, so that a predictor which has seen 200 cells knows most of these forms, and ranks them easily below the rest.
 * {@link #formsOnce} asks the harder question: no form is drawn twice.
 *
 * <pre>{@code
 * PredictionStudy study = new PredictionStudy(cells, features, 10, 1000, 42);
 * study.table(50, 100, 200, 500);                                        // with ceilings
 * study.taught(Label.meanOfLast(10)).judgedBy(Label.meanOfLast(10)).table(200);
 * study.formsOnce().groups(200);                                         // what carries it
 * }</pre>
 *
 * @param cells trained for the same number of epochs
 * @param features of each of them
 * @param splits how often it is repeated
 * @param heldOut on how many cells it is judged at most
 * @param seed of the splits
 * @param label what the predictor is taught
 * @param judge what it is judged by
 * @param once whether a split draws one cell of each canonical form, or any cells
 * @param steps of an {@linkplain AccuracyPredictor#averaged averaged} predictor; 0 of the {@linkplain AccuracyPredictor#fit likeliest}
 */
public record PredictionStudy(
        List<TrainedCell> cells,
        List<CellFeatures> features,
        int splits,
        int heldOut,
        long seed,
        Label label,
        Label judge,
        boolean once,
        int steps) {

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

    /** One that is taught validation accuracies and judged by test accuracies, both after the last epoch. */
    public PredictionStudy(List<TrainedCell> cells, List<CellFeatures> features, int splits, int heldOut, long seed) {
        this(cells, features, splits, heldOut, seed, Label.validation(), Label.test(), false, 0);
    }

    /** The same, taught something else. */
    @CheckReturnValue
    public PredictionStudy taught(Label label) {
        return new PredictionStudy(cells, features, splits, heldOut, seed, label, judge, once, steps);
    }

    /** The same, judged by something else. */
    @CheckReturnValue
    public PredictionStudy judgedBy(Label judge) {
        return new PredictionStudy(cells, features, splits, heldOut, seed, label, judge, once, steps);
    }

    /** The same, where each split draws one cell of each canonical form, so that what is held out computes nothing that was labelled. */
    @CheckReturnValue
    public PredictionStudy formsOnce() {
        return new PredictionStudy(cells, features, splits, heldOut, seed, label, judge, true, steps);
    }

    /** The same with {@linkplain AccuracyPredictor#averaged averaged} predictors, each after so many steps. */
    @CheckReturnValue
    public PredictionStudy averaged(int steps) {
        return new PredictionStudy(cells, features, splits, heldOut, seed, label, judge, once, steps);
    }

    /**
     * One row a predictor and number of labelled cells: predictor (which says the number, too), labelled, tau (mean over the splits), tau_low, tau_high (the worst, the best); all
     * three are missing where a split has no tau, as where all that it predicts is equal.
     * Beside it, with no label at all: R and the number of parameters where the features have them, and the {@linkplain Ceiling ceilings} that
     * are known; tau of all cells, with its interval.
     */
    public Table table(int... labelled) {
        Table table = header("tau with " + judge + " on cells that were not seen");
        List<int[]> orders = orders();
        for (int count : labelled) {
            append(table, ALL + ", " + count + " labelled", count, taus(count, features, orders));
        }
        appendNumber(table, "R alone", Group.SCORE);
        appendNumber(table, "parameters alone", Group.PARAMS);
        Ceiling.of(cells, judge, once).rows().forEach((name, tau) -> append(table, name, tau));
        return table;
    }

    /**
     * What carries the predictions: the same rows for all features, for all but each group, and for each group alone, of the groups whose
     * numbers differ between the cells. Columns beside those of
     * {@link #table}: difference (mean over the splits of what is lost against all features, split by split), difference_low,
     * difference_high (where in 95 of 100 such studies it lies, by Student's t; missing for a single split). A group adds nothing where the
     * interval without it holds 0. The splits share cells, so the intervals say little of another benchmark.
     *
     * @param labelled how many cells it learns from
     */
    public Table groups(int labelled) {
        List<int[]> orders = orders();
        Map<String, double[]> taus = new LinkedHashMap<>();
        trials().forEach((name, chosen) ->
                taus.put(name, taus(labelled, features.stream().map(chosen).toList(), orders)));
        Table table = header("tau with " + judge + ", " + labelled + " labelled cells");
        taus.forEach((name, ofSplits) -> append(table, name, labelled, ofSplits));
        Table differences = differences(taus);
        return table.addColumns(
                differences.doubleColumn("difference"),
                differences.doubleColumn("difference_low"),
                differences.doubleColumn("difference_high"));
    }

    private Map<String, UnaryOperator<CellFeatures>> trials() {
        Map<String, UnaryOperator<CellFeatures>> trials = new LinkedHashMap<>();
        List<Group> present =
                features.get(0).groups().keySet().stream().filter(this::differs).toList();
        trials.put(ALL, all -> all);
        present.forEach(group -> trials.put("without " + group, all -> all.without(EnumSet.of(group))));
        present.forEach(group -> trials.put(group + " alone", all -> all.only(EnumSet.of(group))));
        return trials;
    }

    private boolean differs(Group group) {
        return features.stream()
                        .map(cell -> withoutZeros(cell.groups().get(group)))
                        .distinct()
                        .limit(2)
                        .count()
                > 1;
    }

    /** What is not named is 0. */
    private static Map<String, Double> withoutZeros(Map<String, Double> numbers) {
        Map<String, Double> others = new HashMap<>(numbers);
        others.values().removeIf(number -> number == 0);
        return others;
    }

    private Table differences(Map<String, double[]> taus) {
        StringColumn predictor = StringColumn.create("predictor");
        DoubleColumn difference = DoubleColumn.create("difference");
        double[] all = taus.get(ALL);
        taus.forEach((name, ofSplits) -> {
            for (int split = 0; split < ofSplits.length; split++) {
                predictor.append(name);
                difference.append(ofSplits[split] - all[split]);
            }
        });
        return Summary.of(Table.create("differences", predictor, difference), "difference", "predictor");
    }

    private void appendNumber(Table table, String name, Group group) {
        if (features.stream().allMatch(cell -> cell.groups().containsKey(group))) {
            double[] numbers = features.stream()
                    .mapToDouble(
                            cell -> cell.groups().get(group).values().iterator().next())
                    .toArray();
            append(table, name, RankCorrelation.of(numbers, judge.of(cells)).tau());
        }
    }

    /** In which order each split takes the cells. */
    private List<int[]> orders() {
        List<Cell> forms =
                once ? cells.stream().map(trained -> trained.cell().canonical()).toList() : List.of();
        return IntStream.range(0, splits)
                .mapToObj(split -> {
                    int[] order = RandomStream.at(seed, "split", split).permutation(cells.size());
                    Set<Cell> drawn = new HashSet<>();
                    return once
                            ? Arrays.stream(order)
                                    .filter(i -> drawn.add(forms.get(i)))
                                    .toArray()
                            : order;
                })
                .toList();
    }

    /** Tau of each split. */
    private double[] taus(int labelled, List<CellFeatures> used, List<int[]> orders) {
        double[] taus = new double[orders.size()];
        Workers.all().forEach(taus.length, split -> taus[split] = tau(labelled, used, orders.get(split), split));
        return taus;
    }

    private double tau(int labelled, List<CellFeatures> used, int[] order, int split) {
        if (labelled + 2 > order.length) {
            throw new IllegalArgumentException(labelled + " labelled cells leave none of " + order.length
                    + (once ? " canonical forms" : "") + " to be judged on");
        }
        int[] seen = Arrays.copyOf(order, labelled);
        int[] unseen = Arrays.copyOfRange(order, labelled, Math.min(labelled + heldOut, order.length));
        List<CellFeatures> known = at(used, seen);
        double[] labels = label.of(at(cells, seen));
        AccuracyPredictor predictor = steps == 0
                ? AccuracyPredictor.fit(known, labels)
                : AccuracyPredictor.averaged(known, labels, steps, RandomStream.at(seed, "steps", split));
        return RankCorrelation.kendall(predictor.predict(at(used, unseen)), judge.of(at(cells, unseen)));
    }

    private static <T> List<T> at(List<T> all, int[] places) {
        List<T> chosen = new ArrayList<>();
        for (int place : places) {
            chosen.add(all.get(place));
        }
        return chosen;
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

    private static void append(Table table, String predictor, Estimate tau) {
        append(table, predictor, 0, tau.low(), tau.value(), tau.high());
    }

    private static void append(Table table, String predictor, int labelled, double[] taus) {
        double[] sorted = Arrays.stream(taus).sorted().toArray();
        double mean = Arrays.stream(sorted).average().orElseThrow();
        // Sorting puts a missing number behind the highest, so that the lowest alone would look as if it were known.
        double low = Double.isNaN(mean) ? Double.NaN : sorted[0];
        append(table, predictor, labelled, low, mean, sorted[sorted.length - 1]);
    }

    private static void append(Table table, String predictor, int labelled, double low, double tau, double high) {
        table.stringColumn("predictor").append(predictor);
        table.intColumn("labelled").append(labelled);
        table.doubleColumn("tau").append(tau);
        table.doubleColumn("tau_low").append(low);
        table.doubleColumn("tau_high").append(high);
    }
}
