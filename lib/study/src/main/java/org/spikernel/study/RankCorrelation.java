package org.spikernel.study;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

import org.apache.commons.math3.stat.correlation.KendallsCorrelation;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.internal.tables.Numbers;
import org.spikernel.internal.threads.Workers;
import org.spikernel.random.RandomStream;

/**
 * How well one ranking agrees with another.
 *
 * <p>Kendall's tau compares all pairs: those that both put in the same order count 1, those in opposite orders -1. It is tau-b, which
 * leaves out of its scale the pairs that a ranking ties, such as -0 and 0. Spearman's rho is the correlation of the ranks; what is tied
 * shares a mean rank. Both are 1 for the same order, -1 for the opposite, 0 where nothing follows from one for the other, and not a
 * number where one of the rankings ties everything.
 *
 * <p>An interval says how much of an estimate is due to the cells that happened to be looked at. It is a percentile bootstrap (Efron,
 * 1979): cells are drawn from the sample with repetition, the estimate is made again, and the interval holds 95% of what comes out.
 *
 * <pre>{@code
 * RankCorrelation.kendall(scores, accuracies);
 * RankCorrelation.of(scores, accuracies);                                          // both, with intervals
 * RankCorrelation.table(table, "test_accuracy", List.of("score", "params"));       // a row each
 * }</pre>
 *
 * @param size how many were ranked
 * @param tau Kendall's tau-b
 * @param rho Spearman's rho
 */
public record RankCorrelation(int size, Estimate tau, Estimate rho) {

    private static final int RESAMPLES = 1000;
    private static final double COVERED = 0.95;
    private static final long SEED = 0;

    /**
     * An estimate and its interval.
     *
     * @param value the estimate
     * @param low the lower end of its interval
     * @param high the upper end of its interval
     */
    public record Estimate(double value, double low, double high) {

        /**
         * An estimate with the interval that holds 95% of what came out when it was made again; what is not finite says nothing.
         *
         * @param again the estimates of the resamples, in any order
         */
        public static Estimate of(double value, double[] again) {
            double[] sorted =
                    Arrays.stream(again).filter(Double::isFinite).sorted().toArray();
            double outside = (1 - COVERED) / 2;
            return new Estimate(value, quantile(sorted, outside), quantile(sorted, 1 - outside));
        }

        private static double quantile(double[] sorted, double share) {
            return sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(share * (sorted.length - 1))];
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", value, low, high);
        }
    }

    /** Kendall's tau-b of two rankings of the same things. */
    public static double kendall(double[] one, double[] other) {
        requireRankings(one, other);
        return new KendallsCorrelation().correlation(withoutSignOfZero(one), withoutSignOfZero(other));
    }

    /** Spearman's rho of two rankings of the same things. */
    public static double spearman(double[] one, double[] other) {
        requireRankings(one, other);
        return new SpearmansCorrelation().correlation(withoutSignOfZero(one), withoutSignOfZero(other));
    }

    /** The same numbers, where -0 and 0 are one. */
    private static double[] withoutSignOfZero(double[] numbers) {
        return Arrays.stream(numbers).map(number -> number + 0.0).toArray();
    }

    /** Tau and rho of two rankings of the same things, with intervals from 1,000 resamples of seed 0. */
    public static RankCorrelation of(double[] one, double[] other) {
        return of(one, other, RESAMPLES, SEED);
    }

    /** Tau alone of two rankings of the same things, in less than half of the time, with its interval from a number of resamples. */
    public static Estimate tauOf(double[] one, double[] other, int resamples, long seed) {
        requireResamples(resamples);
        return estimate(one, other, RankCorrelation::kendall, resamples, seed);
    }

    /** Tau and rho of two rankings of the same things, with intervals from a number of resamples. */
    public static RankCorrelation of(double[] one, double[] other, int resamples, long seed) {
        requireResamples(resamples);
        return new RankCorrelation(
                one.length,
                estimate(one, other, RankCorrelation::kendall, resamples, seed),
                estimate(one, other, RankCorrelation::spearman, resamples, seed));
    }

    private static void requireResamples(int resamples) {
        if (resamples < 1) {
            throw new IllegalArgumentException("resamples must be positive, but are " + resamples);
        }
    }

    private static Estimate estimate(
            double[] one,
            double[] other,
            ToDoubleBiFunction<double[], double[]> correlation,
            int resamples,
            long seed) {
        double value = correlation.applyAsDouble(one, other);
        double[] estimates = new double[resamples];
        Workers.all().forEach(resamples, resample -> {
            int[] drawn = drawn(one.length, RandomStream.at(seed, "bootstrap", resample));
            estimates[resample] = correlation.applyAsDouble(chosen(one, drawn), chosen(other, drawn));
        });
        // Where all that was drawn is tied, nothing can be said.
        return Estimate.of(value, estimates);
    }

    private static int[] drawn(int size, RandomStream random) {
        return IntStream.generate(() -> random.nextInt(size)).limit(size).toArray();
    }

    private static double[] chosen(double[] values, int[] places) {
        return Arrays.stream(places).mapToDouble(place -> values[place]).toArray();
    }

    private static void requireRankings(double[] one, double[] other) {
        if (one.length != other.length || one.length < 2) {
            throw new IllegalArgumentException(
                    "rankings need the same things, two or more, but there are " + one.length + " and " + other.length);
        }
        requireNumbers(one, "the first ranking");
        requireNumbers(other, "the second ranking");
    }

    private static void requireNumbers(double[] ranking, String which) {
        long missing = Arrays.stream(ranking).filter(Double::isNaN).count();
        if (missing > 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%,d of %,d numbers to rank by are missing (%s holds NaN); leave their rows out of all rankings, so that all are of the same things",
                    missing,
                    ranking.length,
                    which));
        }
    }

    /**
     * How well columns of a table rank its rows, as told by another: by, cells, tau, tau_low, tau_high, rho, rho_low, rho_high; the
     * intervals as of {@link #of(double[], double[])}. All columns are tried on the same resamples.
     *
     * @param truth the column that they should agree with
     * @param columns those that are tried
     */
    public static Table table(Table rows, String truth, List<String> columns) {
        StringColumn by = StringColumn.create("by");
        IntColumn cells = IntColumn.create("cells");
        List<DoubleColumn> numbers = List.of(
                DoubleColumn.create("tau"),
                DoubleColumn.create("tau_low"),
                DoubleColumn.create("tau_high"),
                DoubleColumn.create("rho"),
                DoubleColumn.create("rho_low"),
                DoubleColumn.create("rho_high"));
        for (String column : columns) {
            RankCorrelation found = of(numbers(rows, column), numbers(rows, truth));
            by.append(column.replace('_', ' '));
            cells.append(found.size());
            double[] row = {
                found.tau.value, found.tau.low, found.tau.high, found.rho.value, found.rho.low, found.rho.high
            };
            for (int i = 0; i < row.length; i++) {
                numbers.get(i).append(row[i]);
            }
        }
        Table table = Table.create("agreement with " + truth.replace('_', ' '), by, cells);
        numbers.forEach(table::addColumns);
        return table;
    }

    /**
     * How well a column ranks the rows of each group of a table: the group, cells, tau; in the order of the groups. Groups of one row are left
     * out; tau is missing where all of a group is tied.
     *
     * @param truth the column that it should agree with
     * @param column the column that is tried
     * @param by the column whose values make the groups
     */
    public static Table within(Table rows, String truth, String column, String by) {
        DoubleColumn group = DoubleColumn.create(by);
        IntColumn cells = IntColumn.create("cells");
        DoubleColumn tau = DoubleColumn.create("tau");
        for (double value : Arrays.stream(numbers(rows, by)).distinct().sorted().toArray()) {
            Table members = rows.where(rows.numberColumn(by).isEqualTo(value));
            if (members.rowCount() > 1) {
                group.append(value);
                cells.append(members.rowCount());
                tau.append(kendall(numbers(members, column), numbers(members, truth)));
            }
        }
        return Table.create(
                "agreement with " + truth.replace('_', ' ') + " within equal " + by.replace('_', ' '),
                group,
                cells,
                tau);
    }

    private static double[] numbers(Table rows, String column) {
        double[] numbers = Numbers.of(rows, column);
        requireNumbers(numbers, "column '" + column + "'");
        return numbers;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "tau %s, rho %s of %,d", tau, rho, size);
    }
}
