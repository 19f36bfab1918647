package org.spikernel.search;

import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.spikernel.cell.Cell;
import org.spikernel.cell.CellArchitecture;
import org.spikernel.internal.checks.Given;
import org.spikernel.network.HasNetwork;
import org.spikernel.network.MacroArchitecture;
import org.spikernel.network.Network;
import org.spikernel.network.ParamCount;
import org.spikernel.score.Evaluation;
import org.spikernel.space.Architecture;

/**
 * What a search has found: an architecture with its score.
 *
 * @param proposal which architecture it is, and where it came from
 * @param score its score; empty where it has none (see {@link org.spikernel.score.UndefinedScoreException}), as is one that is not
 *     finite
 * @param measures what else was found out about it, by name (see {@link org.spikernel.score.Measure}), as far as it is finite
 * @param counted the parameters of its network, where that was built to be scored
 * @param seconds how long scoring took
 */
public record Candidate(
        Proposal proposal,
        OptionalDouble score,
        Map<String, Double> measures,
        Optional<ParamCount> counted,
        Duration seconds)
        implements HasNetwork {

    /**
     * Of candidates with a score: earlier stages before later ones, and of one stage lower before higher. Adding 0 leaves every number as it
     * is but -0, which is no less than 0.
     */
    static final Comparator<Candidate> BY_SCORE = Comparator.<Candidate>comparingDouble(
                    candidate -> candidate.stage().price())
            .thenComparingDouble(candidate -> candidate.score().getAsDouble() + 0.0);

    public Candidate {
        Given.value(proposal, "the proposal of a candidate");
        Given.value(score, "the score of a candidate, or that it has none,");
        measures = new Evaluation(score, measures).measures();
        Given.value(counted, "the parameters of a candidate, or that they are not counted,");
        Given.value(seconds, "how long a candidate took");
        score = score.isPresent() && Double.isFinite(score.getAsDouble()) ? score : OptionalDouble.empty();
    }

    /**
     * The search that found it, as the papers write it, {@code 3x3_5x5_1000x}, {@code 3x3_5x5_all} or {@code SpikeNAS_2C3O}, or as it was
     * {@linkplain Search#named named}.
     */
    public String setting() {
        return proposal.setting();
    }

    /** The iteration that proposed it first, counted from 1. */
    public int iteration() {
        return proposal.iteration();
    }

    /** How far it was evaluated. */
    public Stage stage() {
        return proposal.stage();
    }

    /** Its architecture, in canonical form. */
    public Architecture architecture() {
        return proposal.architecture();
    }

    /** Everything else of its network. */
    public MacroArchitecture macro() {
        return proposal.macro();
    }

    /** Its network, built anew whenever it is asked for: a search has more candidates than networks fit into memory. */
    @Override
    public Network network() {
        return proposal.network();
    }

    /**
     * What was found out about it beside its score, as a front wants it: NaN where there is none of that name.
     */
    public double measure(String name) {
        Double number = measures.get(Given.value(name, "the name of a measure"));
        return number == null ? Double.NaN : number;
    }

    /** How many parameters it has; builds its network to count them where its score was found without one. */
    public ParamCount params() {
        return counted.orElseGet(() -> network().params());
    }

    /**
     * Its cells, which may differ.
     *
     * @throws IllegalStateException if its architecture is not made of cells
     */
    public CellArchitecture cells() {
        if (architecture() instanceof CellArchitecture cells) {
            return cells;
        }
        throw new IllegalStateException(
                "the candidate is not made of cells: " + architecture() + "; ask for architecture()");
    }

    /**
     * The one cell that stands in all its places.
     *
     * @throws IllegalStateException if they differ, or if its architecture is not made of cells
     */
    public Cell cell() {
        return cells().cell();
    }

    /** The same score for the same architecture, proposed by another iteration or search; its parameters are counted. */
    Candidate at(Proposal other) {
        return new Candidate(other, score, measures, Optional.of(other.network().params()), seconds);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: score %s, %,d parameters (%,d of them features), drawn at iteration %d of %s",
                architecture(),
                score.isPresent() ? String.format(Locale.ROOT, "%.4f", score.getAsDouble()) : "undefined",
                params().total(),
                params().features(),
                iteration(),
                setting());
    }
}
