package org.spikernel.study;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import tech.tablesaw.api.Table;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.study.RankCorrelation.Estimate;

/**
 * How well numbers that are known before a training, such as the score R, rank networks by what came of trainings from several seeds.
 *
 * <p>How well trainings agree with one another stands beside, as a yardstick: Kendall's tau of one training of all networks with another,
 * mean over the pairs of seeds. A ranking that knows nothing of the trainings can agree with one of them somewhat better than two trainings
 * agree, since it has no luck of its own: see {@link org.spikernel.study.predict.Ceiling}. And what costs nothing, such as the number of
 * parameters, is to be given as another ranking, since a score is worth what it knows beyond that.
 *
 * <pre>{@code
 * var trained = Repetition.of(cells).seeds(1, 2, 3).run((cell, seed, progress) -> accuracyOf(cell, seed)).measure("accuracy", a -> a);
 * var agreement = SeededAgreement.with(trained).by("R", scoreOf::get).by("parameters", paramsOf::get);
 * agreement.table();
 * agreement.sentence();
 * }</pre>
 *
 * @param trained what came of the trainings: a number a network and seed, none missing, two networks at least
 * @param rankings by their names, a number a network in the order of {@code trained}, higher for those that should be better
 */
public record SeededAgreement(Measurements trained, Map<String, List<Double>> rankings) {

    /** The name of the row of one training beside another. */
    public static final String ANOTHER_TRAINING = "another training";

    /** What is said of a ranking. */
    private record Agreement(String by, Estimate withMeans, double[] withTrainings) {

        double mean() {
            return DoubleStream.of(withTrainings).average().orElse(Double.NaN);
        }

        double lowest() {
            return DoubleStream.of(withTrainings).min().orElse(Double.NaN);
        }

        double highest() {
            return DoubleStream.of(withTrainings).max().orElse(Double.NaN);
        }
    }

    public SeededAgreement {
        if (trained.numbers().size() < 2) {
            throw new IllegalArgumentException(
                    "a ranking needs two networks at least that were trained from every seed, but there is "
                            + trained.numbers().keySet());
        }
        if (trained.numbers().values().stream().anyMatch(ofOne -> ofOne.contains(Double.NaN))) {
            throw new IllegalArgumentException("a number is missing of " + trained.value() + " from seeds "
                    + trained.seeds() + "; leave networks out of which one is, by complete()");
        }
        rankings = Collections.unmodifiableMap(new LinkedHashMap<>(rankings));
    }

    /** Of no ranking yet; networks that were not trained from every seed are left out. */
    public static SeededAgreement with(Measurements trained) {
        return new SeededAgreement(trained.complete(), Map.of());
    }

    /**
     * The same with one more ranking.
     *
     * @param name of it: "R"
     * @param number of a network, by its name in the measurements; higher for one that should be better
     * @throws IllegalArgumentException if it is NaN for a network (names it)
     */
    @CheckReturnValue
    public SeededAgreement by(String name, ToDoubleFunction<String> number) {
        Map<String, List<Double>> more = new LinkedHashMap<>(rankings);
        more.put(
                name,
                trained.numbers().keySet().stream()
                        .map(network -> required(name, network, number.applyAsDouble(network)))
                        .toList());
        return new SeededAgreement(trained, more);
    }

    private static double required(String name, String network, double number) {
        if (Double.isNaN(number)) {
            throw new IllegalArgumentException(
                    "the ranking by " + name + " has no number for '" + network + "'; leave that network out of all");
        }
        return number;
    }

    private double[] ofSeed(int seed) {
        return trained.numbers().values().stream()
                .mapToDouble(ofNetwork -> ofNetwork.get(seed))
                .toArray();
    }

    private double[] means() {
        return trained.samples().values().stream().mapToDouble(Sample::mean).toArray();
    }

    private IntStream seeds() {
        return IntStream.range(0, trained.seeds().size());
    }

    private Agreement agreement(String name) {
        double[] ranking =
                rankings.get(name).stream().mapToDouble(number -> number).toArray();
        return new Agreement(
                name,
                RankCorrelation.of(ranking, means()).tau(),
                seeds().mapToDouble(seed -> RankCorrelation.kendall(ranking, ofSeed(seed)))
                        .toArray());
    }

    /** Of trainings with one another; empty where there is but one seed. */
    private double[] ofPairs() {
        return seeds().boxed()
                .flatMapToDouble(one -> seeds().filter(other -> other < one)
                        .mapToDouble(other -> RankCorrelation.kendall(ofSeed(one), ofSeed(other))))
                .toArray();
    }

    private List<Agreement> agreements() {
        return rankings.keySet().stream().map(this::agreement).toList();
    }

    /**
     * One row a ranking, and a last one for {@value #ANOTHER_TRAINING}: by, networks; tau with the mean over the seeds and its interval over
     * the choice of networks, tau_low, tau_high; tau with single trainings, as tau_one_training (mean), lowest_training and
     * highest_training. What is not known is missing: tau of one training with the mean it is part of, all of that row if there is but one
     * seed, and tau where a ranking ties everything.
     */
    public Table table() {
        Estimate unknown = new Estimate(Double.NaN, Double.NaN, Double.NaN);
        List<Agreement> rows = new ArrayList<>(agreements());
        rows.add(new Agreement(ANOTHER_TRAINING, unknown, ofPairs()));
        return Rows.of(rows)
                .text("by", Agreement::by)
                .count("networks", row -> trained.numbers().size())
                .number("tau", row -> row.withMeans().value())
                .number("tau_low", row -> row.withMeans().low())
                .number("tau_high", row -> row.withMeans().high())
                .number("tau_one_training", Agreement::mean)
                .number("lowest_training", Agreement::lowest)
                .number("highest_training", Agreement::highest)
                .table(String.format(
                        Locale.ROOT,
                        "agreement with %s of %d networks from %d seeds",
                        trained.value().replace('_', ' '),
                        trained.numbers().size(),
                        trained.seeds().size()));
    }

    /** What the table says, in a sentence or two: how well each ranking agrees with the means, and trainings with one another. */
    public String sentence() {
        String found = agreements().stream()
                .map(row -> String.format(
                        Locale.ROOT,
                        "%s with tau %.2f [%.2f, %.2f]%s",
                        row.by(),
                        row.withMeans().value(),
                        row.withMeans().low(),
                        row.withMeans().high(),
                        row.withMeans().low() <= 0 && row.withMeans().high() >= 0 ? ", which may be none" : ""))
                .collect(Collectors.joining("; "));
        double[] pairs = ofPairs();
        String ceiling = pairs.length == 0
                ? "There is but one seed, so nobody knows how well another training would agree."
                : String.format(
                        Locale.ROOT,
                        "One training ranks them as another does with tau %.2f.",
                        DoubleStream.of(pairs).average().orElseThrow());
        return String.format(
                Locale.ROOT,
                "%d networks are ranked by mean %s over %d seeds: %s. %s",
                trained.numbers().size(),
                trained.value().replace('_', ' '),
                trained.seeds().size(),
                found,
                ceiling);
    }

    @Override
    public String toString() {
        return sentence();
    }
}
