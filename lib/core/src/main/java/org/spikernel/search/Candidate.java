package org.spikernel.search;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;

import org.spikernel.cell.Cell;
import org.spikernel.cell.CellArchitecture;
import org.spikernel.network.CellMacroArchitecture;
import org.spikernel.network.Network;
import org.spikernel.network.ParamCount;

/**
 * A network that a search has scored.
 *
 * @param setting the search that found it, as the papers write it, {@code 3x3_5x5_1000x}, {@code 3x3_5x5_all} or {@code SpikeNAS_2C3O}, or the name of
 *     chosen cells
 * @param iteration the iteration that drew it first, counted from 1
 * @param architecture its cells, in canonical form
 * @param macro everything but the cells
 * @param score its score; empty where it has none (see {@link org.spikernel.score.UndefinedScoreException}), as is one that is not
 *     finite
 * @param params how many parameters it has
 * @param seconds how long scoring took
 */
public record Candidate(
        String setting,
        int iteration,
        CellArchitecture architecture,
        CellMacroArchitecture macro,
        OptionalDouble score,
        ParamCount params,
        Duration seconds) {

    public Candidate {
        score = score.isPresent() && Double.isFinite(score.getAsDouble()) ? score : OptionalDouble.empty();
    }

    /**
     * The cell that all its cells are alike to.
     *
     * @throws IllegalStateException if they differ
     */
    public Cell cell() {
        if (!architecture.isUniform()) {
            throw new IllegalStateException("the cells differ: " + architecture + "; ask for architecture()");
        }
        return architecture.cells().get(0);
    }

    /** Its network. */
    public Network network() {
        return macro.network(architecture);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: score %s, %,d parameters (%,d of them features), drawn at iteration %d of %s",
                architecture,
                score.isPresent() ? String.format(Locale.ROOT, "%.4f", score.getAsDouble()) : "undefined",
                params.total(),
                params.features(),
                iteration,
                setting);
    }
}
