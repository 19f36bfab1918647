package org.spikernel.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.spikernel.cell.Cell;
import org.spikernel.cell.Edge;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.Operation;
import org.spikernel.cell.SearchSpace;
import org.spikernel.network.MemoryBudget;
import org.spikernel.network.SnasNet;
import org.spikernel.score.Scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ExhaustiveTest {

    private static final SearchSpace SMALL = SearchSpace.of(Operation.ZERO, Operation.SKIP, Operation.conv(3));
    private static final SnasNet MACRO = SnasNet.cifar10().withChannels(4);
    private static final Scorer BY_NAME =
            Scorer.named("hash", network -> network.name().hashCode());

    private static Search search() {
        return search(BY_NAME);
    }

    private static Search search(Scorer scorer) {
        return Search.of(SMALL, MACRO, scorer).strategy(Strategy.exhaustive());
    }

    private static List<Cell> drawable(SearchSpace space) {
        List<Cell> drawable = new ArrayList<>();
        for (long number = 0; number < space.size(); number++) {
            Cell cell = space.cell(number);
            if (!cell.operation(0, 3).equals(Operation.ZERO)) {
                drawable.add(cell);
            }
        }
        return drawable;
    }

    @Test
    void eachCellOfAKernelSetIsScoredOnce() {
        Set<String> scored = ConcurrentHashMap.newKeySet();
        AtomicInteger count = new AtomicInteger();
        SearchResult result = Search.of(SearchSpace.of(KernelSet.SET_3), MACRO, network -> {
                    scored.add(network.name());
                    return count.incrementAndGet();
                })
                .strategy(Strategy.exhaustive())
                .run();

        assertThat(count).hasValue(7_012);
        assertThat(scored).hasSize(7_012);
        assertThat(result.candidates()).hasSize(7_012);
        assertThat(result.iterations()).isEqualTo(12_500);
        assertThat(result.setting()).isEqualTo("3x3_5x5_all");
        assertThat(result.complete()).isTrue();
    }

    @Test
    void candidatesAreTheCanonicalCellsOfTheSpace() {
        Set<Cell> expected = new HashSet<>();
        drawable(SMALL).forEach(cell -> expected.add(cell.canonical()));

        assertThat(search().run().candidates())
                .extracting(Candidate::cell)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void iterationIsThePlaceOfTheFirstCellWithThisForm() {
        List<Cell> drawable = drawable(SMALL);
        List<Candidate> candidates = search().run().candidates();

        assertThat(candidates)
                .isNotEmpty()
                .allSatisfy(candidate -> assertThat(candidate.iteration())
                        .isEqualTo(1
                                + IntStream.range(0, drawable.size())
                                        .filter(i -> drawable.get(i).canonical().equals(candidate.cell()))
                                        .findFirst()
                                        .orElseThrow()));
        assertThat(candidates).extracting(Candidate::iteration).isSorted();
    }

    @Test
    void bestIsTheBestOfTheSpace() {
        double highest = drawable(SMALL).stream()
                .mapToDouble(cell -> BY_NAME.of(MACRO.network(cell.canonical())))
                .max()
                .orElseThrow();

        assertThat(search().run().best().score()).hasValue(highest);
    }

    @Test
    void randomSearchFindsNothingElse() {
        SearchResult all = search().run();
        SearchResult random = Search.of(SMALL, MACRO, BY_NAME)
                .strategy(Strategy.random(5_000))
                .run();

        assertThat(random.candidates())
                .extracting(Candidate::cell)
                .containsExactlyInAnyOrderElementsOf(
                        all.candidates().stream().map(Candidate::cell).toList());
        assertThat(random.best().cell()).isEqualTo(all.best().cell());
    }

    @Test
    void resultIsTheSameForAnyNumberOfThreads() {
        assertThat(withoutSeconds(search().threads(3).run()))
                .isEqualTo(withoutSeconds(search().threads(1).run()));
    }

    private static String withoutSeconds(SearchResult result) {
        return result.table().removeColumns("seconds").printAll();
    }

    @Test
    void cellsOverBudgetAreNotScored() {
        MemoryBudget budget = MemoryBudget.params(628_000);
        SearchResult within = search().budget(budget).run();

        assertThat(within.candidates()).isNotEmpty().allMatch(candidate -> budget.allows(candidate.params()));
        assertThat(within.overBudget()).isPositive();
        assertThat(within.candidates().size() + within.overBudget())
                .isEqualTo(search().run().candidates().size());
    }

    @Test
    void whatIsInTheJournalIsNotScoredAgain(@TempDir Path directory) throws IOException {
        Path journal = directory.resolve("all.csv");
        AtomicInteger scored = new AtomicInteger();
        Search counting = search(Scorer.named("hash", network -> {
                    scored.incrementAndGet();
                    return BY_NAME.of(network);
                }))
                .journal(journal);
        SearchResult first = counting.run();
        int cells = first.candidates().size();
        List<String> lines = Files.readAllLines(journal);
        Files.write(journal, lines.subList(0, lines.size() - 10));
        SearchResult second = counting.run();

        assertThat(scored).hasValue(cells + 10);
        assertThat(withoutSeconds(first)).isEqualTo(withoutSeconds(search().run()));
        assertThat(withoutSeconds(second)).isEqualTo(withoutSeconds(first));
        assertThat(lines).contains("# search: exhaustive");
    }

    @Test
    void journalOfARandomSearchIsRefused(@TempDir Path directory) {
        Path journal = directory.resolve("random.csv");
        Search.of(SMALL, MACRO, BY_NAME)
                .strategy(Strategy.random(3))
                .journal(journal)
                .run();

        assertThatThrownBy(() -> search().journal(journal).run())
                .hasMessageContaining("search: the journal says random, this search says exhaustive")
                .hasMessageContaining("seed: the journal says 0, this search says nothing");
    }

    @Test
    void everyCellHasAnEdgeFromInputToOutput() {
        assertThat(search().run().iterations()).isEqualTo(2 * 243);
        assertThat(search().run().candidates())
                .extracting(Candidate::cell)
                .allMatch(cell -> cell.connects(new Edge(0, 3)));
    }
}
