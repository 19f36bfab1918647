package org.spikernel.search;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

import org.spikernel.block.BlockArchitecture;
import org.spikernel.block.BlockSpace;
import org.spikernel.cell.CellArchitecture;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.network.AutoSnn;
import org.spikernel.network.SnasNet;
import org.spikernel.network.SnnFrame;
import org.spikernel.score.Scorer;
import org.spikernel.score.UndefinedScoreException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChosenTest {

    private static final SearchSpace SPACE = SearchSpace.of(KernelSet.SET_3);
    private static final SnasNet MACRO = SnasNet.cifar10().withChannels(2);
    private static final CellArchitecture FIRST = CellArchitecture.parse("conv3x3 | zero zero | skip conv5x5 zero");

    /** Not of the space. */
    private static final CellArchitecture SECOND = CellArchitecture.parse("zero | zero zero | conv7x7 zero zero");

    private static final Scorer SCORER = network -> network.params().features();

    private static Search search(SnasNet macro, Scorer scorer) {
        return Search.of(SPACE, macro, scorer).strategy(Strategy.chosen(FIRST, SECOND, FIRST));
    }

    @Test
    void candidatesAreTheCellsInTheirOrder() {
        SearchResult result = search(MACRO, SCORER).run();

        assertThat(result.candidates())
                .extracting(Candidate::cells)
                .containsExactly(FIRST.canonical(), SECOND.canonical());
        assertThat(result.best().score())
                .hasValue(MACRO.network(result.best().cell()).params().features());
        assertThat(result.complete()).isTrue();
        assertThat(result.equivalent()).isEqualTo(1);
    }

    @Test
    void severalWidthsMakeOneTable() {
        Table table = SearchResult.tableOf(List.of(
                search(MACRO, SCORER).run(),
                search(MACRO.withChannels(4), SCORER).named("wide").run()));

        assertThat(table.stringColumn("setting").asList())
                .containsExactly("SnasNet C=2", "SnasNet C=2", "wide", "wide");
        assertThat(table.longColumn("params_features").get(3))
                .isEqualTo(MACRO.withChannels(4).network(SECOND).params().features());
    }

    @Test
    void cellWithoutAScoreHasNone() {
        SearchResult result = search(MACRO, network -> {
                    throw new UndefinedScoreException("none");
                })
                .strategy(Strategy.chosen(List.of(FIRST)))
                .run();

        assertThat(result.candidates())
                .singleElement()
                .satisfies(candidate -> assertThat(candidate.score()).isEmpty());
    }

    @Test
    void rankingHasTheBestFirstAndNothingWithoutAScore() {
        CellArchitecture third = CellArchitecture.parse("skip | skip skip | skip skip skip");
        Scorer ofSome = network -> {
            long features = network.params().features();
            if (features == MACRO.network(FIRST).params().features()) {
                throw new UndefinedScoreException("none");
            }
            return features;
        };
        SearchResult result = search(MACRO, ofSome)
                .strategy(Strategy.chosen(List.of(third, FIRST, SECOND)))
                .run();

        assertThat(result.table().stringColumn("cell").asList())
                .containsExactly(
                        third.canonical().toString(),
                        FIRST.canonical().toString(),
                        SECOND.canonical().toString());
        assertThat(result.ranking().stringColumn("cell").asList())
                .containsExactly(
                        SECOND.canonical().toString(), third.canonical().toString());
        assertThat(result.ranking().columnNames()).isEqualTo(result.table().columnNames());
    }

    @Test
    void nothingChosenIsRefused() {
        assertThatThrownBy(Strategy::chosen)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no architectures were chosen");
    }

    @Test
    void chosenBlocksThatTheSpaceDoesNotHaveComeBackFromAJournal(@TempDir Path directory) {
        BlockSpace space = BlockSpace.autoSnn();
        AutoSnn macro = AutoSnn.snn1(SnnFrame.cifar10().withChannels(2));
        AtomicInteger scored = new AtomicInteger();
        Search search = Search.of(space, macro, Scorer.named("features", network -> {
                    scored.incrementAndGet();
                    return network.params().features();
                }))
                .strategy(Strategy.chosen(
                        BlockArchitecture.parse("SRB_k7 skip skip skip skip"),
                        BlockArchitecture.parse("skip skip skip SRB_k3 SRB_k9")))
                .journal(directory.resolve("journal.csv"));

        SearchResult first = search.run();

        assertThat(search.run().candidates()).isEqualTo(first.candidates());
        assertThat(scored).hasValue(2);
    }
}
