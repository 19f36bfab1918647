package org.spikernel.study;

import java.util.List;

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

class SearchBesideDrawsTest {

    private static final SearchSpace SPACE = SearchSpace.of(Operation.SKIP, Operation.conv(3));
    private static final List<CellArchitecture> DRAWS = SPACE.all().toList();

    /** No constants: scorers run in threads of their own, which would wait for this class. */
    private final Search search = Search.of(SPACE, SnasNet.cifar10().withChannels(2), network -> network.neurons());

    private final SearchResult all = search.strategy(Strategy.exhaustive()).run();
    private final SearchResult pruned = search.strategy(Strategy.pruning()).run();
    private final SearchBesideDraws beside =
            SearchBesideDraws.of("pruning", pruned, all, DRAWS).with("by hand", -1);

    @Test
    void searchStandsBesideAsManyDrawsAndTheBestOfTheSpace() {
        Table table = beside.table(1_000);

        assertThat(table.columnNames()).containsExactly("search", "R", "beats_percent");
        assertThat(table.stringColumn("search").asList())
                .startsWith(
                        "pruning, %d scores"
                                .formatted(pruned.candidates().size()
                                        + pruned.steps().size()),
                        "best of %d draws (as many)".formatted(beside.scores()))
                .endsWith("best of 1,000 draws", "by hand", "best of the space")
                .hasSize(6);
        assertThat(table.doubleColumn("R").get(1))
                .isEqualTo(BestOfDraws.independent(all, DRAWS).expected(beside.scores()));
        assertThat(table.doubleColumn("R").get(5)).isEqualTo(all.best().score().getAsDouble());
        assertThat(table.doubleColumn("beats_percent").get(4)).isZero();
        assertThat(table.doubleColumn("beats_percent").get(5)).isLessThan(100).isPositive();
    }

    /** The cell that is left has the most neurons, as has every cell of convolutions alone: one of all draws. */
    @Test
    void chanceIsTheShareOfDrawsThatAreAsGood() {
        long asGood = BestOfDraws.independent(all, DRAWS).scores().stream()
                .filter(score -> score >= pruned.best().score().getAsDouble())
                .count();

        assertThat(beside.chanceOfAsGood()).isCloseTo(asGood / (double) DRAWS.size(), within(1e-12));
        assertThat(beside.sentence()).startsWith("A draw is as good as what pruning has found with a probability of ");
        assertThat(beside.drawsInTime()).isPositive();
    }

    @Test
    void drawThatNobodyHasScoredIsNamed() {
        CellArchitecture foreign = CellArchitecture.parse("conv5x5 | skip skip | skip skip skip");

        assertThatThrownBy(() -> SearchBesideDraws.of("pruning", pruned, all, List.of(foreign)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("but not " + foreign)
                .hasMessageContaining("Strategy.exhaustive()");
        assertThatThrownBy(() -> SearchBesideDraws.of("pruning", pruned, all, List.of()))
                .hasMessageContaining("one draw or more");
    }
}
