package org.spikernel.search;

import java.util.List;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

import org.spikernel.cell.Cell;
import org.spikernel.network.SnasNet;
import org.spikernel.score.Scorer;
import org.spikernel.score.UndefinedScoreException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChosenCellsTest {

    private static final SnasNet MACRO = SnasNet.cifar10().channels(2);
    private static final Cell FIRST = Cell.parse("conv3x3 | zero zero | skip conv5x5 zero");
    private static final Cell SECOND = Cell.parse("zero | zero zero | conv7x7 zero zero");
    private static final Scorer SCORER = network -> network.params().features();

    @Test
    void candidatesAreTheCellsInTheirOrder() {
        SearchResult result = ChosenCells.of(List.of(FIRST, SECOND, FIRST), MACRO)
                .scoredBy(SCORER)
                .run();

        assertThat(result.candidates())
                .extracting(Candidate::cell)
                .containsExactly(FIRST.canonical(), SECOND.canonical());
        assertThat(result.best().score())
                .hasValue(MACRO.network(result.best().cell()).params().features());
        assertThat(result.complete()).isTrue();
    }

    @Test
    void severalWidthsMakeOneTable() {
        List<Cell> cells = List.of(FIRST, SECOND);
        Table table = SearchResult.tableOf(List.of(
                ChosenCells.of(cells, MACRO).scoredBy(SCORER).run(),
                ChosenCells.of(cells, MACRO.channels(4))
                        .named("wide")
                        .scoredBy(SCORER)
                        .run()));

        assertThat(table.stringColumn("setting").asList())
                .containsExactly("SnasNet C=2", "SnasNet C=2", "wide", "wide");
        assertThat(table.longColumn("params_features").get(3))
                .isEqualTo(MACRO.channels(4).network(SECOND).params().features());
    }

    @Test
    void cellWithoutAScoreHasNone() {
        SearchResult result = ChosenCells.of(List.of(FIRST), MACRO)
                .scoredBy(network -> {
                    throw new UndefinedScoreException("none");
                })
                .run();

        assertThat(result.candidates())
                .singleElement()
                .satisfies(candidate -> assertThat(candidate.score()).isEmpty());
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> ChosenCells.of(List.of(), MACRO)).hasMessageContaining("no cells were chosen");
        assertThatThrownBy(() -> ChosenCells.of(List.of(FIRST), MACRO).run()).hasMessageContaining("has no scorer");
    }
}
