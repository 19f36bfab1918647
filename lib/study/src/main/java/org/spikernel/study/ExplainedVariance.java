package org.spikernel.study;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import tech.tablesaw.api.Table;

import org.spikernel.internal.tables.Numbers;

/**
 * How much a group tells about a number: the share of the variance that is left when each number is replaced by the mean of its group (the
 * squared correlation ratio, Pearson, 1905). It is 1 where groups tell all, 0 where their means are equal. Many small groups
 * explain much by chance alone, and groups of one explain all.
 */
public final class ExplainedVariance {

    private ExplainedVariance() {}

    /**
     * The share, from 0 to 1; not a number where the numbers do not vary.
     *
     * @param numbers finite ones
     * @param groups the group of each
     */
    public static double share(double[] numbers, List<?> groups) {
        if (numbers.length != groups.size() || !Arrays.stream(numbers).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "each number needs a group, and must be finite, but there are %d numbers (%d not finite) and %d groups",
                    numbers.length,
                    Arrays.stream(numbers)
                            .filter(number -> !Double.isFinite(number))
                            .count(),
                    groups.size()));
        }
        // Of equal numbers a rounded mean may differ, and with it a share of nothing be a number.
        if (Arrays.stream(numbers).distinct().count() < 2) {
            return Double.NaN;
        }
        double[] means = means(numbers, groups);
        return new Sample(means).squares() / new Sample(numbers).squares();
    }

    /** The mean of each number's group. */
    private static double[] means(double[] numbers, List<?> groups) {
        Map<Object, double[]> sums = new HashMap<>();
        for (int i = 0; i < numbers.length; i++) {
            double[] sum = sums.computeIfAbsent(groups.get(i), group -> new double[2]);
            sum[0] += numbers[i];
            sum[1]++;
        }
        return groups.stream()
                .mapToDouble(group -> sums.get(group)[0] / sums.get(group)[1])
                .toArray();
    }

    /**
     * How much columns of a table explain of others, in percent: by, and a column {@code of_} each number.
     *
     * @param numbers the columns that are explained
     * @param groups the columns that name groups
     */
    public static Table table(Table rows, List<String> numbers, List<String> groups) {
        Rows<String> shares = Rows.of(groups).text("by", group -> group.replace('_', ' '));
        for (String number : numbers) {
            double[] values = Numbers.of(rows, number);
            shares = shares.number("of_" + number, group -> 100 * share(values, texts(rows, group)));
        }
        return shares.table("Percent of the variance that is explained");
    }

    private static List<String> texts(Table rows, String group) {
        return IntStream.range(0, rows.rowCount())
                .mapToObj(row -> rows.column(group).getString(row))
                .toList();
    }
}
