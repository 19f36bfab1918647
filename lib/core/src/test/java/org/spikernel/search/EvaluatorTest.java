package org.spikernel.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.spikernel.network.MacroArchitecture;
import org.spikernel.score.Scorer;
import org.spikernel.space.Space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EvaluatorTest {

    private static final Space SPACE = new Widths.Choices();
    private static final MacroArchitecture MACRO = new Widths.Plain(new AtomicInteger());
    private static final Scorer SCORER =
            Scorer.named("hash", network -> network.name().hashCode());

    private static Search search(Evaluator evaluator) {
        return Search.of(SPACE, MACRO, evaluator).strategy(Strategy.random(50));
    }

    private static String withoutSeconds(SearchResult result) {
        return result.table().removeColumns("seconds").printAll();
    }

    /** Answers in an order of its own, as a cluster would. */
    private record Elsewhere(List<String> sent) implements Evaluator {

        @Override
        public void evaluate(List<Proposal> proposals, int threads, Consumer<Candidate> scored) {
            List<Proposal> shuffled = new ArrayList<>(proposals);
            Collections.reverse(shuffled);
            for (Proposal proposal : shuffled) {
                sent.add(proposal.architecture().toString());
                scored.accept(proposal.scoredBy(SCORER));
            }
        }

        @Override
        public Map<String, String> settings() {
            return SCORER.settings();
        }
    }

    @Test
    void candidatesScoredElsewhereAreTheSame(@TempDir Path directory) {
        Path journal = directory.resolve("journal.csv");
        Elsewhere elsewhere = new Elsewhere(new ArrayList<>());
        SearchResult here = search(Evaluator.of(SCORER)).run();
        SearchResult there = search(elsewhere).journal(journal).run();

        assertThat(withoutSeconds(there)).isEqualTo(withoutSeconds(here));
        assertThat(elsewhere.sent()).hasSameSizeAs(here.candidates());
        assertThat(search(Evaluator.of(SCORER)).journal(journal).run().candidates())
                .isEqualTo(there.candidates());
    }

    /** Tells of the first proposal, as often as it likes. */
    private record Careless(int times) implements Evaluator {

        @Override
        public void evaluate(List<Proposal> proposals, int threads, Consumer<Candidate> scored) {
            for (int time = 0; time < times; time++) {
                scored.accept(proposals.get(0).known(OptionalDouble.of(1)));
            }
        }

        @Override
        public Map<String, String> settings() {
            return Map.of();
        }
    }

    @Test
    void evaluatorThatTellsNothingIsRefused() {
        assertThatThrownBy(() -> search(new Careless(0)).run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("the evaluator ended, but told nothing of .*, drawn at iteration 1 of widths_50x;"
                        + " it must tell of every proposal once, also of one that has no score");
    }

    @Test
    void evaluatorThatTellsTwiceIsRefused() {
        assertThatThrownBy(() -> search(new Careless(2)).run())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the evaluator told of ")
                .hasMessageContaining(
                        "drawn at iteration 1 of widths_50x, but was not asked for it, or has told of it already");
    }

    @Test
    void whatIsLookedUpTakesNoJournal(@TempDir Path directory) {
        Path journal = directory.resolve("journal.csv");
        Search search = search(Evaluator.lookup(architecture -> OptionalDouble.of(1)));

        assertThatThrownBy(() -> search.journal(journal).run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the scorer does not say how it scores");
        assertThat(journal).doesNotExist();
    }

    @Test
    void lookupEndsWithAnInterrupt() {
        AtomicInteger asked = new AtomicInteger();
        Search search = search(Evaluator.lookup(architecture -> {
            if (asked.incrementAndGet() == 5) {
                Thread.currentThread().interrupt();
            }
            return OptionalDouble.of(1);
        }));
        SearchResult result = search.run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.complete()).isFalse();
        assertThat(result.candidates()).hasSize(5);
    }
}
