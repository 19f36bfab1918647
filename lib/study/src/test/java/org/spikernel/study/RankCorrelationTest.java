package org.spikernel.study;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.random.RandomStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class RankCorrelationTest {

    @Test
    void sameOrderIsOneAndOppositeOrderMinusOne() {
        double[] ranking = {1, 2, 5, 9};
        double[] opposite = {4, 3, 2, 1};

        assertThat(RankCorrelation.kendall(ranking, ranking)).isEqualTo(1);
        assertThat(RankCorrelation.kendall(ranking, opposite)).isEqualTo(-1);
        assertThat(RankCorrelation.spearman(ranking, opposite)).isEqualTo(-1, within(1e-12));
    }

    @Property(tries = 200)
    void tauIsThatOfCountedPairs(
            @ForAll @Size(min = 2, max = 30) List<@IntRange(min = 0, max = 5) Integer> values, @ForAll long seed) {
        double[] one = values.stream().mapToDouble(Integer::doubleValue).toArray();
        RandomStream random = RandomStream.at(seed);
        double[] other = Arrays.stream(one).map(value -> random.nextInt(4)).toArray();

        assertThat(RankCorrelation.kendall(one, other)).isEqualTo(tauOfPairs(one, other), within(1e-12));
    }

    /** Tau-b as Kendall (1945) defines it. */
    private static double tauOfPairs(double[] one, double[] other) {
        double agreement = 0;
        double untiedInOne = 0;
        double untiedInOther = 0;
        for (int i = 0; i < one.length; i++) {
            for (int j = 0; j < i; j++) {
                double product = Math.signum(one[i] - one[j]) * Math.signum(other[i] - other[j]);
                agreement += product;
                untiedInOne += one[i] == one[j] ? 0 : 1;
                untiedInOther += other[i] == other[j] ? 0 : 1;
            }
        }
        return agreement / Math.sqrt(untiedInOne * untiedInOther);
    }

    @Test
    void rhoSharesRanksAmongTies() {
        // Ranks 1, 2.5, 2.5, 4 and 1, 2, 3, 4.
        assertThat(RankCorrelation.spearman(new double[] {1, 2, 2, 3}, new double[] {1, 2, 3, 4}))
                .isEqualTo(4.5 / Math.sqrt(4.5 * 5), within(1e-12));
    }

    @Test
    void intervalsHoldTheEstimateAndRepeat() {
        double[] one = numbers(200, 1);
        double[] noisy = numbers(200, 2);
        double[] other =
                IntStream.range(0, 200).mapToDouble(i -> one[i] + noisy[i]).toArray();
        RankCorrelation found = RankCorrelation.of(one, other);

        assertThat(found.tau().value()).isBetween(found.tau().low(), found.tau().high());
        assertThat(found.rho().value()).isBetween(found.rho().low(), found.rho().high());
        assertThat(found.tau().low()).isPositive();
        assertThat(RankCorrelation.of(one, other)).isEqualTo(found);
        assertThat(RankCorrelation.of(one, other, 1000, 1)).isNotEqualTo(found);
    }

    @Test
    void intervalsHoldWhatIsTrueAboutNineteenTimesInTwenty() {
        long held = IntStream.range(0, 200)
                .filter(trial -> {
                    RankCorrelation.Estimate tau = RankCorrelation.of(
                                    numbers(60, 2 * trial), numbers(60, 2 * trial + 1), 200, 0)
                            .tau();
                    return tau.low() <= 0 && 0 <= tau.high();
                })
                .count();

        assertThat(held).isBetween(178L, 199L);
    }

    @Test
    void moreIsKnownOfMore() {
        RankCorrelation few = RankCorrelation.of(numbers(30, 1), numbers(30, 2));
        RankCorrelation many = RankCorrelation.of(numbers(1000, 1), numbers(1000, 2));

        assertThat(many.tau().high() - many.tau().low())
                .isLessThan((few.tau().high() - few.tau().low()) / 2);
    }

    @Test
    void tableHasARowForEveryColumn() {
        Table rows = rows();
        Table found = RankCorrelation.table(rows, "test_accuracy", List.of("score", "test_accuracy"));

        assertThat(found.columnNames())
                .containsExactly("by", "cells", "tau", "tau_low", "tau_high", "rho", "rho_low", "rho_high");
        assertThat(found.stringColumn("by").asList()).containsExactly("score", "test accuracy");
        assertThat(found.doubleColumn("tau").get(0))
                .isEqualTo(RankCorrelation.kendall(
                        rows.doubleColumn("score").asDoubleArray(),
                        rows.doubleColumn("test_accuracy").asDoubleArray()));
        assertThat(found.doubleColumn("tau").get(1)).isEqualTo(1);
    }

    @Test
    void groupsAreRankedByThemselves() {
        Table rows = rows();
        rows.addColumns(DoubleColumn.create("params", IntStream.range(0, 100).mapToDouble(i -> i == 99 ? 7 : i % 2)));
        Table found = RankCorrelation.within(rows, "test_accuracy", "score", "params");

        assertThat(found.doubleColumn("params").asList()).containsExactly(0.0, 1.0);
        assertThat(found.intColumn("cells").asList()).containsExactly(50, 49);
        assertThat(found.doubleColumn("tau").asList()).allMatch(tau -> tau > -1 && tau < 1);
    }

    @Test
    void whatCannotBeRankedIsRefused() {
        double[] missing = {1, Double.NaN, 2};
        assertThatThrownBy(() -> RankCorrelation.kendall(missing, new double[] {1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 of 3 numbers to rank by are missing (the first ranking holds NaN)")
                .hasMessageContaining("leave their rows out");
        assertThatThrownBy(() -> RankCorrelation.kendall(new double[3], new double[2]))
                .hasMessageContaining("there are 3 and 2");
    }

    @Test
    void columnThatMissesNumbersIsNamed() {
        Table rows = rows();
        rows.doubleColumn("score").setMissing(3);

        assertThatThrownBy(() -> RankCorrelation.table(rows, "test_accuracy", List.of("score")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 of 100 numbers to rank by are missing (column 'score' holds NaN)");
    }

    @Test
    void textsAreNoNumbersToRankBy() {
        Table rows = rows().addColumns(StringColumn.create(
                "cell", Stream.generate(() -> "skip").limit(100)));

        assertThatThrownBy(() -> RankCorrelation.table(rows, "cell", List.of("score")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no numbers in column 'cell'; its columns are [");
        assertThatThrownBy(() -> RankCorrelation.within(rows, "test_accuracy", "score", "cell"))
                .hasMessageContaining("has no numbers in column 'cell'");
        assertThatThrownBy(() -> RankCorrelation.table(rows, "test_accuracy", List.of("scores")))
                .hasMessageContaining("has no column 'scores'");
    }

    @Test
    void zerosOfBothSignsAreTied() {
        double[] zeros = {0.0, -0.0, 1};
        double[] ties = {1, 1, 2};

        assertThat(RankCorrelation.kendall(zeros, ties)).isEqualTo(1);
        assertThat(RankCorrelation.kendall(ties, zeros)).isEqualTo(1);
        assertThat(RankCorrelation.spearman(zeros, ties)).isCloseTo(1, within(1e-12));
        Table rows = Table.create(
                DoubleColumn.create("truth", 1.0, 2, 3, 4),
                DoubleColumn.create("tried", 1.0, 2, 3, 4),
                DoubleColumn.create("group", 0.0, -0.0, 0.0, -0.0));
        assertThat(RankCorrelation.within(rows, "truth", "tried", "group")
                        .intColumn("cells")
                        .asList())
                .containsExactly(4);
    }

    @Test
    void infinitiesRankAtTheEnds() {
        double[] numbers = {Double.NEGATIVE_INFINITY, -1, 0, Double.POSITIVE_INFINITY};

        assertThat(RankCorrelation.kendall(numbers, new double[] {1, 2, 3, 4})).isEqualTo(1);
        assertThat(RankCorrelation.spearman(numbers, new double[] {4, 3, 2, 1})).isCloseTo(-1, within(1e-12));
    }

    @Test
    void rankingThatTiesEverythingAgreesWithNothing() {
        assertThat(RankCorrelation.of(new double[] {1, 1, 1}, new double[] {1, 2, 3})
                        .tau()
                        .value())
                .isNaN();
    }

    private static Table rows() {
        return Table.create(
                DoubleColumn.create("score", numbers(100, 1)), DoubleColumn.create("test_accuracy", numbers(100, 2)));
    }

    private static double[] numbers(int count, int place) {
        RandomStream random = RandomStream.at(place);
        return IntStream.range(0, count).mapToDouble(i -> random.nextDouble()).toArray();
    }
}
