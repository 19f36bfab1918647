package org.spikernel.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.network.MemoryBudget;
import org.spikernel.network.SnasNet;
import org.spikernel.progress.ProgressStep;
import org.spikernel.score.Scorer;
import org.spikernel.space.Architecture;
import org.spikernel.space.Space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every strategy has of its search: journal, budget, progress, interrupt, and bits that do not depend on threads. */
class StrategyTest {

    private static final Space WIDTHS = new Widths.Choices();
    private static final Strategy CHOSEN =
            Strategy.chosen(WIDTHS.draws(3).limit(40).toList());

    /** Strategies of a space without cells. */
    static final List<Strategy> STRATEGIES = List.of(
            Strategy.random(60).seed(7),
            Strategy.exhaustive(),
            Strategy.evolution(60).population(10).sample(3).seed(7),
            Strategy.guided(60, new Neighbours()).seed(7),
            CHOSEN,
            new HillClimbing(60, 1));

    private final AtomicInteger scored = new AtomicInteger();

    private Search search(Strategy strategy) {
        Scorer counting = Scorer.named("hash", network -> {
            scored.incrementAndGet();
            return byName(network.name());
        });
        return Search.of(WIDTHS, new Widths.Plain(new AtomicInteger()), counting)
                .strategy(strategy);
    }

    private static double byName(String name) {
        return 1e9 / name.hashCode();
    }

    private static String withoutSeconds(SearchResult result) {
        return result.iterations() + result.table().removeColumns("seconds").printAll();
    }

    @ParameterizedTest
    @FieldSource("STRATEGIES")
    void anySpaceIsSearched(Strategy strategy) {
        SearchResult result = search(strategy).run();

        assertThat(result.candidates())
                .hasSizeGreaterThan(10)
                .allSatisfy(candidate ->
                        assertThat(candidate.score()).hasValue(byName("plain " + candidate.architecture())));
        assertThat(result.complete()).isTrue();
        assertThat(result.setting()).isNotEmpty();
    }

    @ParameterizedTest
    @FieldSource("STRATEGIES")
    void resultIsTheSameForAnyNumberOfThreads(Strategy strategy) {
        assertThat(withoutSeconds(search(strategy).threads(3).run()))
                .isEqualTo(withoutSeconds(search(strategy).run()));
    }

    @ParameterizedTest
    @FieldSource("STRATEGIES")
    void anyBeginningOfAJournalIsEnoughToContinue(Strategy strategy, @TempDir Path directory) throws IOException {
        Path journal = directory.resolve("journal.csv");
        SearchResult whole = search(strategy).journal(journal).run();
        List<String> lines = Files.readAllLines(journal);
        int header = lines.size() - whole.candidates().size();
        for (int known = 0; known < whole.candidates().size(); known += 13) {
            Files.write(journal, lines.subList(0, header + known));
            scored.set(0);
            SearchResult resumed = search(strategy).journal(journal).run();

            assertThat(withoutSeconds(resumed)).isEqualTo(withoutSeconds(whole));
            assertThat(scored).hasValue(whole.candidates().size() - known);
        }
    }

    @ParameterizedTest
    @FieldSource("STRATEGIES")
    void nothingOverBudgetIsScored(Strategy strategy) {
        MemoryBudget budget = MemoryBudget.params(2_500);
        SearchResult result = search(strategy).budget(budget).run();

        assertThat(result.candidates()).isNotEmpty().allMatch(candidate -> budget.allows(candidate.params()));
        assertThat(result.overBudget()).isPositive();
        assertThat(result.candidates().size() + result.overBudget() + result.equivalent())
                .isEqualTo(result.iterations());
    }

    @ParameterizedTest
    @FieldSource("STRATEGIES")
    void budgetThatNothingMeetsIsRefused(Strategy strategy) {
        assertThatThrownBy(
                        () -> search(strategy).budget(MemoryBudget.params(10)).run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("meets the budget of at most 10 parameters (total); the smallest has ");
        assertThat(scored).hasValue(0);
    }

    @ParameterizedTest
    @FieldSource("STRATEGIES")
    void progressEndsWithTheSearch(Strategy strategy) {
        List<ProgressStep> steps = new ArrayList<>();
        SearchResult result = search(strategy).run(steps::add);

        assertThat(steps.get(steps.size() - 1).fraction()).isEqualTo(1);
        assertThat(steps.get(steps.size() - 1).done())
                .isEqualTo(result.candidates().size());
    }

    @ParameterizedTest
    @FieldSource("STRATEGIES")
    void interruptEndsTheSearchAndKeepsWhatWasFound(Strategy strategy) throws Exception {
        Scorer scorer = network -> byName(network.name());
        SearchResult result = EndlessScorer.interrupted(
                8,
                scorer,
                endless -> Search.of(WIDTHS, new Widths.Plain(new AtomicInteger()), endless)
                        .strategy(strategy));

        assertThat(result.complete()).isFalse();
        assertThat(result.candidates()).hasSize(7);
        assertThat(result.toString()).contains("(interrupted)");
    }

    @ParameterizedTest
    @FieldSource("STRATEGIES")
    void networkOfACandidateIsBuiltOnce(Strategy strategy) {
        AtomicInteger made = new AtomicInteger();
        Search search = Search.of(WIDTHS, new Widths.Plain(made), network -> byName(network.name()))
                .strategy(strategy);
        made.set(0);
        SearchResult result = search.run();
        result.table();
        result.best().params();

        assertThat(made).hasValue(result.candidates().size());
    }

    @ParameterizedTest
    @FieldSource("STRATEGIES")
    void whatIsKnownIsFoundWithoutNetworks(Strategy strategy) {
        AtomicInteger made = new AtomicInteger();
        Evaluator known = Evaluator.lookup(architecture -> OptionalDouble.of(byName("plain " + architecture)));
        SearchResult result = Search.of(WIDTHS, new Widths.Plain(made), known)
                .strategy(strategy)
                .run();

        assertThat(made).hasValue(0);
        assertThat(result.best().architecture())
                .isEqualTo(search(strategy).run().best().architecture());
        assertThat(result.best().params()).isEqualTo(result.best().network().params());
    }

    @Test
    void hillClimbingClimbs() {
        Evaluator wider = Evaluator.lookup(architecture -> OptionalDouble.of(((Widths) architecture)
                .channels().stream().mapToInt(width -> width).average().orElseThrow()));
        SearchResult result = Search.of(WIDTHS, new Widths.Plain(new AtomicInteger()), wider)
                .strategy(new HillClimbing(200, 1))
                .run();

        assertThat(result.best().score()).hasValue(8);
        assertThat(result.setting()).isEqualTo("widths_climb_200x");
    }

    @Test
    void strategyOfTheDocumentationIsTheOneThatIsTestedHere() throws IOException {
        String documented = Files.readString(Path.of("src/main/java/org/spikernel/search/Strategy.java"));
        String tested = Files.readString(Path.of("src/test/java/org/spikernel/search/HillClimbing.java"));
        String record = tested.substring(tested.indexOf("record HillClimbing"));

        assertThat(withoutSpace(documented.replaceAll("\n \\*", "\n"))).contains(withoutSpace(record));
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s", "");
    }

    @Test
    void cellByCellNeedsCells() {
        Search widths = search(Strategy.cellByCell());
        Search cells = Search.of(
                SearchSpace.SPIKENAS_2O,
                new Widths.Plain(new AtomicInteger()),
                Evaluator.lookup(architecture -> OptionalDouble.empty()));

        assertThatThrownBy(widths::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a search cell by cell needs a SearchSpace of cells, but found the space"
                        + " 1 to 3 of 1 to 8 channels; take another strategy, such as Strategy.random(1000)");
        assertThatThrownBy(() -> cells.strategy(Strategy.cellByCell()).run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs a macro-architecture of cells, but found plain");
    }

    @Test
    void spaceThatTheMacroArchitectureIsNotMadeForIsRefusedAtOnce() {
        Scorer scorer = network -> 1;

        assertThatThrownBy(() -> Search.of(WIDTHS, SnasNet.cifar10(), scorer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("makes no network of what the space widths draws, such as ")
                .hasMessageContaining("is made of cells")
                .hasMessageContaining("Search a space that this macro-architecture is made for");
        assertThatThrownBy(
                        () -> Search.of(SearchSpace.of(KernelSet.SET_1), new Widths.Plain(new AtomicInteger()), scorer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("plain makes no network of what the space 1x1_3x3 draws, such as ");
    }

    @Test
    void candidateThatHasNoCellsSaysSo() {
        Candidate best = search(Strategy.exhaustive()).run().best();

        assertThatThrownBy(best::cell)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the candidate is not made of cells: " + best.architecture() + "; ask for architecture()");
    }

    @Test
    void historyHoldsWhatWasProposedAndWhatCameOfIt() {
        List<SearchHistory> histories = new ArrayList<>();
        Strategy twice = new Strategy() {
            @Override
            public List<? extends Architecture> next(SearchHistory history) {
                histories.add(history);
                return history.size() < 4 ? List.of(new Widths(List.of(2)), new Widths(List.of(8, 8))) : List.of();
            }

            @Override
            public String setting(Search search) {
                return "twice";
            }

            @Override
            public Map<String, String> settings() {
                return Map.of();
            }
        };
        SearchResult result = search(twice).budget(MemoryBudget.params(2_000)).run();
        SearchHistory history = histories.get(2);

        assertThat(histories).hasSize(3);
        assertThat(history.iterations())
                .extracting(iteration -> iteration.proposed().toString())
                .containsExactly("2", "8-8", "2", "8-8");
        assertThat(history.iterations().get(2).candidate()).hasValue(result.best());
        assertThat(history.iterations().get(3).candidate()).isEmpty();
        assertThat(history.iterations().get(3).score()).isEmpty();
        assertThat(history.last(3)).hasSize(3).isEqualTo(history.iterations().subList(1, 4));
        assertThat(history.last(5)).hasSize(4);
        assertThat(history.best()).hasValue(result.best());
        assertThat(result.iterations()).isEqualTo(4);
        assertThat(result.equivalent()).isEqualTo(2);
        assertThatThrownBy(() -> history.iterations().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void strategyThatProposesNullIsRefused() {
        assertThatThrownBy(() -> search(new Nothing()).run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the strategy of nothing proposed null; it must propose architectures, or List.of() to end the search");
    }

    /** Proposes null where it should propose nothing. */
    private record Nothing() implements Strategy {

        @Override
        public List<? extends Architecture> next(SearchHistory history) {
            return null;
        }

        @Override
        public String setting(Search search) {
            return "nothing";
        }

        @Override
        public Map<String, String> settings() {
            return Map.of();
        }
    }

    @Test
    void settingsOfAStrategyStandInTheJournalInOneOrder(@TempDir Path directory) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>(Map.of("search", "three"));
        settings.put("first", "1");
        Map<String, String> turnedRound = new LinkedHashMap<>(Map.of("first", "1"));
        turnedRound.put("search", "three");
        Path journal = directory.resolve("journal.csv");
        search(new Three(settings)).journal(journal).run();
        byte[] torn = Arrays.copyOf(Files.readAllBytes(journal), 50);
        Files.write(journal, torn);
        search(new Three(turnedRound)).journal(journal).run();

        assertThat(Files.readAllLines(journal)).contains("# first: 1", "# search: three");
    }

    /** Three random draws. */
    private record Three(Map<String, String> settings) implements Strategy {

        @Override
        public List<? extends Architecture> next(SearchHistory history) {
            return Strategy.random(3).next(history);
        }

        @Override
        public String setting(Search search) {
            return "three";
        }
    }
}
