package org.spikernel.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.internal.checks.Given;
import org.spikernel.internal.threads.Workers;
import org.spikernel.search.Candidate;
import org.spikernel.search.SearchResult;
import org.spikernel.search.Stage;
import org.spikernel.space.Architecture;
import org.spikernel.study.tabular.TrainedCell;
import org.spikernel.study.tabular.TrainedCells;

/**
 * How soon a search finds good cells of a benchmark: the test accuracy of the cell that it would take at a price, on average over seeds. The
 * price is counted in whole trainings or in {@link Unit hours}: 10 epochs of 100 are a tenth, and what goes on from there to the end pays the
 * rest. It would take the cell with the highest score, of those that were trained furthest: the test images decide nothing.
 *
 * <pre>{@code
 * var search = Search.of(SpikeNasBench.SPACE, bench.macro(), cells.evaluator(10, 60));
 * RegretCurve.of("random search", cells, 200, 50, seed -> search.strategy(Strategy.random(400).seed(seed)).run());
 * }</pre>
 *
 * <p>A benchmark has trained each cell once, so its luck is the same for all seeds and all searches: mean and deviation say how a search
 * depends on its own chance, not how it would do on other trainings of the same cells. What it takes by the highest of many scores is partly
 * luck, too; {@link TrainedCells#best} even is the luckiest of all, so that a regret of 0 is no matter of skill.
 *
 * @param search what the search is called
 * @param unit what the price is counted in
 * @param accuracy mean over the seeds of the test accuracy found, in percent, at the price of 1, 2, 3, ... of the unit; not a number where
 *     from one of the seeds no training has ended yet
 * @param deviation of the test accuracy found, from seed to seed; not a number for a single seed, or where the accuracy is none
 * @param low the highest accuracy that nine of ten seeds reach or exceed; not a number where the accuracy is none
 * @param best the highest test accuracy there is
 */
public record RegretCurve(
        String search, Unit unit, List<Double> accuracy, List<Double> deviation, List<Double> low, double best) {

    /** What a price is counted in. */
    public enum Unit {
        /** Trainings from the first epoch to the last, whichever cell is trained. */
        TRAININGS("evaluations") {
            @Override
            double price(TrainedCell cell, Stage stage) {
                return stage.price();
            }
        },

        /** Hours, on the machine of who trained: cells that convolve more take longer. */
        HOURS("hours") {
            @Override
            double price(TrainedCell cell, Stage stage) {
                return stage.price()
                        * cell.hours()
                                .orElseThrow(() -> new IllegalArgumentException("nobody has kept the hours that "
                                        + "the training of cell " + cell.id() + " took; count the price in TRAININGS"));
            }
        };

        private final String column;

        Unit(String column) {
            this.column = column;
        }

        /** Of a training from its beginning to the end of a stage. */
        abstract double price(TrainedCell cell, Stage stage);
    }

    /** One of so many seeds may stay below the low accuracy. */
    private static final int RARELY_WORSE = 10;

    private static final double ROUNDING = 1e-9;

    public RegretCurve {
        accuracy = List.copyOf(accuracy);
        deviation = List.copyOf(deviation);
        low = List.copyOf(low);
    }

    /** As {@link #of(String, TrainedCells, Unit, int, int, LongFunction)}, with the price in whole trainings. */
    public static RegretCurve of(
            String search, TrainedCells known, int price, int seeds, LongFunction<SearchResult> runs) {
        return of(search, known, Unit.TRAININGS, price, seeds, runs);
    }

    /**
     * Follows a search, from several seeds at the same time.
     *
     * @param search what it is called
     * @param known the cells whose accuracy is known; others cost nothing and are passed over
     * @param unit what the price is counted in
     * @param price how far it is followed, in the unit; less far if one of the runs ended before
     * @param seeds how often it is repeated, with seeds from 0
     * @param runs what the search finds with a seed
     * @throws IllegalArgumentException if a run ends no training of a known cell for as many units as it is followed, or if the hours of a
     *     cell are asked for that nobody has kept
     */
    public static RegretCurve of(
            String search, TrainedCells known, Unit unit, int price, int seeds, LongFunction<SearchResult> runs) {
        Given.positive(price, "price");
        Given.positive(seeds, "seeds");
        double[][] found = new double[seeds][];
        Workers.all().forEach(seeds, seed -> found[seed] = found(search, known, unit, price, runs.apply(seed)));
        int shortest = Arrays.stream(found).mapToInt(run -> run.length).min().orElseThrow();
        List<Double> mean = new ArrayList<>();
        List<Double> deviation = new ArrayList<>();
        List<Double> low = new ArrayList<>();
        for (int i = 0; i < shortest; i++) {
            int place = i;
            Sample sample = Sample.of(
                    Arrays.stream(found).mapToDouble(run -> run[place]).sorted());
            mean.add(sample.mean());
            deviation.add(sample.standardDeviation());
            low.add(Double.isNaN(sample.mean()) ? Double.NaN : sample.numbers()[seeds / RARELY_WORSE]);
        }
        return new RegretCurve(search, unit, mean, deviation, low, known.best().testAccuracy());
    }

    /** The test accuracy of what a run would take at the price of 1, 2, 3, ...; not a number before its first training ends. */
    private static double[] found(String search, TrainedCells known, Unit unit, int price, SearchResult run) {
        List<Double> found = new ArrayList<>();
        Map<Architecture, Double> paidFor = new HashMap<>();
        double paid = 0;
        Candidate taken = null;
        for (Candidate next : run.candidates()) {
            TrainedCell cell = known.find(next.cell()).orElse(null);
            if (next.score().isPresent() && cell != null) {
                double dearer = unit.price(cell, next.stage());
                Double earlier = paidFor.put(next.architecture(), dearer);
                paid += dearer - (earlier == null ? 0 : earlier);
                while (found.size() + 1 < paid - ROUNDING && found.size() < price) {
                    found.add(accuracy(known, taken));
                }
                taken = taken == null || isPreferred(next, taken) ? next : taken;
            }
        }
        while (taken != null && found.size() + 1 <= paid + ROUNDING && found.size() < price) {
            found.add(accuracy(known, taken));
        }
        if (found.stream().allMatch(each -> each.isNaN())) {
            throw new IllegalArgumentException(search + " met none of the " + known
                    + " whose training had ended at a price of 1 to " + price + " " + unit.column);
        }
        return found.stream().mapToDouble(each -> each).toArray();
    }

    private static boolean isPreferred(Candidate next, Candidate taken) {
        int further = Double.compare(next.stage().price(), taken.stage().price());
        return further > 0
                || further == 0 && next.score().getAsDouble() > taken.score().getAsDouble();
    }

    private static double accuracy(TrainedCells known, Candidate taken) {
        return taken == null
                ? Double.NaN
                : known.find(taken.cell()).map(TrainedCell::testAccuracy).orElseThrow();
    }

    /** How far from the best it is at a price, in percent points; not a number where no training has ended yet. */
    public double regret(int price) {
        if (price < 1 || price > accuracy.size()) {
            throw new IllegalArgumentException(search + " is known at the price of 1 to " + accuracy.size() + " "
                    + unit.column + ", but the regret was asked for at " + price);
        }
        return best - accuracy.get(price - 1);
    }

    /**
     * Curves under one another, one row a price: search, evaluations (the price in whole trainings) or hours, test_accuracy,
     * test_accuracy_in_9_of_10, regret, deviation. Numbers are missing where no training has ended yet.
     *
     * @throws IllegalArgumentException if their prices are not all counted in one unit
     */
    public static Table table(List<RegretCurve> curves) {
        List<Unit> units = curves.stream().map(RegretCurve::unit).distinct().toList();
        if (units.size() != 1) {
            throw new IllegalArgumentException(
                    "a table is of curves whose prices are counted in one unit, but found " + units);
        }
        StringColumn search = StringColumn.create("search");
        IntColumn prices = IntColumn.create(units.get(0).column);
        DoubleColumn accuracy = DoubleColumn.create("test_accuracy");
        DoubleColumn low = DoubleColumn.create("test_accuracy_in_9_of_10");
        DoubleColumn regret = DoubleColumn.create("regret");
        DoubleColumn deviation = DoubleColumn.create("deviation");
        for (RegretCurve curve : curves) {
            for (int i = 1; i <= curve.accuracy.size(); i++) {
                search.append(curve.search);
                prices.append(i);
                accuracy.append(curve.accuracy.get(i - 1));
                low.append(curve.low.get(i - 1));
                regret.append(curve.regret(i));
                deviation.append(curve.deviation.get(i - 1));
            }
        }
        return Table.create("Accuracy found", search, prices, accuracy, low, regret, deviation);
    }
}
