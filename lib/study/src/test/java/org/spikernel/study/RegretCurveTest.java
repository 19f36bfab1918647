package org.spikernel.study;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

import org.spikernel.cell.CellArchitecture;
import org.spikernel.search.LateAccuracy;
import org.spikernel.search.Search;
import org.spikernel.search.SearchHistory;
import org.spikernel.search.SearchResult;
import org.spikernel.search.Stage;
import org.spikernel.search.Strategy;
import org.spikernel.search.Trial;
import org.spikernel.space.Architecture;
import org.spikernel.study.tabular.BenchmarkCells;
import org.spikernel.study.tabular.SpikeNasBench;
import org.spikernel.study.tabular.SpikeNasImages;
import org.spikernel.study.tabular.TrainedCell;
import org.spikernel.study.tabular.TrainedCells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class RegretCurveTest {

    @Test
    void trainedCellHasAccuracies() {
        OptionalDouble none = OptionalDouble.empty();

        assertThatThrownBy(() -> new TrainedCell(7, SpikeNasBench.cell(7), 1, 100, Double.NaN, 90, none, none))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("those of cell 7, ")
                .hasMessageContaining("are NaN (validation) and 90.0 (test)");
    }

    private static final TrainedCells CELLS = BenchmarkCells.all().drawable();

    private static Search search(TrainedCells cells, Strategy strategy) {
        return Search.of(SpikeNasBench.SPACE, SpikeNasImages.CIFAR_10.macro(), cells.evaluator())
                .strategy(strategy);
    }

    private static SearchResult random(long seed) {
        return search(CELLS, Strategy.random(150).seed(seed)).run();
    }

    private static SearchResult chosen(TrainedCells known, TrainedCell... cells) {
        return search(known, Strategy.chosen(TrainedCells.of(List.of(cells)).architectures()))
                .run();
    }

    @Test
    void randomSearchNeedsTimeThatAnOracleDoesNot() {
        RegretCurve random = RegretCurve.of("random", CELLS, 100, 20, RegretCurveTest::random);
        RegretCurve oracle = RegretCurve.of(
                "oracle",
                CELLS,
                100,
                1,
                seed -> chosen(
                        CELLS,
                        CELLS.asList().stream()
                                .sorted(Comparator.comparingDouble(TrainedCell::testAccuracy)
                                        .reversed())
                                .limit(100)
                                .toArray(TrainedCell[]::new)));

        assertThat(random.accuracy()).hasSize(100).isSorted();
        assertThat(random.regret(100)).isPositive().isLessThan(random.regret(1));
        assertThat(random.low().get(99)).isLessThanOrEqualTo(random.accuracy().get(99));
        assertThat(random.deviation().get(99))
                .isPositive()
                .isLessThan(random.deviation().get(0));
        assertThat(oracle.regret(1)).isZero();
        assertThatThrownBy(() -> oracle.regret(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("but the regret was asked for at 0");
    }

    @Test
    void bestOfRandomDrawsIsWhereTheoryPutsIt() {
        // Accuracies are uniform from 80 to 90: the best of n lies on average at 80 + 10 n / (n + 1).
        RegretCurve random = RegretCurve.of(
                "random",
                CELLS,
                9,
                1_000,
                seed -> search(CELLS, Strategy.random(12).seed(seed)).run());

        assertThat(random.accuracy().get(8)).isEqualTo(89, within(0.2));
    }

    @Test
    void unknownCellsCostNothing() {
        TrainedCells two = TrainedCells.of(List.of(BenchmarkCells.trained(25), BenchmarkCells.trained(50)));
        RegretCurve curve = RegretCurve.of(
                "list",
                two,
                10,
                1,
                seed -> chosen(
                        two,
                        IntStream.of(75, 25, 25, 26, 100, 50)
                                .mapToObj(BenchmarkCells::trained)
                                .toArray(TrainedCell[]::new)));

        assertThat(curve.accuracy()).hasSize(2);
        assertThatThrownBy(() -> RegretCurve.of("list", two, 10, 1, seed -> chosen(two, BenchmarkCells.trained(75))))
                .hasMessageContaining("list met none of the 2 cells");
    }

    @Test
    void testImagesDecideNothing() {
        TrainedCell first = with(BenchmarkCells.trained(25), 80, 85);
        TrainedCell luckier = with(BenchmarkCells.trained(50), 79, 90);
        TrainedCells two = TrainedCells.of(List.of(first, luckier));

        assertThat(RegretCurve.of("list", two, 2, 1, seed -> chosen(two, first, luckier))
                        .accuracy())
                .containsExactly(85.0, 85.0);
    }

    private static TrainedCell with(TrainedCell cell, double validation, double test) {
        return new TrainedCell(
                cell.id(),
                cell.cell(),
                cell.params(),
                cell.epochs(),
                validation,
                test,
                cell.validationAccuracyAtEpoch10(),
                cell.validationAccuracyAtEpoch50());
    }

    /** Every fourth epoch is a stage; the first cell leads at first. */
    @Test
    void whatIsStoppedEarlyCostsWhatItWasTrained() {
        TrainedCell early = curved(25, 85, List.of(70.0, 72.0, 74.0, 76.0));
        TrainedCell late = curved(50, 90, List.of(60.0, 65.0, 75.0, 80.0));
        TrainedCells two = TrainedCells.of(List.of(early, late));
        Search search = Search.of(SpikeNasBench.SPACE, SpikeNasImages.CIFAR_10.macro(), two.evaluator(2));
        List<Trial> trials = List.of(
                new Trial(CellArchitecture.of(early.cell()), Stage.epochs(2, 4)),
                new Trial(CellArchitecture.of(late.cell()), Stage.epochs(2, 4)),
                new Trial(CellArchitecture.of(early.cell()), Stage.epochs(4, 4)),
                new Trial(CellArchitecture.of(late.cell()), Stage.epochs(4, 4)));
        SearchResult result = search.strategy(new InOrder(trials)).run();

        assertThat(result.candidates())
                .extracting(candidate -> candidate.score().getAsDouble())
                .containsExactly(72.0, 65.0, 76.0, 80.0);
        assertThat(result.best().cell()).isEqualTo(late.cell());
        assertThat(result.candidates().get(1).measure(LateAccuracy.NAME)).isEqualTo(65);
        assertThat(RegretCurve.of("two", two, 5, 1, seed -> result).accuracy()).containsExactly(85.0, 90.0);
    }

    @Test
    void hoursArePaidByWhatTheTrainingTakes() {
        TrainedCell quick = took(25, 81, 85, 1);
        TrainedCell slow = took(50, 82, 90, 3);
        TrainedCells two = TrainedCells.of(List.of(quick, slow));
        RegretCurve curve = RegretCurve.of("list", two, RegretCurve.Unit.HOURS, 9, 1, seed -> chosen(two, quick, slow));

        assertThat(curve.accuracy()).containsExactly(85.0, 85.0, 85.0, 90.0);
        assertThat(RegretCurve.table(List.of(curve)).intColumn("hours").asList())
                .containsExactly(1, 2, 3, 4);
        RegretCurve trainings = RegretCurve.of("list", two, 2, 1, seed -> chosen(two, quick, slow));
        assertThatThrownBy(() -> RegretCurve.table(List.of(curve, trainings)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("but found [HOURS, TRAININGS]");
    }

    @Test
    void nothingIsFoundBeforeTheFirstTrainingHasEnded() {
        TrainedCell[] cells = {
            took(25, 51, 50, 2.5), took(50, 61, 60, 2.5), took(75, 71, 70, 2.5), took(100, 81, 80, 2.5)
        };
        TrainedCells four = TrainedCells.of(List.of(cells));
        RegretCurve curve = RegretCurve.of("list", four, RegretCurve.Unit.HOURS, 20, 1, seed -> chosen(four, cells));
        Table table = RegretCurve.table(List.of(curve));

        double none = Double.NaN;
        assertThat(curve.accuracy()).containsExactly(none, none, 50.0, 50.0, 60.0, 60.0, 60.0, 70.0, 70.0, 80.0);
        assertThat(curve.low()).isEqualTo(curve.accuracy());
        assertThat(curve.regret(2)).isNaN();
        assertThat(table.doubleColumn("test_accuracy").countMissing()).isEqualTo(2);
        assertThat(table.doubleColumn("test_accuracy_in_9_of_10").countMissing())
                .isEqualTo(2);
        assertThatThrownBy(
                        () -> RegretCurve.of("list", four, RegretCurve.Unit.HOURS, 2, 1, seed -> chosen(four, cells)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("whose training had ended at a price of 1 to 2 hours");
    }

    @Test
    void whatOneSeedHasNotFoundYetHasNoMean() {
        TrainedCell quick = took(25, 51, 50, 1);
        TrainedCell slow = took(50, 61, 60, 2);
        TrainedCells two = TrainedCells.of(List.of(quick, slow));
        RegretCurve curve = RegretCurve.of(
                "list",
                two,
                RegretCurve.Unit.HOURS,
                3,
                2,
                seed -> seed == 0 ? chosen(two, quick, slow) : chosen(two, slow, quick));

        assertThat(curve.accuracy()).containsExactly(Double.NaN, 55.0, 60.0);
        assertThat(curve.deviation().get(0)).isNaN();
        assertThat(curve.low()).containsExactly(Double.NaN, 50.0, 60.0);
    }

    @Test
    void nineOfTenReachTheLowAccuracyAndOneMayStayBelow() {
        TrainedCell[] cells = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> with(CELLS.asList().get(i), 50 + i, 50 + i))
                .toArray(TrainedCell[]::new);
        TrainedCells all = TrainedCells.of(List.of(cells));

        assertThat(low(all, cells, 9)).isEqualTo(51);
        assertThat(low(all, cells, 10)).isEqualTo(52);
        assertThat(low(all, cells, 19)).isEqualTo(52);
        assertThat(low(all, cells, 20)).isEqualTo(53);
    }

    /** Each seed finds another cell. */
    private static double low(TrainedCells all, TrainedCell[] cells, int seeds) {
        return RegretCurve.of("one", all, 1, seeds, seed -> chosen(all, cells[(int) seed]))
                .low()
                .get(0);
    }

    @Test
    void oneSeedSaysNothingOfTheDeviation() {
        TrainedCell one = took(25, 81, 85, 1);
        TrainedCells known = TrainedCells.of(List.of(one));
        RegretCurve curve = RegretCurve.of("one", known, 1, 1, seed -> chosen(known, one));

        assertThat(curve.deviation()).containsExactly(Double.NaN);
        assertThat(RegretCurve.table(List.of(curve)).doubleColumn("deviation").isMissing(0))
                .isTrue();
    }

    @Test
    void hoursMustBeKnown() {
        TrainedCells one = TrainedCells.of(List.of(BenchmarkCells.trained(25)));

        assertThatThrownBy(() -> RegretCurve.of(
                        "list", one, RegretCurve.Unit.HOURS, 1, 1, seed -> chosen(one, BenchmarkCells.trained(25))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the training of cell 25 took");
    }

    private static TrainedCell took(int id, double validation, double test, double hours) {
        OptionalDouble none = OptionalDouble.empty();
        return new TrainedCell(
                id,
                SpikeNasBench.cell(id),
                1,
                4,
                validation,
                test,
                none,
                none,
                List.of(),
                List.of(),
                OptionalDouble.of(hours));
    }

    private static TrainedCell curved(int id, double test, List<Double> curve) {
        OptionalDouble none = OptionalDouble.empty();
        return new TrainedCell(
                id, SpikeNasBench.cell(id), 1, 4, curve.get(3), test, none, none, curve, List.of(), none);
    }

    /** Proposes one trial after another. */
    private record InOrder(List<Trial> all) implements Strategy {

        @Override
        public List<? extends Architecture> next(SearchHistory history) {
            return trials(history).stream().map(Trial::architecture).toList();
        }

        @Override
        public List<Trial> trials(SearchHistory history) {
            return all.subList(history.size(), Math.min(history.size() + 1, all.size()));
        }

        @Override
        public String setting(Search search) {
            return "in order";
        }

        @Override
        public Map<String, String> settings() {
            return Map.of();
        }
    }

    @Test
    void stagesNeedCurves() {
        assertThatThrownBy(() -> CELLS.evaluator(10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("what was reached on the way is not known of all 15,625 cells"
                        .replace("15,625", String.format("%,d", CELLS.size())));
    }

    @Test
    void evolutionCanLookUpTheBenchmark() {
        RegretCurve evolution = RegretCurve.of(
                "evolution",
                CELLS,
                100,
                3,
                seed -> search(CELLS, Strategy.evolution(300).seed(seed)).run());
        Table table = RegretCurve.table(List.of(evolution));

        assertThat(table.rowCount()).isEqualTo(evolution.accuracy().size()).isPositive();
        assertThat(table.columnNames())
                .containsExactly(
                        "search", "evaluations", "test_accuracy", "test_accuracy_in_9_of_10", "regret", "deviation");
    }
}
