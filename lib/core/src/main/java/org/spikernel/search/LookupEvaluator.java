package org.spikernel.search;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import org.spikernel.score.Evaluation;

/**
 * Knows scores already.
 *
 * @param stages from the cheapest to the whole evaluation
 * @param measures the names of what is known beside scores
 * @param known what is known of an architecture in canonical form at a stage
 */
record LookupEvaluator(List<Stage> stages, List<String> measures, Function<Trial, Evaluation> known)
        implements Evaluator {

    LookupEvaluator {
        stages = Stage.inOrder(stages);
        measures = List.copyOf(measures);
    }

    @Override
    public void evaluate(List<Proposal> proposals, int threads, Consumer<Candidate> scored)
            throws InterruptedException {
        for (Proposal proposal : proposals) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            scored.accept(proposal.known(known.apply(proposal.trial())));
        }
    }

    /** None: what is looked up needs no journal. */
    @Override
    public Map<String, String> settings() {
        return Map.of();
    }
}
