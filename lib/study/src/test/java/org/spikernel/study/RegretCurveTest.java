package org.spikernel.study;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

import org.spikernel.cell.Cell;
import org.spikernel.cell.CellArchitecture;
import org.spikernel.search.Candidate;
import org.spikernel.search.Evaluator;
import org.spikernel.search.Search;
import org.spikernel.search.Strategy;
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

    private static Stream<Cell> randomCells(long seed) {
        return SpikeNasBench.SPACE.draws(seed).map(CellArchitecture::cell);
    }

    @Test
    void randomSearchNeedsTimeThatAnOracleDoesNot() {
        RegretCurve random = RegretCurve.of("random", CELLS, 100, 20, RegretCurveTest::randomCells);
        RegretCurve oracle = RegretCurve.of(
                "oracle",
                CELLS,
                100,
                1,
                seed -> CELLS.asList().stream()
                        .sorted(Comparator.comparingDouble(TrainedCell::testAccuracy)
                                .reversed())
                        .map(TrainedCell::cell));

        assertThat(random.accuracy()).hasSize(100).isSorted();
        assertThat(random.regret(100)).isPositive().isLessThan(random.regret(1));
        assertThat(random.low().get(99)).isLessThanOrEqualTo(random.accuracy().get(99));
        assertThat(oracle.regret(1)).isZero();
        assertThatThrownBy(() -> oracle.regret(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("but the regret was asked for after 0");
    }

    @Test
    void bestOfRandomDrawsIsWhereTheoryPutsIt() {
        // Accuracies are uniform from 80 to 90: the best of n lies on average at 80 + 10 n / (n + 1).
        RegretCurve random = RegretCurve.of("random", CELLS, 9, 2_000, RegretCurveTest::randomCells);

        assertThat(random.accuracy().get(8)).isEqualTo(89, within(0.15));
    }

    @Test
    void cellsAreTrainedOnceAndUnknownOnesPassedOver() {
        TrainedCells two = TrainedCells.of(List.of(BenchmarkCells.trained(25), BenchmarkCells.trained(50)));
        RegretCurve curve = RegretCurve.of(
                "list",
                two,
                10,
                1,
                seed -> IntStream.of(75, 25, 25, 26, 100, 50).mapToObj(SpikeNasBench::cell));

        assertThat(curve.accuracy()).hasSize(2);
        assertThatThrownBy(() -> RegretCurve.of("list", two, 10, 1, seed -> Stream.of(SpikeNasBench.cell(75))))
                .hasMessageContaining("list met none of the 2 cells");
    }

    @Test
    void testImagesDecideNothing() {
        TrainedCell first = with(BenchmarkCells.trained(25), 80, 85);
        TrainedCell luckier = with(BenchmarkCells.trained(50), 79, 90);
        TrainedCells two = TrainedCells.of(List.of(first, luckier));

        assertThat(RegretCurve.of("list", two, 2, 1, seed -> Stream.of(first.cell(), luckier.cell()))
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

    @Test
    void evolutionCanLookUpTheBenchmark() {
        Search search = Search.of(
                SpikeNasBench.SPACE, SpikeNasImages.CIFAR_10.macro(), Evaluator.lookup(CELLS::validationAccuracy));
        RegretCurve evolution = RegretCurve.of(
                "evolution",
                CELLS,
                100,
                3,
                seed -> search.strategy(Strategy.evolution(300).seed(seed)).run().candidates().stream()
                        .map(Candidate::cell));
        Table table = RegretCurve.table(List.of(evolution));

        assertThat(table.rowCount()).isEqualTo(evolution.accuracy().size()).isPositive();
        assertThat(table.columnNames())
                .containsExactly("search", "evaluations", "test_accuracy", "test_accuracy_in_9_of_10", "regret");
    }
}
