package org.spikernel.search;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;

import org.spikernel.internal.checks.Given;
import org.spikernel.score.Evaluation;
import org.spikernel.score.Scorer;
import org.spikernel.space.Architecture;

/**
 * Where the candidates of a search get their scores: from a scorer on threads of this process, from a table where they are known, or
 * from wherever else somebody implements it, such as the machines of a cluster.
 *
 * <pre>{@code
 * Search.of(space, macro, score);                                                 // Evaluator.of(score)
 * Search.of(space, macro, Evaluator.lookup(trainedCells::validationAccuracy));    // without building a network
 * }</pre>
 *
 * <p>A score depends on the architecture and the macro-architecture alone, never on what else is scored, on order or place: so a search
 * finds the same wherever its candidates are scored.
 */
public interface Evaluator {

    /**
     * Scores proposals, in any order. Returns when each has been told; where one fails, throws what it failed with.
     *
     * @param proposals what to score, each architecture once
     * @param threads how many to score at once, as far as that is up to the search
     * @param scored is told of every candidate as soon as it is scored, never of two at once: it writes the journal and shows progress
     * @throws InterruptedException if the calling thread was interrupted; what had been scored by then has been told
     */
    void evaluate(List<Proposal> proposals, int threads, Consumer<Candidate> scored) throws InterruptedException;

    /**
     * How far candidates may be evaluated, from the cheapest stage to the whole evaluation. A {@link Proposal} says which one is wanted; a
     * dearer stage goes on from a cheaper one of the same architecture.
     *
     * @return the whole evaluation alone, unless it says otherwise; rising prices, the last of which is 1
     */
    default List<Stage> stages() {
        return List.of(Stage.WHOLE);
    }

    /** The last stage, whose scores decide. */
    default Stage whole() {
        return stages().get(stages().size() - 1);
    }

    /** The names of what candidates are measured by beside their scores, as {@link Scorer#measures}: nothing, unless it says so. */
    default List<String> measures() {
        return List.of();
    }

    /** What scores depend on beside the network, as {@link Scorer#settings}; none if it cannot say, which a journal refuses. */
    Map<String, String> settings();

    /** Scores the networks of candidates on threads of this process. */
    static Evaluator of(Scorer scorer) {
        return new ThreadEvaluator(Given.value(scorer, "the scorer of a search"));
    }

    /**
     * Looks scores up where they are known, without building networks, one after another.
     *
     * @param known the score of an architecture in canonical form, higher is better; empty, or no finite number, if it has none
     */
    static Evaluator lookup(Function<? super Architecture, OptionalDouble> known) {
        Given.value(known, "what knows the scores of a search");
        return lookup(
                List.of(Stage.WHOLE), List.of(), trial -> new Evaluation(known.apply(trial.architecture()), Map.of()));
    }

    /**
     * Looks up what is known at several stages: the accuracies of a learning curve.
     *
     * @param stages from the cheapest to the whole evaluation
     * @param measures the names of what is known beside scores
     * @param known what is known of an architecture in canonical form at a stage; without a score if it has none
     * @throws IllegalArgumentException if the stages do not follow one another
     */
    static Evaluator lookup(List<Stage> stages, List<String> measures, Function<Trial, Evaluation> known) {
        return new LookupEvaluator(stages, measures, Given.value(known, "what knows the scores of a search"));
    }
}
