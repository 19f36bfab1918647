package org.spikernel.study.tabular;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import org.spikernel.Shared;
import org.spikernel.cell.Cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class LabelTest {

    private static final OptionalDouble NONE = OptionalDouble.empty();

    private static final TrainedCell CELL = new TrainedCell(
            7,
            SpikeNasBench.cell(7),
            1,
            4,
            88,
            87,
            NONE,
            NONE,
            List.of(50.0, 80.0, 86.0, 88.0),
            List.of(),
            OptionalDouble.of(2));

    @Test
    void labelsAreNumbersOfTrainedCells() {
        assertThat(Label.validation().of(List.of(CELL))).containsExactly(88);
        assertThat(Label.test().of(List.of(CELL))).containsExactly(87);
        assertThat(Label.meanOfLast(2).of(List.of(CELL))).containsExactly(87);
        assertThat(Label.meanOfLast(4).of(List.of(CELL))).containsExactly(76);
        assertThatThrownBy(() -> Label.meanOfLast(5).of(List.of(CELL)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a mean of 5 epochs")
                .hasMessageContaining("of cell 7")
                .hasMessageContaining("4 are known");
        assertThatThrownBy(() -> Label.meanOfLast(0)).hasMessageContaining("1 epoch or more");
    }

    @Test
    void trainingHasItsPriceInEpochsAndHours() {
        assertThat(CELL.price()).isEqualTo(new Price(4, OptionalDouble.of(2)));
        assertThat(CELL.price(1).plus(CELL.price())).isEqualTo(new Price(5, OptionalDouble.of(2.5)));
        assertThat(CELL.price()).hasToString("4 epochs, 2.0 hours");
        assertThat(CELL.price().plus(new Price(1, NONE)).hours()).isEmpty();
        assertThatThrownBy(() -> CELL.price(5)).hasMessageContaining("ask for 0 to 4");
        assertThatThrownBy(() -> new Price(-1, NONE)).hasMessageContaining("0 or more, but found -1");
    }

    /** The price of the benchmark is known: its paper says 34,307 hours for all, and a median of 2.1. */
    @Test
    void hoursOfTheBenchmarkAreThoseThatItsAuthorsLogged() {
        SpikeNasBench bench = SpikeNasBench.read(Shared.data("spikenas-bench/cifar10.csv"));
        Price all = bench.epochs().keySet().stream()
                .flatMap(epochs -> bench.trainedFor(epochs).asList().stream())
                .map(TrainedCell::price)
                .reduce(Price.NOTHING, Price::plus);

        assertThat(all.hours().orElseThrow()).isCloseTo(34_307, within(1.0));
        assertThat(all.epochs()).isEqualTo(14_935 * 100 + 690 * 200);
    }

    /** The finding that trainedAlike() rests on: forms of which some trainings are left out and others are not. */
    @Test
    void whatIsNotTrainedAlikeStartsSlowlyAndEndsLower() {
        SpikeNasBench bench = SpikeNasBench.read(Shared.data("spikenas-bench/cifar10.csv"));
        Map<Cell, List<TrainedCell>> alike = byForm(bench.trainedAlike(100));
        Map<Cell, List<TrainedCell>> left = byForm(TrainedCells.of(
                bench.trainedFor(100).asList().stream().filter(SlowStarts::has).toList()));
        List<Cell> both = left.keySet().stream().filter(alike::containsKey).toList();

        assertThat(both).hasSizeGreaterThan(100);
        assertThat(both)
                .as("each of them starts slowly")
                .allMatch(form -> mean(left.get(form), LabelTest::firstEpochs) + 3
                        < mean(alike.get(form), LabelTest::firstEpochs));
        assertThat(both.stream()
                        .mapToDouble(form -> mean(alike.get(form), TrainedCell::testAccuracy)
                                - mean(left.get(form), TrainedCell::testAccuracy))
                        .average()
                        .orElseThrow())
                .isBetween(0.8, 1.0);
        assertThatThrownBy(() -> bench.trainedAlike(200))
                .hasMessageContaining("known of the networks for CIFAR-10 that were trained for 100 epochs");
    }

    private static Map<Cell, List<TrainedCell>> byForm(TrainedCells cells) {
        return cells.connected().asList().stream()
                .collect(Collectors.groupingBy(trained -> trained.cell().canonical()));
    }

    private static double mean(List<TrainedCell> cells, ToDoubleFunction<TrainedCell> number) {
        return cells.stream().mapToDouble(number).average().orElseThrow();
    }

    private static double firstEpochs(TrainedCell cell) {
        return cell.validationAccuracies().stream()
                .limit(3)
                .mapToDouble(accuracy -> accuracy)
                .average()
                .orElseThrow();
    }
}
