package org.spikernel.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import org.spikernel.cell.Cell;
import org.spikernel.cell.CellArchitecture;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.Operation;
import org.spikernel.cell.SearchSpace;
import org.spikernel.network.MemoryBudget;
import org.spikernel.network.ParamCount.Scope;
import org.spikernel.network.SnasNet;
import org.spikernel.score.Scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every strategy in spaces whose cells have backward connections. */
class FeedbackSearchTest {

    private static final SearchSpace SPACE = SearchSpace.of(KernelSet.SET_1).withBackward();
    private static final SnasNet MACRO = SnasNet.cifar10().withChannels(2);

    static final List<Strategy> STRATEGIES = List.of(
            Strategy.random(60).seed(7),
            Strategy.evolution(60).population(10).sample(3).seed(7),
            Strategy.autoSnnEvolution().rounds(2).seed(1),
            Strategy.chosen(SPACE.draws(3).limit(30).toList()));

    private static Search search(SearchSpace space, Strategy strategy) {
        return Search.of(
                        space,
                        MACRO,
                        Scorer.named("hash", network -> 1e9 / network.name().hashCode()))
                .strategy(strategy);
    }

    private static String withoutSeconds(SearchResult result) {
        return result.iterations() + result.table().removeColumns("seconds").printAll();
    }

    @ParameterizedTest
    @FieldSource("STRATEGIES")
    void findsCellsWithFeedbackAndGoesOnFromItsJournal(Strategy strategy, @TempDir Path directory) throws IOException {
        Path journal = directory.resolve("journal.csv");
        SearchResult whole = search(SPACE, strategy).journal(journal).run();
        List<String> lines = Files.readAllLines(journal);

        assertThat(whole.candidates()).hasSizeGreaterThan(20).anyMatch(FeedbackSearchTest::hasFeedback);
        assertThat(lines)
                .anyMatch(
                        line -> line.contains("1x1_3x3_Bw [zero, skip, conv1x1, conv3x3, avg3x3] forward or backward"));
        Files.write(journal, lines.subList(0, lines.size() - 7));
        assertThat(withoutSeconds(search(SPACE, strategy).journal(journal).run()))
                .isEqualTo(withoutSeconds(whole));
        assertThatThrownBy(() -> search(
                                SearchSpace.of(KernelSet.SET_1),
                                Strategy.random(60).seed(7))
                        .journal(journal)
                        .run())
                .hasMessageContaining("1x1_3x3");
    }

    private static boolean hasFeedback(Candidate candidate) {
        return candidate.cells().cells().stream().anyMatch(Cell::hasFeedback);
    }

    /** Three choices between two nodes: nothing, a skip forward, a skip backward. */
    @Test
    void whatListsASpaceListsBothDirections() {
        SearchSpace space = SearchSpace.of(Operation.ZERO, Operation.SKIP).withBackward();

        assertThat(space.all()).hasSize(243).doesNotHaveDuplicates();
        assertThat(search(space, Strategy.exhaustive()).run().candidates())
                .hasSize((int)
                        space.all().map(CellArchitecture::canonical).distinct().count())
                .anyMatch(FeedbackSearchTest::hasFeedback);
        SearchResult cellByCell = search(space, Strategy.cellByCell()).run();
        assertThat(cellByCell.iterations()).isEqualTo(2 * 243);
        assertThat(cellByCell.setting()).isEqualTo("SpikeNAS_2C2O_zero_skip_Bw");
    }

    @Test
    void budgetCountsBackwardEdges() {
        MemoryBudget budget = MemoryBudget.params(1_000_000).withScope(Scope.FEATURES);
        SearchResult result =
                search(SPACE, Strategy.random(40).seed(1)).budget(budget).run();

        assertThat(result.candidates())
                .allSatisfy(candidate -> assertThat(MACRO.memory().params(candidate.architecture(), Scope.TOTAL))
                        .isEqualTo(
                                MACRO.network(candidate.architecture()).params().total()));
    }
}
