package org.spikernel.study;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What came of a {@link Repetition}.
 *
 * @param plan what was to be done
 * @param runs what was done, in the order of the settings and then of the seeds
 */
public record Repeated<S, R>(Repetition<S> plan, List<Run<S, R>> runs) {

    /**
     * One job.
     *
     * @param name of the setting
     * @param setting what is compared with others
     * @param seed of all that was random
     * @param result what came of it
     */
    public record Run<S, R>(String name, S setting, long seed, R result) {}

    public Repeated {
        runs = List.copyOf(runs);
    }

    /** Whether everything was done that was to be done; false after an interrupt. */
    public boolean isComplete() {
        return runs.size() == plan.size();
    }

    /** What came of every job, in the order of the settings and then of the seeds. */
    public List<R> results() {
        return runs.stream().map(Run::result).toList();
    }

    /**
     * Measures what came of the jobs.
     *
     * @param value what is measured, as the name of a column: "accuracy_percent"
     * @param number a measurement; one that is not finite counts as missing
     */
    public Measurements measure(String value, ToDoubleFunction<? super R> number) {
        Map<String, List<Double>> numbers = new LinkedHashMap<>();
        plan.settings()
                .keySet()
                .forEach(name -> numbers.put(
                        name,
                        plan.seeds().stream()
                                .map(seed -> number(name, seed, number))
                                .toList()));
        return new Measurements(value, plan.column(), plan.seeds(), numbers);
    }

    private double number(String name, long seed, ToDoubleFunction<? super R> number) {
        return runs.stream()
                .filter(run -> run.name.equals(name) && run.seed == seed)
                .mapToDouble(run -> number.applyAsDouble(run.result))
                .findFirst()
                .orElse(Double.NaN);
    }

    /** A table of the jobs in the making: the setting and the seed of each, and what is added to them. */
    public Rows<Run<S, R>> rows() {
        return Rows.of(runs).text(plan.column(), Run::name).count("seed", Run::seed);
    }

    /**
     * Curves of the settings, each the mean over its seeds: setting, place (1, 2, 3, ...), value. Settings that were interrupted are left
     * out.
     *
     * @param place the name of the column of places: "epoch"
     * @param value the name of the column of means: "accuracy_percent"
     * @param curve that of one job, a number for each place
     * @throws IllegalArgumentException if the curves of a setting are not equally long
     */
    public Table meanCurves(String place, String value, Function<? super R, double[]> curve) {
        Table table = Table.create(
                value.replace('_', ' ') + ", mean over " + plan.seeds().size() + " seeds",
                StringColumn.create(plan.column()),
                IntColumn.create(place),
                DoubleColumn.create(value));
        plan.settings().keySet().forEach(name -> append(table, name, curves(name, curve)));
        return table;
    }

    private List<double[]> curves(String name, Function<? super R, double[]> curve) {
        return runs.stream()
                .filter(run -> run.name.equals(name))
                .map(run -> curve.apply(run.result))
                .toList();
    }

    private void append(Table table, String name, List<double[]> curves) {
        if (curves.size() < plan.seeds().size()) {
            return;
        }
        int length = curves.get(0).length;
        if (curves.stream().anyMatch(curve -> curve.length != length)) {
            throw new IllegalArgumentException("the curves of " + name + " should be equally long, but have lengths "
                    + Arrays.toString(
                            curves.stream().mapToInt(curve -> curve.length).toArray()));
        }
        for (int i = 0; i < length; i++) {
            int place = i;
            table.stringColumn(0).append(name);
            table.intColumn(1).append(place + 1);
            table.doubleColumn(2)
                    .append(Sample.of(curves.stream().mapToDouble(curve -> curve[place]))
                            .mean());
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d of %d runs%s: %s, each from seeds %s",
                runs.size(),
                plan.size(),
                isComplete() ? "" : " (interrupted)",
                String.join(", ", plan.settings().keySet()),
                plan.seeds());
    }
}
