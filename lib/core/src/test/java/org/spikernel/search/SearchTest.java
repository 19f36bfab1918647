package org.spikernel.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

import org.spikernel.cell.Cell;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.network.MemoryBudget;
import org.spikernel.network.ParamCount.Scope;
import org.spikernel.network.SnasNet;
import org.spikernel.progress.ProgressStep;
import org.spikernel.score.Scorer;
import org.spikernel.score.UndefinedScoreException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SearchTest {

    private static final SearchSpace SPACE = SearchSpace.of(KernelSet.SET_3);
    private static final SnasNet MACRO = SnasNet.cifar10().withChannels(4);

    /** A score that depends on the network alone and has no ties to speak of. */
    private static final Scorer BY_NAME = network -> network.name().hashCode();

    private static final RandomDraws STRATEGY = Strategy.random(300).seed(7);

    private static Search search() {
        return search(BY_NAME);
    }

    private static Search search(Scorer scorer) {
        return Search.of(SPACE, MACRO, scorer).strategy(STRATEGY);
    }

    /** The cell that an iteration draws, in canonical form. */
    private static Cell cell(int iteration) {
        return SPACE.draws(7)
                .skip(iteration - 1)
                .findFirst()
                .orElseThrow()
                .canonical()
                .cell();
    }

    @Test
    void eachCanonicalCellIsScoredOnce() {
        AtomicInteger scored = new AtomicInteger();
        SearchResult result = search(network -> scored.incrementAndGet()).run();

        assertThat(result.candidates()).extracting(Candidate::cell).doesNotHaveDuplicates();
        assertThat(result.candidates())
                .allMatch(candidate -> candidate.cell().equals(candidate.cell().canonical()));
        assertThat(scored.get()).isEqualTo(result.candidates().size()).isLessThan(300);
    }

    @Property(tries = 20)
    void resultIsTheSameForAnyNumberOfThreads(@ForAll long seed, @ForAll @IntRange(min = 2, max = 8) int threads) {
        SearchResult one = search().strategy(STRATEGY.seed(seed)).threads(1).run();
        SearchResult many =
                search().strategy(STRATEGY.seed(seed)).threads(threads).run();

        assertThat(many.table().removeColumns("seconds").print())
                .isEqualTo(one.table().removeColumns("seconds").print());
        assertThat(many.best().cell()).isEqualTo(one.best().cell());
    }

    @Test
    void longerSearchBeginsWithTheShorter() {
        SearchResult shorter = search().strategy(Strategy.random(50).seed(7)).run();
        SearchResult longer = search().run();

        assertThat(longer.candidates().stream()
                        .filter(candidate -> candidate.iteration() <= 50)
                        .map(Candidate::cell))
                .containsExactlyElementsOf(
                        shorter.candidates().stream().map(Candidate::cell).toList());
        assertThat(longer.bestAfter(50).cell()).isEqualTo(shorter.best().cell());
    }

    @Test
    void tableHasARowForEveryCandidate() {
        SearchResult result = search().run();

        assertThat(result.table().columnNames())
                .containsExactly(
                        "iteration",
                        "cell",
                        "setting",
                        "score",
                        "params",
                        "params_features",
                        "params_batch_norm",
                        "params_classifier",
                        "seconds");
        assertThat(result.table().rowCount()).isEqualTo(result.candidates().size());
        assertThat(result.setting()).isEqualTo("3x3_5x5_300x");
        assertThat(result.best().score().getAsDouble())
                .isEqualTo(result.table().doubleColumn("score").max());
        assertThat(result.worst().score().getAsDouble())
                .isEqualTo(result.table().doubleColumn("score").min());
    }

    @Test
    void searchesShareATable() {
        SearchResult one = search().run();
        SearchResult other = search().strategy(Strategy.random(20).seed(7)).run();
        Table both = SearchResult.tableOf(List.of(one, other));

        assertThat(both.rowCount())
                .isEqualTo(one.candidates().size() + other.candidates().size());
        assertThat(both.stringColumn("setting").unique().asList())
                .containsExactlyInAnyOrder("3x3_5x5_300x", "3x3_5x5_20x");
        assertThat(one.table().rowCount()).isEqualTo(one.candidates().size());
        assertThatThrownBy(() -> SearchResult.tableOf(List.of())).hasMessageContaining("at least one search");
    }

    @Test
    void chosenCandidatesHaveATable() {
        SearchResult one = search().run();
        Table some = SearchResult.table("Some", List.of(one.worst(), one.best()));

        assertThat(some.name()).isEqualTo("Some");
        assertThat(some.columnNames()).isEqualTo(one.table().columnNames());
        assertThat(some.doubleColumn("score").asList())
                .containsExactly(
                        one.worst().score().getAsDouble(), one.best().score().getAsDouble());
    }

    @Test
    void searchesAreCompared() {
        SearchResult one = search().run();
        SearchResult other = search().strategy(Strategy.random(20).seed(7)).run();
        SearchResult none = search(network -> {
                    throw new UndefinedScoreException("never");
                })
                .run();
        Table comparison = SearchResult.comparisonOf(List.of(one, other, none));

        assertThat(comparison.intColumn("iterations").asList()).containsExactly(300, 20, 300);
        assertThat(comparison.intColumn("scored").get(0))
                .isEqualTo(one.candidates().size())
                .isEqualTo(300 - comparison.intColumn("equivalent").get(0));
        assertThat(comparison.doubleColumn("speed_up").get(0)).isEqualTo(1);
        assertThat(comparison.doubleColumn("speed_up").get(1))
                .isEqualTo((double) one.elapsed().toNanos() / other.elapsed().toNanos());
        assertThat(comparison.longColumn("best_params").get(1))
                .isEqualTo(other.best().params().total());
        assertThat(comparison.doubleColumn("best_score").isMissing(2)).isTrue();
        assertThat(comparison.longColumn("best_params").isMissing(2)).isTrue();
    }

    @Test
    void iterationTellsWhichCellItDraws() {
        SearchResult result = search().run();

        assertThat(result.candidates())
                .allMatch(candidate -> cell(candidate.iteration()).equals(candidate.cell()));
    }

    @Test
    void bestSoFarOnlyRises() {
        SearchResult result = search().run();
        List<Double> scores = result.bestSoFar().doubleColumn("score").asList();

        assertThat(scores).isSorted().last().isEqualTo(result.best().score().getAsDouble());
        assertThat(result.bestSoFar().intColumn("iteration").asList())
                .isSorted()
                .endsWith(300);
    }

    @Test
    void candidatesOverBudgetAreNotScored() {
        MemoryBudget budget = MemoryBudget.params(630_000);
        SearchResult all = search().run();
        SearchResult within = search().budget(budget).run();

        assertThat(within.candidates()).isNotEmpty().allMatch(candidate -> budget.allows(candidate.params()));
        assertThat(within.candidates().size() + within.overBudget())
                .isEqualTo(all.candidates().size());
        assertThat(within.overBudget()).isPositive();
    }

    @Test
    void budgetThatNothingMeetsNamesTheSmallestCandidate() {
        long smallest = search().run().candidates().stream()
                .mapToLong(candidate -> candidate.params().total())
                .min()
                .orElseThrow();

        assertThatThrownBy(() -> search().budget(MemoryBudget.params(1_000)).run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("meets the budget of at most 1,000 parameters (total)")
                .hasMessageContaining(String.format(Locale.ROOT, "the smallest has %,d", smallest));
    }

    @Test
    void candidateWithoutAScoreIsKeptAndNeverBest() {
        Scorer noneForLargeCells = network -> {
            if (network.spikingLayers().size() > 6) {
                throw new UndefinedScoreException("too large");
            }
            return BY_NAME.of(network);
        };
        SearchResult result = search(noneForLargeCells).run();

        assertThat(result.table().doubleColumn("score").countMissing()).isPositive();
        assertThat(result.best().score()).isPresent();
        assertThat(result.toString()).contains("without a score");
        assertThat(result.ranked())
                .hasSize((int) result.candidates().stream()
                        .filter(each -> each.score().isPresent())
                        .count())
                .startsWith(result.best())
                .endsWith(result.worst())
                .isSortedAccordingTo(Comparator.comparingDouble(
                        candidate -> -candidate.score().getAsDouble()));
    }

    @Test
    void searchInWhichNothingHasAScoreHasNoBest() {
        SearchResult result = search(network -> {
                    throw new UndefinedScoreException("never");
                })
                .run();

        assertThatThrownBy(result::best)
                .isInstanceOf(UndefinedScoreException.class)
                .hasMessageContaining("none of the")
                .hasMessageContaining("finite score");
        assertThat(result.toString()).contains("no best candidate");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoFiniteNumberIsNoScore(double none) {
        Scorer sometimes = network -> network.params().total() % 3 == 0 ? none : BY_NAME.of(network);
        Scorer undefined = network -> {
            if (network.params().total() % 3 == 0) {
                throw new UndefinedScoreException("divisible by three");
            }
            return BY_NAME.of(network);
        };
        List<String> remarks = new ArrayList<>();
        SearchResult result = search(sometimes).run(step -> remarks.add(step.remark()));
        SearchResult expected = search(undefined).run();

        assertThat(result.candidates()).extracting(Candidate::score).contains(OptionalDouble.empty());
        assertThat(result.best().cell()).isEqualTo(expected.best().cell());
        assertThat(result.bestAfter(20).cell()).isEqualTo(expected.bestAfter(20).cell());
        assertThat(result.worst().cell()).isEqualTo(expected.worst().cell());
        assertThat(result.bestSoFar().print()).isEqualTo(expected.bestSoFar().print());
        assertThat(result.table().removeColumns("seconds").print())
                .isEqualTo(expected.table().removeColumns("seconds").print());
        assertThat(remarks).noneMatch(remark -> remark.contains("NaN") || remark.contains("Infinity"));
        assertThat(remarks.get(remarks.size() - 1))
                .isEqualTo("best score %.2f".formatted(result.best().score().getAsDouble()));
    }

    @Test
    void searchInWhichNoScoreIsANumberHasNoBest() {
        List<String> remarks = new ArrayList<>();
        SearchResult result = search(network -> Double.NaN).run(step -> remarks.add(step.remark()));

        assertThatThrownBy(result::best)
                .isInstanceOf(UndefinedScoreException.class)
                .hasMessageContaining("none of the %d scored candidates has a finite score"
                        .formatted(result.candidates().size()))
                .hasMessageContaining("look at what the scorer computes");
        assertThat(result.toString()).contains("no best candidate").doesNotContain("NaN");
        assertThat(SearchResult.comparisonOf(List.of(result))
                        .doubleColumn("best_score")
                        .isMissing(0))
                .isTrue();
        assertThat(remarks).containsOnly("");
    }

    @Test
    void ofEqualScoresTheFirstIsBestWhateverTheSignOfZero() {
        SearchResult result = search(network -> network.name().hashCode() % 2 == 0 ? 0.0 : -0.0)
                .run();

        assertThat(result.candidates().stream()
                        .map(candidate -> candidate.score().getAsDouble()))
                .contains(0.0, -0.0);
        assertThat(result.best()).isEqualTo(result.candidates().get(0));
        assertThat(result.worst())
                .isEqualTo(result.candidates().get(result.candidates().size() - 1));
        assertThat(result.bestAfter(100)).isEqualTo(result.best());
    }

    @Test
    void candidateSaysAllThatABudgetMayCount() {
        Candidate best = search().budget(MemoryBudget.params(4_000).withScope(Scope.FEATURES))
                .run()
                .best();

        assertThat(best.params().features()).isLessThanOrEqualTo(4_000);
        assertThat(best.toString())
                .contains("%,d parameters (%,d of them features)"
                        .formatted(best.params().total(), best.params().features()));
    }

    @Test
    void interruptEndsTheSearchAndKeepsWhatWasFound() throws Exception {
        SearchResult result = EndlessScorer.interrupted(10, BY_NAME, SearchTest::search);

        assertThat(result.complete()).isFalse();
        assertThat(result.candidates()).hasSize(9);
        assertThat(result.best()).isNotNull();
        assertThat(result.toString())
                .contains("(interrupted)")
                .contains("9 different candidates scored", " left when it was interrupted");
    }

    @Test
    void interruptedSearchSaysSoWhereItsFirstIterationsHadNotHadTheirTurn() throws Exception {
        Evaluator backwards = new Evaluator() {
            @Override
            public void evaluate(List<Proposal> proposals, int threads, Consumer<Candidate> scored)
                    throws InterruptedException {
                for (int i = 1; i <= 5; i++) {
                    scored.accept(proposals.get(proposals.size() - i).known(OptionalDouble.of(i)));
                }
                throw new InterruptedException();
            }

            @Override
            public Map<String, String> settings() {
                return Map.of();
            }
        };
        SearchResult result =
                Search.of(SPACE, MACRO, backwards).strategy(STRATEGY).run();

        assertThat(Thread.interrupted()).isTrue();
        int different = 300 - result.equivalent();
        assertThat(result.toString()).contains("5 different candidates scored", (different - 5) + " left");
        assertThatThrownBy(() -> result.bestAfter(10))
                .isInstanceOf(UndefinedScoreException.class)
                .hasMessageContaining("was interrupted after 5 scores, before any of the first 10 iterations");
        assertThat(result.bestAfter(300)).isEqualTo(result.best());
    }

    @Test
    void failureOfAScorerEndsTheSearch() {
        assertThatThrownBy(() -> search(network -> {
                            throw new IllegalArgumentException("wrong images");
                        })
                        .run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("wrong images");
    }

    @Test
    void checkedFailureOfAScorerNamesTheCandidateToo() {
        IOException failure = new IOException("no such image");

        assertThatThrownBy(() -> search(network -> SearchTest.<RuntimeException>fail(failure))
                        .run())
                .hasCause(failure);
        assertThat(failure.getSuppressed())
                .extracting(Throwable::getMessage)
                .contains("the scorer failed on %s, drawn at iteration 1 of 3x3_5x5_300x".formatted(cell(1)));
    }

    /** Throws what no compiler knows of, as code in other languages does. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> double fail(Throwable failure) throws T {
        throw (T) failure;
    }

    @Test
    void settingThatIsNullIsNamed() {
        assertThatThrownBy(() -> search(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the scorer of a search must be given, but is null");
        assertThatThrownBy(() -> search().budget(null)).hasMessageStartingWith("the budget of a search must be given");
        assertThatThrownBy(() -> search().journal(null))
                .hasMessageStartingWith("the journal of a search must be given");
    }

    @Test
    void afterNoIterationNothingIsBest() {
        SearchResult result = search(network -> {
                    if (network.name().contains(cell(1).toString())) {
                        throw new UndefinedScoreException("not this one");
                    }
                    return 1;
                })
                .run();

        assertThatThrownBy(() -> result.bestAfter(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("iterations count from 1, so there is no best candidate after 0");
        assertThatThrownBy(() -> result.bestAfter(1))
                .isInstanceOf(UndefinedScoreException.class)
                .hasMessageContaining("none of the 1 scored candidates");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void errorOfAScorerIsThrownAsItIsAndNamesTheCandidate(int threads) {
        OutOfMemoryError error = new OutOfMemoryError("nothing left");

        assertThatThrownBy(() -> search(network -> {
                            throw error;
                        })
                        .threads(threads)
                        .run())
                .isSameAs(error)
                .satisfies(thrown -> assertThat(thrown.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .isNotEmpty()
                        // Several threads may fail, on one candidate after another, before the search ends.
                        .isSubsetOf(IntStream.rangeClosed(1, 300)
                                .mapToObj(iteration -> "the scorer failed on %s, drawn at iteration %d of 3x3_5x5_300x"
                                        .formatted(cell(iteration), iteration))
                                .toList()));
    }

    @Test
    void progressCountsCandidates() {
        List<ProgressStep> steps = new ArrayList<>();
        SearchResult result = search().run(steps::add);

        assertThat(steps).hasSize(result.candidates().size());
        assertThat(steps.get(steps.size() - 1).fraction()).isEqualTo(1);
        assertThat(steps.get(steps.size() - 1).line())
                .contains("candidates of 3x3_5x5_300x (100%)")
                .contains("best score");
    }

    @Test
    void candidateKnowsItsNetwork() {
        Candidate best = search().run().best();

        assertThat(best.network().params()).isEqualTo(best.params());
        assertThat(Cell.parse(best.cell().toString())).isEqualTo(best.cell());
    }

    @Test
    void searchNeedsIterationsAndThreads() {
        assertThatThrownBy(() -> Strategy.random(0)).hasMessage("iterations must be positive, but is 0");
        assertThatThrownBy(() -> search().threads(0)).hasMessage("threads must be positive, but is 0");
    }
}
