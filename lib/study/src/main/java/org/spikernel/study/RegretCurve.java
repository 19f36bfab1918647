package org.spikernel.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.cell.Cell;
import org.spikernel.study.tabular.TrainedCell;
import org.spikernel.study.tabular.TrainedCells;

/**
 * How soon a search finds good cells of a benchmark: the test accuracy of the cell that it would take after so many trained networks, on
 * average over seeds. It would take the one with the highest validation accuracy: the test images decide nothing.
 *
 * <pre>{@code
 * RegretCurve.of("random search", cells, 300, 100, seed -> SpikeNasBench.SPACE.draws(seed).map(CellArchitecture::cell));
 * }</pre>
 *
 * @param search what the search is called
 * @param accuracy mean over the seeds of the test accuracy found, in percent, after 1, 2, 3, ... evaluations
 * @param low the accuracy that nine of ten seeds reach or exceed
 * @param best the highest test accuracy there is
 */
public record RegretCurve(String search, List<Double> accuracy, List<Double> low, double best) {

    private static final double RARELY_WORSE = 0.1;

    public RegretCurve {
        accuracy = List.copyOf(accuracy);
        low = List.copyOf(low);
    }

    /**
     * Follows a search.
     *
     * @param search what it is called
     * @param known the cells whose accuracy is known; others are passed over
     * @param evaluations how many different cells are trained at most
     * @param seeds how often it is repeated, with seeds from 0
     * @param cells the cells that it trains with a seed, in order, without end or not; one that comes again is not trained again
     * @throws IllegalArgumentException if the search meets no known cell
     */
    public static RegretCurve of(
            String search, TrainedCells known, int evaluations, int seeds, LongFunction<Stream<Cell>> cells) {
        if (evaluations < 1 || seeds < 1) {
            throw new IllegalArgumentException(
                    "evaluations and seeds must be positive, but are " + evaluations + " and " + seeds);
        }
        List<List<Double>> runs = LongStream.range(0, seeds)
                .mapToObj(seed -> run(search, known, evaluations, cells.apply(seed)))
                .toList();
        int shortest = runs.stream().mapToInt(List::size).min().orElseThrow();
        List<Double> mean = new ArrayList<>();
        List<Double> low = new ArrayList<>();
        for (int i = 0; i < shortest; i++) {
            int place = i;
            double[] found =
                    runs.stream().mapToDouble(run -> run.get(place)).sorted().toArray();
            mean.add(Arrays.stream(found).average().orElseThrow());
            low.add(found[(int) (RARELY_WORSE * (found.length - 1))]);
        }
        return new RegretCurve(search, mean, low, known.best().testAccuracy());
    }

    private static List<Double> run(String search, TrainedCells known, int evaluations, Stream<Cell> cells) {
        List<TrainedCell> trained = cells.flatMap(cell -> known.find(cell).stream())
                .distinct()
                .limit(evaluations)
                .toList();
        if (trained.isEmpty()) {
            throw new IllegalArgumentException(search + " met none of the " + known);
        }
        List<Double> accuracy = new ArrayList<>();
        TrainedCell taken = trained.get(0);
        for (TrainedCell next : trained) {
            taken = next.validationAccuracy() > taken.validationAccuracy() ? next : taken;
            accuracy.add(taken.testAccuracy());
        }
        return accuracy;
    }

    /** How far from the best it is after a number of evaluations, in percent points. */
    public double regret(int evaluations) {
        if (evaluations < 1 || evaluations > accuracy.size()) {
            throw new IllegalArgumentException(search + " is known after 1 to " + accuracy.size()
                    + " evaluations, but the regret was asked for after " + evaluations);
        }
        return best - accuracy.get(evaluations - 1);
    }

    /** Curves under one another, one row an evaluation: search, evaluations, test_accuracy, test_accuracy_in_9_of_10, regret. */
    public static Table table(List<RegretCurve> curves) {
        StringColumn search = StringColumn.create("search");
        IntColumn evaluations = IntColumn.create("evaluations");
        DoubleColumn accuracy = DoubleColumn.create("test_accuracy");
        DoubleColumn low = DoubleColumn.create("test_accuracy_in_9_of_10");
        DoubleColumn regret = DoubleColumn.create("regret");
        for (RegretCurve curve : curves) {
            for (int i = 1; i <= curve.accuracy.size(); i++) {
                search.append(curve.search);
                evaluations.append(i);
                accuracy.append(curve.accuracy.get(i - 1));
                low.append(curve.low.get(i - 1));
                regret.append(curve.regret(i));
            }
        }
        return Table.create("Accuracy found", search, evaluations, accuracy, low, regret);
    }
}
