package org.spikernel.study;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.internal.tables.Numbers;

/** Mean and spread of the numbers of groups. */
public final class Summary {

    private Summary() {}

    /**
     * One row a group: the group, numbers (how many), the mean (under the name of the number), standard_deviation, standard_error (of the
     * mean), and the ends of the interval of the mean, as {@code _low} and {@code _high}: mean plus and minus Student's t times the
     * standard error, which holds the true mean in 95 of 100 such groups if the numbers are normally distributed and none depends on another.
     * Deviations and intervals of a single number are missing; so are those of a group of which a number is missing, and its mean, since
     * what is missing is seldom so by chance.
     *
     * @param number the column of numbers
     * @param by the column that names the groups, which come in the order of their first rows
     */
    public static Table of(Table rows, String number, String by) {
        double[] numbers = Numbers.of(rows, number);
        Map<String, DoubleStream.Builder> groups = new LinkedHashMap<>();
        for (int row = 0; row < numbers.length; row++) {
            groups.computeIfAbsent(rows.column(by).getString(row), name -> DoubleStream.builder())
                    .add(numbers[row]);
        }
        Map<String, Sample> samples = new LinkedHashMap<>();
        groups.forEach((name, builder) -> samples.put(name, Sample.of(builder.build())));
        return of(samples, number, by);
    }

    static Table of(Map<String, Sample> groups, String number, String by) {
        Collection<Sample> samples = groups.values();
        return Table.create(
                number.replace('_', ' ') + " by " + by.replace('_', ' '),
                StringColumn.create(by, groups.keySet()),
                IntColumn.create(
                        "numbers", samples.stream().mapToInt(Summary::present).toArray()),
                column(number, samples, Sample::mean),
                column("standard_deviation", samples, Sample::standardDeviation),
                column("standard_error", samples, Sample::standardError),
                column(number + "_low", samples, sample -> sample.mean() - sample.reach()),
                column(number + "_high", samples, sample -> sample.mean() + sample.reach()));
    }

    private static int present(Sample sample) {
        return (int) Arrays.stream(sample.numbers()).filter(Double::isFinite).count();
    }

    static DoubleColumn column(String name, Collection<Sample> samples, ToDoubleFunction<Sample> value) {
        return DoubleColumn.create(name, samples.stream().mapToDouble(value));
    }
}
