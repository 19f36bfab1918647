package org.spikernel.search;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.spikernel.internal.checks.Given;
import org.spikernel.network.MacroArchitecture;
import org.spikernel.network.Network;
import org.spikernel.score.Evaluation;
import org.spikernel.score.Scorer;
import org.spikernel.space.Architecture;

/**
 * An architecture that a search wants scored, with all that scoring it takes, wherever that happens.
 *
 * @param setting the search, as the papers write it
 * @param iteration the iteration that proposed it first, counted from 1
 * @param architecture what is to be scored, in canonical form
 * @param macro everything else of its network
 * @param stage how far it is to be evaluated
 */
public record Proposal(String setting, int iteration, Architecture architecture, MacroArchitecture macro, Stage stage) {

    public Proposal {
        Given.value(setting, "the setting of a proposal");
        Given.positive(iteration, "iteration");
        Given.value(architecture, "the architecture of a proposal");
        Given.value(macro, "the macro-architecture of a proposal");
        Given.value(stage, "the stage of a proposal");
    }

    /** To be evaluated as a whole. */
    public Proposal(String setting, int iteration, Architecture architecture, MacroArchitecture macro) {
        this(setting, iteration, architecture, macro, Stage.WHOLE);
    }

    /** What is to be evaluated, and how far. */
    public Trial trial() {
        return new Trial(architecture, stage);
    }

    /** Its network, built anew. */
    public Network network() {
        return macro.network(architecture);
    }

    /**
     * Builds its network, and scores it here and now.
     *
     * @throws RuntimeException what the scorer throws, or an {@link Error}; says of which candidate among what it suppresses
     */
    public Candidate scoredBy(Scorer scorer) {
        try {
            long start = System.nanoTime();
            Network network = network();
            Evaluation evaluation = scorer.evaluate(network);
            Duration seconds = Duration.ofNanos(System.nanoTime() - start);
            return new Candidate(
                    this, evaluation.score(), evaluation.measures(), Optional.of(network.params()), seconds);
        } catch (Throwable failure) {
            failure.addSuppressed(new IllegalStateException("the scorer failed on " + this));
            throw failure;
        }
    }

    /** The candidate with a score that is known, for which no network is built and which took no time; empty where it has none. */
    public Candidate known(OptionalDouble score) {
        return known(new Evaluation(score, Map.of()));
    }

    /** As {@link #known(OptionalDouble)}, with what else is known. */
    public Candidate known(Evaluation evaluation) {
        return new Candidate(this, evaluation.score(), evaluation.measures(), Optional.empty(), Duration.ZERO);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s, drawn at iteration %d of %s", architecture, iteration, setting);
    }
}
