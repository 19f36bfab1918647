package org.spikernel.search;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.spikernel.cell.Cell;
import org.spikernel.cell.CellArchitecture;
import org.spikernel.cell.SearchSpace;
import org.spikernel.network.CellMacroArchitecture;
import org.spikernel.network.MemoryBudget;
import org.spikernel.progress.Progress;
import org.spikernel.score.Scorer;

/**
 * Exhaustive search: scores every cell of a space, each canonical form once. What it finds best is best, and what a
 * {@link RandomSearch} finds can be told from it.
 *
 * <p>As in the draws of a random search, cells whose edge 0->3 is zero are left out. All others are iterations, in the order of
 * {@link SearchSpace#cells}. A random search draws each iteration with the same probability, so a cell is as likely there as it is
 * frequent among the iterations here.
 *
 * <pre>{@code
 * SearchResult all = ExhaustiveSearch.over(SearchSpace.of(KernelSet.SET_3), macro) // 12,500 iterations, 7,012 different cells
 *         .scoredBy(RScore.on(batch))
 *         .run(Progress.bar());
 * }</pre>
 *
 * @param space whose cells are scored
 * @param macro everything but the cell
 * @param scorer what ranks networks
 * @param budget what a candidate may need to be scored; empty for no limit
 * @param threads how many candidates are scored at once; one is best for a scorer that uses all processors itself, as
 *     {@link org.spikernel.score.RScore} does
 * @param journal the file that keeps scored candidates; empty for none
 */
public record ExhaustiveSearch(
        SearchSpace space,
        CellMacroArchitecture macro,
        Optional<Scorer> scorer,
        Optional<MemoryBudget> budget,
        int threads,
        Optional<Path> journal) {

    public ExhaustiveSearch {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be positive, but are " + threads);
        }
    }

    /** A search with no budget, one candidate at a time; it still needs a scorer. */
    public static ExhaustiveSearch over(SearchSpace space, CellMacroArchitecture macro) {
        return new ExhaustiveSearch(space, macro, Optional.empty(), Optional.empty(), 1, Optional.empty());
    }

    public ExhaustiveSearch scoredBy(Scorer scorer) {
        return new ExhaustiveSearch(space, macro, SearchRun.given(scorer, "scorer"), budget, threads, journal);
    }

    public ExhaustiveSearch budget(MemoryBudget budget) {
        return new ExhaustiveSearch(space, macro, scorer, SearchRun.given(budget, "budget"), threads, journal);
    }

    public ExhaustiveSearch threads(int threads) {
        return new ExhaustiveSearch(space, macro, scorer, budget, threads, journal);
    }

    /**
     * The same search with a journal, from which it continues after an interrupt; see {@link RandomSearch#journal}.
     *
     * @param file the file, in a directory that exists
     */
    public ExhaustiveSearch journal(Path file) {
        return new ExhaustiveSearch(space, macro, scorer, budget, threads, SearchRun.given(file, "journal"));
    }

    /** The name of this search: {@code 3x3_5x5_all}. */
    public String setting() {
        return space.name() + "_all";
    }

    /**
     * The cell of every iteration, in canonical form; several iterations may have the same.
     *
     * @return iteration 1 first: the cells of the space with an edge 0->3, in the order of {@link SearchSpace#cells}
     */
    public List<Cell> cells() {
        return space.drawableCells().map(Cell::canonical).toList();
    }

    /** As {@link #run(Progress)}, silently. */
    public SearchResult run() {
        return run(Progress.none());
    }

    /**
     * Runs the search. An interrupt of the calling thread ends it early: the result then holds what was found until then, and the
     * thread stays interrupted.
     *
     * @param progress is told of every candidate; those in the journal are done from the beginning
     * @return the candidates, with the first iteration that has their cell
     * @throws IllegalArgumentException if no cell meets the budget (names the smallest), or if the journal is that of another search
     *     (names the differences) or damaged (names the line)
     * @throws IllegalStateException if there is no scorer, or if the journal is in use by another search
     * @throws java.io.UncheckedIOException if the journal cannot be read or written
     */
    public SearchResult run(Progress progress) {
        Map<String, String> order = new LinkedHashMap<>();
        order.put("search", "exhaustive");
        order.put("space", space.toString());
        SearchRun run = new SearchRun(
                setting(), order, macro, scorer.orElseThrow(SearchRun::noScorer), budget, threads, journal);
        return run.over(cells().stream().map(CellArchitecture::of).toList(), progress);
    }
}
