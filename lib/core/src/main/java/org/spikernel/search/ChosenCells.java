package org.spikernel.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.spikernel.cell.Cell;
import org.spikernel.cell.CellArchitecture;
import org.spikernel.network.CellMacroArchitecture;
import org.spikernel.progress.Progress;
import org.spikernel.score.Scorer;

/**
 * Scores cells that somebody has chosen, rather than drawn: to look at them again in another macro-architecture, on other images or
 * with other weights.
 *
 * <pre>{@code
 * SearchResult.tableOf(List.of(
 *         ChosenCells.of(cells, macro.channels(16)).named("C = 16").scoredBy(score).run(),
 *         ChosenCells.of(cells, macro.channels(32)).named("C = 32").scoredBy(score).run()));
 * }</pre>
 *
 * @param cells the cells; one that stands there twice is scored once
 * @param macro everything but the cell
 * @param name what the column {@code setting} calls them
 * @param scorer what gives networks a score
 */
public record ChosenCells(List<Cell> cells, CellMacroArchitecture macro, String name, Optional<Scorer> scorer) {

    public ChosenCells {
        cells = List.copyOf(cells);
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("no cells were chosen for " + macro.name() + "; choose at least one");
        }
    }

    /** Cells in a macro-architecture, whose name they have; they still need a scorer. */
    public static ChosenCells of(List<Cell> cells, CellMacroArchitecture macro) {
        return new ChosenCells(cells, macro, macro.name(), Optional.empty());
    }

    /** The same cells under another name, which the column {@code setting} holds. */
    public ChosenCells named(String name) {
        return new ChosenCells(cells, macro, name, scorer);
    }

    public ChosenCells scoredBy(Scorer scorer) {
        return new ChosenCells(cells, macro, name, SearchRun.given(scorer, "scorer"));
    }

    /** As {@link #run(Progress)}, silently. */
    public SearchResult run() {
        return run(Progress.none());
    }

    /**
     * Scores the cells, each in its {@linkplain Cell#canonical canonical form}; an interrupt of the calling thread ends it early.
     *
     * @return the candidates; the first of the cells is iteration 1
     * @throws IllegalStateException if there is no scorer
     */
    public SearchResult run(Progress progress) {
        SearchRun run = new SearchRun(
                name, Map.of(), macro, scorer.orElseThrow(SearchRun::noScorer), Optional.empty(), 1, Optional.empty());
        return run.over(
                cells.stream()
                        .map(cell -> CellArchitecture.of(cell).canonical())
                        .toList(),
                progress);
    }
}
