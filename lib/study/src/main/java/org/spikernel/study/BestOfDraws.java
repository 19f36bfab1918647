package org.spikernel.study;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

import org.spikernel.internal.checks.Given;
import org.spikernel.search.Candidate;
import org.spikernel.search.SearchResult;
import org.spikernel.space.Architecture;

/**
 * What the best of n random draws can be expected to be: how long a random search is worth running. It is computed exactly from the
 * sorted scores s_(1), ..., s_(N), without any random numbers: the best of n draws is no better than s_(i) with the probability
 *
 * <pre>
 *     C(i, n) / C(N, n)      where n of the N draws are picked, none twice        {@link #resampled}
 *     (i / N)^n              where each draw is any of the N, whatever the others  {@link #independent}
 * </pre>
 *
 * <p>The first asks of a search that was run what a shorter one would have found, in any order of its draws; it ends at n = N, and at that
 * end hangs on a single score. The second asks it of a space of which every score is known.
 *
 * <pre>{@code
 * var best = BestOfDraws.resampled(scores);
 * best.expected(100);
 * best.table(10, 100, 1000);
 * }</pre>
 *
 * @param scores from the lowest to the highest
 * @param isResampled whether no score is drawn twice
 */
public record BestOfDraws(List<Double> scores, boolean isResampled) {

    private static final double NEARLY_SURE = 0.9;

    /** A chance that misses a probability by less meets it: the products of fractions that chances are made of are rounded. */
    private static final double ROUNDING = 1e-12;

    public BestOfDraws {
        scores = Given.list(scores, "the scores of draws").stream().sorted().toList();
        if (scores.isEmpty() || !scores.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the best of draws needs one score or more, all finite, but %d of %d are not; leave those out",
                    scores.stream().filter(score -> !Double.isFinite(score)).count(),
                    scores.size()));
        }
    }

    /** Any n of these draws, none twice; a score that was drawn twice stands twice. */
    public static BestOfDraws resampled(double[] scores) {
        return new BestOfDraws(Arrays.stream(scores).boxed().toList(), true);
    }

    /** Any n independent draws, of which each is any of these with equal probability. */
    public static BestOfDraws independent(double[] scores) {
        return new BestOfDraws(Arrays.stream(scores).boxed().toList(), false);
    }

    /**
     * Any n of the draws of a search, none twice: those that it scored, as often as they were drawn.
     *
     * @throws IllegalArgumentException if fewer than half of the draws are candidates of the search, though it left out none that exceed its
     *     budget: then it was another search, or was interrupted
     */
    public static BestOfDraws resampled(SearchResult scored, List<? extends Architecture> draws) {
        return resampled(scores(scored, draws));
    }

    /**
     * Any n independent draws, of which each is any of these with equal probability; their scores are those of a search. Throws as {@link
     * #resampled(SearchResult, List)} does.
     */
    public static BestOfDraws independent(SearchResult scored, List<? extends Architecture> draws) {
        return independent(scores(scored, draws));
    }

    /** The scores of the draws that have one. */
    private static double[] scores(SearchResult scored, List<? extends Architecture> draws) {
        Map<Architecture, OptionalDouble> scoreOf =
                scored.candidates().stream().collect(Collectors.toMap(Candidate::architecture, Candidate::score));
        List<Architecture> known = Given.list(draws, "draws").stream()
                .map(Architecture::canonical)
                .filter(scoreOf::containsKey)
                .toList();
        if (2 * known.size() < draws.size() && scored.overBudget() == 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the best of draws needs the scores of half of them or more, but %s knows %,d of %,d%s",
                    scored.setting(),
                    known.size(),
                    draws.size(),
                    scored.complete()
                            ? "; give the draws of that search, by its space and seed"
                            : ", since it was interrupted; run it again"));
        }
        return known.stream()
                .map(scoreOf::get)
                .flatMapToDouble(OptionalDouble::stream)
                .toArray();
    }

    /** How many scores there are. */
    public int size() {
        return scores.size();
    }

    /** The best of n draws on average. */
    public double expected(int n) {
        return expected(n, score -> score);
    }

    /** What the best of n draws has on average of something that follows from its score. */
    public double expected(int n, DoubleUnaryOperator value) {
        double[] chances = noBetterThan(n);
        return IntStream.rangeClosed(1, scores.size())
                .mapToDouble(i -> (chances[i] - chances[i - 1]) * value.applyAsDouble(scores.get(i - 1)))
                .sum();
    }

    /** The share of other scores, from 0 to 1, that the best of n draws exceeds on average. */
    public double expectedShareBelow(int n, double[] others) {
        double[] sorted = DoubleStream.of(others).sorted().toArray();
        return expected(n, score -> (double) below(sorted, score) / sorted.length);
    }

    private static int below(double[] sorted, double score) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) / 2;
            if (sorted[middle] < score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The highest score that the best of n draws reaches or exceeds with a probability. */
    public double atLeast(int n, double probability) {
        double[] chances = noBetterThan(n);
        int i = scores.size();
        while (1 - chances[i - 1] < inside(probability) - ROUNDING) {
            i--;
        }
        return scores.get(i - 1);
    }

    /** The lowest score that the best of n draws does not exceed with a probability. */
    public double atMost(int n, double probability) {
        double[] chances = noBetterThan(n);
        int i = 1;
        while (chances[i] < inside(probability) - ROUNDING) {
            i++;
        }
        return scores.get(i - 1);
    }

    private static double inside(double probability) {
        if (!(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException(
                    "a probability lies above 0 and is 1 at most, such as 0.9, but is " + probability);
        }
        return probability;
    }

    /** The probability that the best of n draws has the highest score of all. */
    public double chanceOfHighest(int n) {
        double highest = scores.get(scores.size() - 1);
        int lower = (int) scores.stream().filter(score -> score < highest).count();
        return 1 - noBetterThan(n)[lower];
    }

    /** The probability that the best of n draws is no better than the i lowest scores, for i from 0 to all. */
    private double[] noBetterThan(int n) {
        requireDraws(n);
        int size = scores.size();
        double[] chances = new double[size + 1];
        chances[size] = 1;
        for (int i = size; i > 0; i--) {
            chances[i - 1] =
                    isResampled ? chances[i] * Math.max(0, i - n) / i : StrictMath.pow((double) (i - 1) / size, n);
        }
        return chances;
    }

    private void requireDraws(int n) {
        if (n < 1 || isResampled && n > scores.size()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the best of n draws is told of %s, but should be of %d",
                    isResampled
                            ? "1 to " + scores.size() + " of the draws that were seen; of more, nothing is known"
                            : "1 draw or more",
                    n));
        }
    }

    /**
     * One row a number of draws: draws, expected_best, at_least_in_9_of_10, at_most_in_9_of_10, chance_of_highest (from 0 to 1). Where there
     * are more draws than were seen, the numbers are missing.
     */
    public Table table(int... draws) {
        return Rows.of(IntStream.of(draws).boxed().toList())
                .count("draws", n -> n)
                .number("expected_best", n -> known(n, this::expected))
                .number("at_least_in_9_of_10", n -> known(n, draw -> atLeast(draw, NEARLY_SURE)))
                .number("at_most_in_9_of_10", n -> known(n, draw -> atMost(draw, NEARLY_SURE)))
                .number("chance_of_highest", n -> known(n, this::chanceOfHighest))
                .table("The best of so many draws");
    }

    /**
     * As {@link #table(int...)}, with beats_percent: how many percent of the different candidates of a search the best of the draws exceeds
     * on average.
     *
     * @param scored has every candidate once, however often it is drawn
     */
    public Table table(SearchResult scored, int... draws) {
        double[] different = scored.ranking().doubleColumn("score").asDoubleArray();
        return table(draws)
                .addColumns(DoubleColumn.create(
                        "beats_percent",
                        IntStream.of(draws)
                                .mapToDouble(n -> known(n, draw -> 100 * expectedShareBelow(draw, different)))));
    }

    /**
     * How the best rises with the number of draws, and how much of it is luck, as curves: what one in ten searches stays at or below, the mean,
     * and what nine in ten stay at or below.
     *
     * @param from the smallest number of draws
     * @param to the largest; for draws of which none is drawn twice, no more than there are
     * @param step from one number of draws to the next, 1 or more
     */
    public Curves<Integer> luck(int from, int to, int step) {
        Given.positive(step, "step");
        return Curves.of(
                        "draws",
                        IntStream.iterate(from, n -> n <= to, n -> n + step)
                                .boxed()
                                .toList())
                .add("1 of 10 searches stays at or below", n -> atMost(n, 1 - NEARLY_SURE))
                .add("on average", this::expected)
                .add("9 of 10 searches stay at or below", n -> atMost(n, NEARLY_SURE));
    }

    /** What fewer draws lose on average, beside how far scores lie apart at all, in a sentence. */
    public String sentence(int fewer, int more) {
        return String.format(
                Locale.ROOT,
                "%,d instead of %,d draws lose %.3f on average, where the scores of all draws have a standard deviation of %.2f.",
                fewer,
                more,
                expected(more) - expected(fewer),
                Sample.of(scores.stream().mapToDouble(score -> score)).standardDeviation());
    }

    private double known(int n, IntToDoubleFunction value) {
        return isResampled && n > scores.size() ? Double.NaN : value.applyAsDouble(n);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "the best of draws from %,d scores, %.4g to %.4g, %s",
                scores.size(),
                scores.get(0),
                scores.get(scores.size() - 1),
                isResampled ? "none twice" : "each equally likely");
    }
}
