package org.spikernel.search;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.spikernel.internal.checks.Given;
import org.spikernel.space.Architecture;

/**
 * What a search has found so far: all that a {@link Strategy} may go by.
 *
 * @param search the search: its space, its macro-architecture, its budget
 * @param iterations every iteration, in order
 */
public record SearchHistory(Search search, List<Iteration> iterations) {

    /** A view: copying it for each of many iterations would take longer than many a strategy. */
    public SearchHistory {
        Given.value(search, "the search of a history");
        Given.value(iterations, "the iterations of a history");
        iterations = Collections.unmodifiableList(iterations);
    }

    /**
     * What was proposed, and what came of it.
     *
     * @param proposed the architecture, as it was proposed
     * @param candidate what was scored, in canonical form: several iterations may share it; empty if it exceeds the budget
     */
    public record Iteration(Architecture proposed, Optional<Candidate> candidate) {

        public Iteration {
            Given.value(proposed, "what an iteration proposed");
            Given.value(candidate, "what came of an iteration");
        }

        /** The score; empty if there is none, or if it exceeds the budget. */
        public OptionalDouble score() {
            return candidate.map(Candidate::score).orElse(OptionalDouble.empty());
        }
    }

    /** How many iterations there were. */
    public int size() {
        return iterations.size();
    }

    /** Whether nothing was proposed yet. */
    public boolean isEmpty() {
        return iterations.isEmpty();
    }

    /**
     * The last iterations, in order.
     *
     * @param count how many at most
     */
    public List<Iteration> last(int count) {
        return iterations.subList(Math.max(0, size() - count), size());
    }

    /**
     * The candidate with the highest score, of those that were evaluated furthest; of several, the one that was proposed first; empty if
     * nothing has a score.
     */
    public Optional<Candidate> best() {
        return iterations.stream()
                .filter(iteration -> iteration.score().isPresent())
                .filter(iteration -> iteration.proposed().isDecided())
                .map(iteration -> iteration.candidate().orElseThrow())
                .reduce((best, next) -> Candidate.BY_SCORE.compare(next, best) > 0 ? next : best);
    }
}
