package org.spikernel.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * A number for each of several settings from each of several seeds.
 *
 * @param value what was measured, as the name of a column: "accuracy_percent"
 * @param column what a setting is, as the name of a column: "kernels"
 * @param seeds the same for every setting
 * @param numbers of each setting by its name, one for each seed; NaN where one is missing
 */
public record Measurements(String value, String column, List<Long> seeds, Map<String, List<Double>> numbers) {

    public Measurements {
        seeds = List.copyOf(seeds);
        Map<String, List<Double>> copies = new LinkedHashMap<>();
        for (Map.Entry<String, List<Double>> setting : numbers.entrySet()) {
            if (setting.getValue().size() != seeds.size()) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "%s needs a number for each of the seeds %s, but has %s",
                        setting.getKey(),
                        seeds,
                        setting.getValue()));
            }
            copies.put(
                    setting.getKey(),
                    setting.getValue().stream()
                            .map(Measurements::finiteOrMissing)
                            .toList());
        }
        numbers = Collections.unmodifiableMap(copies);
    }

    private static double finiteOrMissing(double number) {
        return Double.isFinite(number) ? number : Double.NaN;
    }

    /** Those of the settings that were measured from every seed. */
    public Measurements complete() {
        Map<String, List<Double>> complete = new LinkedHashMap<>(numbers);
        complete.values().removeIf(ofSetting -> ofSetting.contains(Double.NaN));
        return new Measurements(value, column, seeds, complete);
    }

    /** One row a measurement: setting, seed, value; without those that are missing. */
    public Table table() {
        Table table = Table.create(
                value.replace('_', ' '),
                StringColumn.create(column),
                LongColumn.create("seed"),
                DoubleColumn.create(value));
        numbers.forEach((name, ofSetting) -> {
            for (int i = 0; i < ofSetting.size(); i++) {
                if (!ofSetting.get(i).isNaN()) {
                    table.stringColumn(0).append(name);
                    table.longColumn(1).append(seeds.get(i));
                    table.doubleColumn(2).append(ofSetting.get(i));
                }
            }
        });
        return table;
    }

    /** One row a setting: setting, and its number from each seed: seed_1, ... */
    public Table bySeed() {
        Table table = Table.create(value.replace('_', ' '), StringColumn.create(column, numbers.keySet()));
        for (int i = 0; i < seeds.size(); i++) {
            int place = i;
            table.addColumns(DoubleColumn.create(
                    "seed_" + seeds.get(i), numbers.values().stream().mapToDouble(row -> row.get(place))));
        }
        return table;
    }

    /** One row a setting: what {@link Summary} says of its numbers. A setting that was not measured from every seed has no mean. */
    public Table summary() {
        return Summary.of(samples(), value, column);
    }

    /** The numbers of each setting. */
    Map<String, Sample> samples() {
        Map<String, Sample> samples = new LinkedHashMap<>();
        numbers.forEach((name, ofSetting) -> samples.put(name, sample(ofSetting)));
        return samples;
    }

    private static Sample sample(List<Double> numbers) {
        return Sample.of(numbers.stream().mapToDouble(Double::doubleValue));
    }

    /**
     * How much more each other setting has than a given one, seed by seed, so that what a seed brings to both cancels out.
     *
     * @param setting the name of the one that the others are compared with
     * @return changes of the other settings, measured as {@code change_of_} what this is
     */
    public Measurements changesFrom(String setting) {
        Map<String, List<Double>> changes = new LinkedHashMap<>();
        List<Double> before = of(setting);
        numbers.forEach((name, after) -> changes.put(name, differences(after, before)));
        changes.remove(setting);
        return new Measurements("change_of_" + value, column, seeds, changes);
    }

    /** How much more one setting has than each of them, itself included, seed by seed. */
    Map<String, Sample> leadsOf(String setting) {
        Map<String, Sample> leads = new LinkedHashMap<>();
        List<Double> leading = of(setting);
        numbers.forEach((name, other) -> leads.put(name, sample(differences(leading, other))));
        return leads;
    }

    /** The numbers of a setting, one for each seed. */
    List<Double> of(String setting) {
        if (!numbers.containsKey(setting)) {
            throw new IllegalArgumentException(
                    "there is no setting '" + setting + "'; the settings are " + numbers.keySet());
        }
        return numbers.get(setting);
    }

    private static List<Double> differences(List<Double> some, List<Double> others) {
        return IntStream.range(0, some.size())
                .mapToObj(seed -> some.get(seed) - others.get(seed))
                .toList();
    }

    /**
     * Which settings differ by more than chance.
     *
     * @throws IllegalArgumentException if there are fewer than two settings or seeds, or a number is missing; {@link #complete} leaves out
     *     the settings of which one is
     */
    public PairedComparisons comparisons() {
        return PairedComparisons.of(this);
    }

    /** The settings with their means, and which differ by more than chance, as far as that can be told. */
    @Override
    public String toString() {
        List<String> means = new ArrayList<>();
        samples().forEach((name, sample) -> means.add(String.format(Locale.ROOT, "%s %s", name, text(sample.mean()))));
        return String.format(
                Locale.ROOT,
                "%s, mean over %s: %s",
                value.replace('_', ' '),
                seeds.size() == 1 ? "one seed, which tells no noise" : seeds.size() + " seeds",
                String.join(", ", means));
    }

    private static String text(double mean) {
        return Double.isNaN(mean) ? "missing" : String.format(Locale.ROOT, "%.4g", mean);
    }
}
