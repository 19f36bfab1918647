package org.spikernel.study.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.spikernel.cell.Cell;
import org.spikernel.random.RandomStream;
import org.spikernel.study.tabular.Label;
import org.spikernel.study.tabular.SpikeNasBench;
import org.spikernel.study.tabular.TrainedCell;
import org.spikernel.study.tabular.TrainedCells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class CeilingTest {

    private static final List<Cell> FORMS = SpikeNasBench.SPACE
            .draws(1)
            .map(architecture -> architecture.canonical().cell())
            .distinct()
            .limit(120)
            .toList();

    private static TrainedCell trained(int id, Cell cell, double validation, double test) {
        return new TrainedCell(id, cell, 1, 100, validation, test, OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** Two trainings of each form: what both have in common is normally distributed, and so is the luck of each. */
    private static List<TrainedCell> twice(int forms, double luck) {
        return IntStream.range(0, 2 * forms)
                .mapToObj(i -> {
                    int form = i / 2;
                    double good = RandomStream.at(0, "good", form).nextNormal();
                    double test =
                            80 + good + luck * RandomStream.at(0, "luck", i).nextNormal();
                    return trained(i, FORMS.get(form), test, test);
                })
                .toList();
    }

    @Test
    void whatLuckLeavesIsTheCeiling() {
        Ceiling ceiling = Ceiling.of(twice(120, 1), Label.test());

        // Half of the variance is luck: r = 0.5 between two trainings, 0.71 between one and the mean of many.
        assertThat(ceiling.trainedAgain().orElseThrow().value()).isCloseTo(1.0 / 3, within(0.12));
        assertThat(ceiling.expected().orElseThrow().value()).isCloseTo(0.5, within(0.12));
        assertThat(ceiling.expected().orElseThrow().low())
                .isGreaterThan(ceiling.trainedAgain().orElseThrow().low());
        assertThat(ceiling.validated().orElseThrow().value())
                .as("the same numbers")
                .isEqualTo(1);
        assertThat(Ceiling.of(twice(120, 0), Label.test())
                        .expected()
                        .orElseThrow()
                        .value())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void formsCountOnceOrAsOftenAsTheyWereTrained() {
        List<TrainedCell> cells = new ArrayList<>(twice(60, 1));
        Ceiling once = Ceiling.ofForms(cells, Label.test());
        // One form again and again, and always equally well: 20 pairs that are tied and below all others.
        Cell zero = Cell.parse("zero | zero zero | skip zero zero");
        IntStream.range(0, 40).forEach(i -> cells.add(trained(1000 + i, zero, 10, 10)));

        assertThat(Ceiling.ofForms(cells, Label.test())
                        .trainedAgain()
                        .orElseThrow()
                        .value())
                .isCloseTo(once.trainedAgain().orElseThrow().value(), within(0.05));
        assertThat(Ceiling.of(cells, Label.test()).trainedAgain().orElseThrow().value())
                .isGreaterThan(once.trainedAgain().orElseThrow().value() + 0.1);
    }

    @Test
    void whereFewCellsWereTrainedAgainNothingIsSaidOfIt() {
        Ceiling ceiling = Ceiling.of(twice(5, 1), Label.validation());

        assertThat(ceiling.trainedAgain()).isEmpty();
        assertThat(ceiling.expected()).isEmpty();
        assertThat(ceiling.validated()).as("it is what is judged by").isEmpty();
        assertThat(ceiling.rows()).isEmpty();
    }

    @Test
    void accuraciesGoFromOneBenchmarkToAnotherByTheFormsOfCells() {
        TrainedCells from = TrainedCells.of(twice(40, 0));
        TrainedCells to = TrainedCells.of(twice(60, 0).stream()
                .map(cell -> trained(cell.id() + 1000, cell.cell().canonical(), 0, 2 * cell.testAccuracy() - 100))
                .toList());

        Transfer transfer = Transfer.between(from, to, Label.test());

        assertThat(transfer.forms()).isEqualTo(40);
        assertThat(transfer.agreement().tau().value()).isEqualTo(1);
        assertThatThrownBy(() -> Transfer.between(from, TrainedCells.of(twice(7, 0)), Label.test()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs 20 cells or more that both trained")
                .hasMessageContaining("have 7 in common, of 40 and 7 canonical forms");
    }
}
