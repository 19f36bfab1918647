package org.spikernel.study;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

import org.spikernel.cell.CellArchitecture;
import org.spikernel.cell.Operation;
import org.spikernel.cell.SearchSpace;
import org.spikernel.network.SnasNet;
import org.spikernel.search.Search;
import org.spikernel.search.SearchResult;
import org.spikernel.search.Strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class BestOfDrawsTest {

    private static final double[] SCORES = {3, 1, 2, 5, 4, 5};

    /** The best of every way to draw n scores, one after the other. */
    private static List<Double> bestOfAll(List<Double> scores, int n, boolean again) {
        if (n == 0) {
            return List.of(Double.NEGATIVE_INFINITY);
        }
        List<Double> best = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            List<Double> left = new ArrayList<>(scores);
            double drawn = again ? left.get(i) : left.remove(i);
            bestOfAll(left, n - 1, again).forEach(other -> best.add(Math.max(drawn, other)));
        }
        return best;
    }

    private static double[] array(List<Double> scores) {
        return scores.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Property(tries = 100)
    void isThatOfEveryWayToDraw(
            @ForAll @Size(min = 1, max = 6) List<@DoubleRange(min = -9, max = 9) Double> scores,
            @ForAll @IntRange(min = 1, max = 4) int n,
            @ForAll boolean again) {
        int draws = again ? n : Math.min(n, scores.size());
        List<Double> all = bestOfAll(scores, draws, again);
        BestOfDraws best = again ? BestOfDraws.independent(array(scores)) : BestOfDraws.resampled(array(scores));

        assertThat(best.expected(draws))
                .isCloseTo(all.stream().mapToDouble(score -> score).average().orElseThrow(), within(1e-9));
        double highest = all.stream().mapToDouble(score -> score).max().orElseThrow();
        assertThat(best.chanceOfHighest(draws)).isCloseTo(share(all, highest), within(1e-9));
        assertThat(share(all, best.atLeast(draws, 0.7))).isGreaterThanOrEqualTo(0.7 - 1e-9);
        assertThat(1 - shareAbove(all, best.atMost(draws, 0.7))).isGreaterThanOrEqualTo(0.7 - 1e-9);
        assertThat(shareAbove(all, best.atLeast(draws, 0.7))).isLessThan(0.7 + 1e-9);
    }

    /** Of how many of all the best is so high, from 0 to 1. */
    private static double share(List<Double> all, double score) {
        return all.stream().filter(other -> other >= score).count() / (double) all.size();
    }

    private static double shareAbove(List<Double> all, double score) {
        return all.stream().filter(other -> other > score).count() / (double) all.size();
    }

    @Test
    void endsAtTheHighestWhereEveryDrawIsPicked() {
        BestOfDraws best = BestOfDraws.resampled(SCORES);

        assertThat(best.expected(6)).isCloseTo(5, within(1e-12));
        assertThat(best.expected(1)).isCloseTo(20 / 6.0, within(1e-12));
        assertThat(best.atLeast(6, 0.9)).isEqualTo(5);
        assertThat(best.chanceOfHighest(1)).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(BestOfDraws.independent(SCORES).expected(6)).isLessThan(5);
        assertThat(BestOfDraws.independent(SCORES).atLeast(1, 1)).isEqualTo(1);
    }

    @Test
    void whatFollowsFromAScoreIsExpectedToo() {
        BestOfDraws best = BestOfDraws.independent(SCORES);

        assertThat(best.expected(3, score -> 2 * score)).isCloseTo(2 * best.expected(3), within(1e-12));
        assertThat(best.expectedShareBelow(1, new double[] {5, 2.5})).isCloseTo(4 / 12.0, within(1e-12));
    }

    /** As many draws as a search has: nothing overflows, and all chances together are 1. */
    @Test
    void holdsForManyDraws() {
        double[] scores = IntStream.range(0, 5000).asDoubleStream().toArray();

        for (int n : new int[] {1, 2, 2500, 4999, 5000}) {
            assertThat(BestOfDraws.resampled(scores).expected(n, score -> 1)).isCloseTo(1, within(1e-12));
            assertThat(BestOfDraws.resampled(scores).expected(n))
                    .as("the mean of the highest of n of 0 to N - 1")
                    .isCloseTo(n * 5001.0 / (n + 1) - 1, within(1e-8));
        }
    }

    @Test
    void tableSaysNothingOfDrawsThatNobodyHasSeen() {
        Table table = BestOfDraws.resampled(SCORES).table(1, 6, 100);

        assertThat(table.columnNames())
                .containsExactly(
                        "draws", "expected_best", "at_least_in_9_of_10", "at_most_in_9_of_10", "chance_of_highest");
        assertThat(table.doubleColumn("expected_best").isMissing(2)).isTrue();
        assertThat(table.doubleColumn("chance_of_highest").get(1)).isEqualTo(1);
        assertThat(BestOfDraws.independent(SCORES)
                        .table(100)
                        .doubleColumn("expected_best")
                        .get(0))
                .isCloseTo(5, within(1e-9));
    }

    @Test
    void luckIsACurveOnEachSideOfTheMean() {
        BestOfDraws best = BestOfDraws.resampled(SCORES);
        Table luck = best.luck(1, 5, 2).table("Luck", "best");

        assertThat(luck.doubleColumn("draws").asList()).containsExactly(1.0, 3.0, 5.0, 1.0, 3.0, 5.0, 1.0, 3.0, 5.0);
        assertThat(luck.doubleColumn("best").get(1)).isEqualTo(best.atMost(3, 0.1));
        assertThat(luck.doubleColumn("best").get(4)).isEqualTo(best.expected(3));
        assertThat(luck.doubleColumn("best").get(7)).isEqualTo(best.atMost(3, 0.9));
    }

    @Test
    void sentenceSaysWhatFewerDrawsLose() {
        assertThat(BestOfDraws.resampled(new double[] {1, 2, 3}).sentence(1, 3))
                .isEqualTo(
                        "1 instead of 3 draws lose 1.000 on average, where the scores of all draws have a standard deviation of 1.00.");
    }

    /** The chances are counted in whole numbers of ways to draw, so that a probability may be met exactly. */
    @Property(generation = GenerationMode.EXHAUSTIVE)
    void tenthsAreMetExactly(
            @ForAll @IntRange(min = 1, max = 60) int size,
            @ForAll @IntRange(min = 1, max = 3) int n,
            @ForAll @IntRange(min = 1, max = 10) int tenths,
            @ForAll boolean again) {
        int draws = again ? n : Math.min(n, size);
        double[] scores = IntStream.rangeClosed(1, size).asDoubleStream().toArray();
        BestOfDraws best = again ? BestOfDraws.independent(scores) : BestOfDraws.resampled(scores);
        long all = ways(size, draws, again);
        int atMost = IntStream.rangeClosed(1, size)
                .filter(score -> 10 * ways(score, draws, again) >= tenths * all)
                .min()
                .orElseThrow();
        int atLeast = IntStream.rangeClosed(1, size)
                .filter(score -> 10 * (all - ways(score - 1, draws, again)) >= tenths * all)
                .max()
                .orElseThrow();

        assertThat(best.atMost(draws, tenths / 10.0)).isEqualTo(atMost);
        assertThat(best.atLeast(draws, tenths / 10.0)).isEqualTo(atLeast);
    }

    /** To draw so many one after the other. */
    private static long ways(int scores, int draws, boolean again) {
        return IntStream.range(0, draws)
                .mapToLong(drawn -> again ? scores : Math.max(0, scores - drawn))
                .reduce(1, (one, other) -> one * other);
    }

    @Test
    void luckNeedsAStepForward() {
        assertThatThrownBy(() -> BestOfDraws.resampled(SCORES).luck(1, 3, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("step must be positive, but is 0");
    }

    @Test
    void whatCannotBeToldIsNamed() {
        assertThatThrownBy(() -> BestOfDraws.resampled(SCORES).expected(7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the best of n draws is told of 1 to 6 of the draws that were seen; of more, nothing is known, but should be of 7");
        assertThatThrownBy(() -> BestOfDraws.independent(SCORES).expected(0))
                .hasMessageContaining("1 draw or more, but should be of 0");
        assertThatThrownBy(() -> BestOfDraws.independent(SCORES).atLeast(1, 0)).hasMessageContaining("but is 0.0");
        assertThatThrownBy(() -> BestOfDraws.independent(SCORES).atMost(1, 1.5)).hasMessageContaining("but is 1.5");
        assertThatThrownBy(() -> BestOfDraws.resampled(new double[] {1, Double.NaN, 2}))
                .hasMessageContaining("1 of 3 are not; leave those out");
        assertThatThrownBy(() -> BestOfDraws.independent(DoubleStream.empty().toArray()))
                .hasMessageContaining("needs one score or more");
    }

    @Test
    void drawsThatASearchHardlyKnowsAreRefused() {
        SearchSpace space = SearchSpace.of(Operation.SKIP, Operation.conv(3));
        SearchResult scored = Search.of(space, SnasNet.cifar10().withChannels(2), network -> network.neurons())
                .strategy(Strategy.chosen(CellArchitecture.parse("conv3x3 | skip skip | conv3x3 skip skip")))
                .run();
        List<CellArchitecture> draws = Stream.of(
                        "conv3x3 | skip skip | conv3x3 skip skip",
                        "conv3x3 | conv3x3 skip | conv3x3 skip skip",
                        "conv3x3 | conv3x3 conv3x3 | conv3x3 skip skip")
                .map(CellArchitecture::parse)
                .toList();

        assertThat(BestOfDraws.resampled(scored, draws.subList(0, 2)).size()).isEqualTo(1);
        assertThatThrownBy(() -> BestOfDraws.resampled(scored, draws)).hasMessageContaining("knows 1 of 3");
        assertThatThrownBy(() -> BestOfDraws.independent(scored, draws)).hasMessageContaining("knows 1 of 3");
    }

    /** Draws of architectures: one twice, and one without a score. */
    @Test
    void drawsHaveTheScoresOfTheSearchThatScoredThem() {
        SearchSpace space = SearchSpace.of(Operation.SKIP, Operation.conv(3));
        SnasNet macro = SnasNet.cifar10().withChannels(2);
        SearchResult scored = Search.of(
                        space, macro, network -> network.neurons() > 6_000 ? network.neurons() : Double.NaN)
                .strategy(Strategy.exhaustive())
                .run();
        List<CellArchitecture> draws = Stream.of(
                        "conv3x3 | skip skip | conv3x3 skip skip",
                        "conv3x3 | skip skip | conv3x3 skip skip",
                        "skip | skip skip | skip skip skip")
                .map(CellArchitecture::parse)
                .toList();

        BestOfDraws best = BestOfDraws.resampled(scored, draws);

        double neurons = macro.network(draws.get(0).cell()).neurons();
        assertThat(best.scores()).containsExactly(neurons, neurons);
        assertThat(best.isResampled()).isTrue();
        assertThat(BestOfDraws.independent(scored, draws)).isEqualTo(new BestOfDraws(best.scores(), false));
        double lower = scored.candidates().stream()
                .filter(each -> each.score().isPresent() && each.score().getAsDouble() < neurons)
                .count();
        long different = scored.ranking().rowCount();
        assertThat(best.table(scored, 1, 3).doubleColumn("beats_percent").get(0))
                .isCloseTo(100 * lower / different, within(1e-9));
        assertThat(best.table(scored, 1, 3).doubleColumn("beats_percent").isMissing(1))
                .isTrue();
    }
}
