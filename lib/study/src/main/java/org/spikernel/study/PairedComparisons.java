package org.spikernel.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.commons.math3.distribution.TDistribution;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.internal.tables.Numbers;

/**
 * Which of several settings differ by more than chance, where each was measured once from every seed.
 *
 * <p>A measurement x of setting i from seed j is taken for the sum of what the setting is worth, of what the seed is worth to all settings
 * alike, and of chance: differences between settings are taken seed by seed. Chance has the same variance for all settings, which is
 * estimated from what the two sums leave over (a randomised block design):
 *
 * <pre>
 *     s^2 = sum over i, j of (x_ij - mean_i - mean_j + mean)^2 / nu      nu = (settings - 1) (seeds - 1)
 *     t   = (mean_i - mean_k) / (s sqrt(2 / seeds))                      Student's t with nu degrees of freedom, two-sided
 * </pre>
 *
 * <p>Where every seed gives the same differences, s is 0, and every difference that is not 0 itself has the p-value 0, to which the formula
 * leads as s shrinks. What is below 1e-12 of the largest measurement is taken for the rounding of sums, and thus for 0.
 *
 * <p>Each pair of settings is a comparison, and the more comparisons, the sooner one of them is large by chance alone. So the p-values are
 * corrected for their number (Holm, 1979): where no two settings differ, the chance to call even one pair different is 5% at most. With
 * two settings this is the paired t test.
 *
 * <pre>{@code
 * var compared = PairedComparisons.of(trained.measure("accuracy_percent", model -> 100 * model.test(images).accuracy()));
 * System.out.println(compared);      // a sentence that says which differ
 * compared.table();                  // a row a pair
 * }</pre>
 *
 * @param value what was measured
 * @param means the settings with their means over the seeds, the highest first
 * @param seeds how many seeds there were
 * @param deviation standard deviation s of chance in one measurement
 * @param freedom degrees of freedom nu of that deviation
 * @param pairs all pairs of settings, the smallest p-value first
 */
public record PairedComparisons(
        String value, Map<String, Double> means, int seeds, double deviation, int freedom, List<Pair> pairs) {

    /** The chance that is taken, over all comparisons together, to call settings different that are not. */
    static final double RISK = 0.05;

    /** What is so near an end of the range, as a share of it, that differences vanish. */
    private static final double NEAR = 0.05;

    /** Rounding leaves less than this share of the largest number in sums of differences that would be 0. */
    private static final double ROUNDING = 1e-12;

    /** One decimal is enough from here on: from 0.1, with room for rounding. */
    private static final double LARGE = 0.1 - 1e-9;

    private static final String SEEDS_AGREE = "all seeds agree on every difference, so any counts as more than chance";

    private static final String CHANCE_UNKNOWN =
            "nothing but the settings varied, so how large chance is cannot be told";

    /**
     * Two settings beside each other.
     *
     * @param higher the setting with the higher mean
     * @param lower the other
     * @param difference of their means, not negative
     * @param p how likely so large a difference is by chance, for this pair alone
     * @param corrected that p-value corrected for the number of comparisons
     */
    public record Pair(String higher, String lower, double difference, double p, double corrected) {

        private Pair withCorrected(double corrected) {
            return new Pair(higher, lower, difference, p, corrected);
        }

        /** Whether the difference is more than chance explains. */
        public boolean isToldApart() {
            return corrected <= RISK;
        }

        @Override
        public String toString() {
            return text(decimals(difference));
        }

        private String text(int decimals) {
            return String.format(Locale.ROOT, "%s over %s by %." + decimals + "f", higher, lower, difference);
        }
    }

    public PairedComparisons {
        means = Collections.unmodifiableMap(new LinkedHashMap<>(means));
        pairs = List.copyOf(pairs);
    }

    /**
     * Compares all settings of a table of runs.
     *
     * @param runs a row for each setting and seed
     * @param setting the column that names the setting
     * @param seed the column that names the seed
     * @param value the column of numbers to compare
     * @throws IllegalArgumentException unless there are two settings and two seeds or more, and one finite number for each setting and seed
     */
    public static PairedComparisons of(Table runs, String setting, String seed, String value) {
        double[] values = Numbers.of(runs, value);
        Map<String, Map<String, Double>> measured = new LinkedHashMap<>();
        for (int row = 0; row < runs.rowCount(); row++) {
            String ofSetting = runs.column(setting).getString(row);
            String ofSeed = runs.column(seed).getString(row);
            Double before =
                    measured.computeIfAbsent(ofSetting, name -> new TreeMap<>()).put(ofSeed, values[row]);
            if (before != null) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "%s was measured twice from %s %s; leave one row for each",
                        ofSetting,
                        seed,
                        ofSeed));
            }
        }
        return of(measured, setting, seed, value);
    }

    /**
     * Compares all settings of a study.
     *
     * @throws IllegalArgumentException unless there are two settings and two seeds or more, and none of the numbers is missing
     */
    public static PairedComparisons of(Measurements measurements) {
        Map<String, Map<String, Double>> measured = new LinkedHashMap<>();
        measurements.numbers().forEach((name, numbers) -> {
            Map<String, Double> bySeed = measured.computeIfAbsent(name, setting -> new TreeMap<>());
            for (int i = 0; i < numbers.size(); i++) {
                bySeed.put(measurements.seeds().get(i).toString(), numbers.get(i));
            }
        });
        return of(measured, measurements.column(), "seed", measurements.value());
    }

    private static PairedComparisons of(
            Map<String, Map<String, Double>> measured, String setting, String seed, String value) {
        requireComplete(measured, setting, seed, value);
        List<String> settings = List.copyOf(measured.keySet());
        double[][] numbers = measured.values().stream()
                .map(bySeed -> bySeed.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray())
                .toArray(double[][]::new);
        return of(value.replace('_', ' '), settings, numbers);
    }

    private static void requireComplete(
            Map<String, Map<String, Double>> measured, String setting, String seed, String value) {
        var seeds = measured.values().stream()
                .flatMap(bySeed -> bySeed.keySet().stream())
                .distinct()
                .sorted()
                .toList();
        if (measured.size() < 2 || seeds.size() < 2) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a comparison needs two or more of %s and of %s, but there are %d and %d",
                    setting,
                    seed,
                    measured.size(),
                    seeds.size()));
        }
        measured.forEach((name, bySeed) -> seeds.forEach(each -> {
            Double number = bySeed.get(each);
            if (number == null || !Double.isFinite(number)) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "%s needs a finite %s from each %s, but from %s it has %s; measure it, or compare the others without it",
                        name,
                        value,
                        seed,
                        each,
                        number == null ? "none" : number));
            }
        }));
    }

    private static PairedComparisons of(String value, List<String> settings, double[][] numbers) {
        int seeds = numbers[0].length;
        double[] means =
                Arrays.stream(numbers).mapToDouble(PairedComparisons::mean).toArray();
        int freedom = (settings.size() - 1) * (seeds - 1);
        double rounding = ROUNDING
                * Arrays.stream(numbers)
                        .flatMapToDouble(Arrays::stream)
                        .map(Math::abs)
                        .max()
                        .orElseThrow();
        double deviation = beyond(rounding, Math.sqrt(squaresLeftOver(numbers, means) / freedom));
        List<Integer> order = IntStream.range(0, means.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> means[i]).reversed())
                .toList();
        Map<String, Double> byName = new LinkedHashMap<>();
        order.forEach(i -> byName.put(settings.get(i), means[i]));
        return new PairedComparisons(
                value,
                byName,
                seeds,
                deviation,
                freedom,
                corrected(pairs(byName, rounding, deviation * Math.sqrt(2.0 / seeds), freedom)));
    }

    private static double beyond(double rounding, double number) {
        return number <= rounding ? 0 : number;
    }

    private static double squaresLeftOver(double[][] numbers, double[] means) {
        double mean = mean(means);
        double squares = 0;
        for (int seed = 0; seed < numbers[0].length; seed++) {
            int column = seed;
            double ofSeed =
                    mean(Arrays.stream(numbers).mapToDouble(row -> row[column]).toArray());
            for (int setting = 0; setting < numbers.length; setting++) {
                double rest = numbers[setting][seed] - means[setting] - ofSeed + mean;
                squares += rest * rest;
            }
        }
        return squares;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    /** All pairs, not corrected yet, the smallest p-value first. */
    private static List<Pair> pairs(Map<String, Double> means, double rounding, double error, int freedom) {
        List<String> names = List.copyOf(means.keySet());
        List<Pair> pairs = new ArrayList<>();
        for (int higher = 0; higher < names.size(); higher++) {
            for (int lower = higher + 1; lower < names.size(); lower++) {
                double difference = beyond(rounding, means.get(names.get(higher)) - means.get(names.get(lower)));
                double p =
                        difference == 0 ? 1 : 2 * new TDistribution(freedom).cumulativeProbability(-difference / error);
                pairs.add(new Pair(names.get(higher), names.get(lower), difference, p, p));
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::p)
                .thenComparing(Comparator.comparingDouble(Pair::difference).reversed()));
        return pairs;
    }

    private static List<Pair> corrected(List<Pair> pairs) {
        double[] corrected = Holm.corrected(pairs.stream().mapToDouble(Pair::p).toArray());
        return IntStream.range(0, corrected.length)
                .mapToObj(i -> pairs.get(i).withCorrected(corrected[i]))
                .toList();
    }

    /** Fisher's least significant difference: what two means must differ by where they are the only comparison. */
    public double leastSignificantDifference() {
        return significant(1);
    }

    /**
     * A difference that is told apart among all these comparisons, whatever the others are: the least significant one with Bonferroni's
     * correction. Holm's correction, which decides, is never stricter.
     */
    public double surelySignificantDifference() {
        return significant(pairs.size());
    }

    /** What a difference must reach that is one of so many comparisons, with Bonferroni's correction. */
    double significant(int comparisons) {
        double quantile = new TDistribution(freedom).inverseCumulativeProbability(1 - RISK / (2 * comparisons));
        return quantile * deviation * Math.sqrt(2.0 / seeds);
    }

    /** Two settings beside each other, whichever of them is higher. */
    Pair between(String one, String other) {
        return pairs.stream()
                .filter(pair -> Set.of(pair.higher, pair.lower).equals(Set.of(one, other)))
                .findFirst()
                .orElseThrow();
    }

    /** The pairs that differ by more than chance explains. */
    public List<Pair> toldApart() {
        return pairs.stream().filter(Pair::isToldApart).toList();
    }

    /** Those of the settings that are not told apart from the one with the highest mean, which is the first of them. */
    public List<String> notBehind() {
        String first = means.keySet().iterator().next();
        return means.keySet().stream()
                .filter(name ->
                        toldApart().stream().noneMatch(pair -> pair.higher.equals(first) && pair.lower.equals(name)))
                .toList();
    }

    /**
     * What can be said, with the means, where measurements cannot leave a range: near its ends differences vanish, whatever is compared.
     *
     * @param lowest what is reached without knowing anything, such as the accuracy of guessing
     * @param highest what cannot be exceeded, such as an accuracy of 100 percent
     */
    public String sentence(double lowest, double highest) {
        double best = Collections.max(means.values());
        double worst = Collections.min(means.values());
        double near = NEAR * (highest - lowest);
        return String.format(
                Locale.ROOT,
                "means from %s to %s: %s%s",
                text(worst),
                text(best),
                this,
                worst > highest - near ? atAnEnd(highest) : best < lowest + near ? atAnEnd(lowest) : "");
    }

    private String atAnEnd(double end) {
        return " All are near " + text(end) + ", where differences vanish.";
    }

    /** Which settings are not told apart from the one with the highest mean, in a sentence. */
    public String leaders() {
        List<String> leading = notBehind();
        return String.format(
                Locale.ROOT,
                "Not told apart from %s, which has the highest mean: %s.",
                leading.get(0),
                leading.size() == 1 ? "none" : String.join(", ", leading.subList(1, leading.size())));
    }

    /** One row a pair: higher, lower, difference, p, p_corrected, verdict. */
    public Table table() {
        return Table.create(
                String.format(
                        Locale.ROOT,
                        "Differences in %s, paired over %d seeds, for %d comparisons",
                        value,
                        seeds,
                        pairs.size()),
                StringColumn.create("higher", pairs.stream().map(Pair::higher)),
                StringColumn.create("lower", pairs.stream().map(Pair::lower)),
                DoubleColumn.create("difference", pairs.stream().mapToDouble(Pair::difference)),
                DoubleColumn.create("p", pairs.stream().mapToDouble(Pair::p)),
                DoubleColumn.create("p_corrected", pairs.stream().mapToDouble(Pair::corrected)),
                StringColumn.create(
                        "verdict",
                        pairs.stream().map(pair -> pair.isToldApart() ? "more than chance" : "not told apart")));
    }

    /** What can be said, in sentences. */
    @Override
    public String toString() {
        List<Pair> apart = toldApart();
        int decimals = decimals();
        String enough = deviation == 0 ? withoutChance() : "a difference of " + enough() + " would have been";
        if (apart.isEmpty()) {
            return String.format(
                    Locale.ROOT, "None of %d differences in %s is more than chance; %s.", pairs.size(), value, enough);
        }
        return String.format(
                Locale.ROOT,
                "%d of %d differences in %s %s more than chance: %s%s.",
                apart.size(),
                pairs.size(),
                value,
                apart.size() == 1 ? "is" : "are",
                apart.stream().map(pair -> pair.text(decimals)).collect(Collectors.joining(", ")),
                apart.size() < pairs.size()
                        ? ". The others are not told apart; " + enough
                        : deviation == 0 ? "; " + enough : "");
    }

    /** What these comparisons could have found, whatever they found: the difference that is surely told apart, in a clause. */
    public String resolution() {
        return deviation == 0 ? withoutChance() : "a difference of " + enough() + " is surely told apart";
    }

    private String withoutChance() {
        return toldApart().isEmpty() ? CHANCE_UNKNOWN : SEEDS_AGREE;
    }

    private String enough() {
        return text(surelySignificantDifference());
    }

    private String text(double number) {
        return String.format(Locale.ROOT, "%." + decimals() + "f", number);
    }

    /** One, or as many as show two digits of what is told apart: where there is no chance, of the least difference. */
    private int decimals() {
        return decimals(
                deviation > 0
                        ? surelySignificantDifference()
                        : toldApart().stream()
                                .mapToDouble(Pair::difference)
                                .min()
                                .orElse(0));
    }

    /** One, or as many as show two digits of a number, which is not negative. */
    static int decimals(double number) {
        return number >= LARGE || number == 0 ? 1 : (int) Math.ceil(1 - Math.log10(number));
    }
}
