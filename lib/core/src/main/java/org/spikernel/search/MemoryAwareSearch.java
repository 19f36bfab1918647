package org.spikernel.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.spikernel.cell.Cell;
import org.spikernel.cell.CellArchitecture;
import org.spikernel.cell.Operation;
import org.spikernel.cell.SearchSpace;
import org.spikernel.network.CellMacroArchitecture;
import org.spikernel.network.MemoryBudget;
import org.spikernel.progress.Progress;
import org.spikernel.score.Scorer;

/**
 * The search of SpikeNAS: cell by cell, over all in-cell architectures, within a memory budget (SpikeNAS, Algorithm 1).
 *
 * <p>The first pass gives all cells the same architecture, each of the space in turn, and keeps the best network. Each further pass
 * changes one cell, from the second to the last, over all architectures again, while the other cells stay as the best network so far has
 * them; a network replaces the best only where its score is higher. So C cells of T operations take C T^6 iterations, where all
 * combinations would be T^(6C). What exceeds the budget is told by the {@linkplain org.spikernel.network.CellMemoryModel analytical memory
 * model} and never scored.
 *
 * <pre>{@code
 * SearchResult result = MemoryAwareSearch.over(SearchSpace.SPIKENAS_3O, SnasNet.forDataset(images).channels(16)) // SpikeNAS_2C3O_M
 *         .scoredBy(RScore.on(batch))
 *         .budget(MemoryBudget.params(1_200_000).scope(Scope.FEATURES))
 *         .run(Progress.bar());
 * result.best().architecture();                                                               // may differ from cell to cell
 * }</pre>
 *
 * <p>Where the paper leaves a choice:
 *
 * <ul>
 *   <li>Algorithm 1 counts passes to C+1 and changes cell i in pass i, but there is no cell C+1. The text has the cells explored "from
 *       the second cell to the last", which is passes 2 to C; that is done here. A network of one cell has the first pass alone.
 *   <li>What a pass leaves behind is the best network so far, not the last that was tried, so that good cells are kept.
 *   <li>Loops run as in Algorithm 1: over the operations of edges 0->1, 0->2, 0->3, 1->2, 1->3 and 2->3, the last changing fastest. Of
 *       networks with the same score the first is best.
 *   <li>Networks that compute the same are scored once, in {@linkplain CellArchitecture#canonical canonical} form: the best network of a pass
 *       comes up again in the next one, and cells of a space with {@code zero} have dead edges.
 *   <li>In a space with {@code zero}, which the paper's have not, cells whose edge 0->3 is zero are left out, as in a random search.
 * </ul>
 *
 * @param space of in-cell architectures: {@link SearchSpace#SPIKENAS_3O}, {@link SearchSpace#SPIKENAS_2O} or any other
 * @param macro everything but the cells
 * @param scorer what ranks networks
 * @param budget what a candidate may need to be scored; empty for no limit
 * @param threads how many candidates are scored at once; one is best for a scorer that uses all processors itself, as
 *     {@link org.spikernel.score.RScore} does
 * @param journal the file that keeps scored candidates; empty for none
 */
public record MemoryAwareSearch(
        SearchSpace space,
        CellMacroArchitecture macro,
        Optional<Scorer> scorer,
        Optional<MemoryBudget> budget,
        int threads,
        Optional<Path> journal) {

    public MemoryAwareSearch {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be positive, but are " + threads);
        }
    }

    /** A search with no budget, one candidate at a time; it still needs a scorer. */
    public static MemoryAwareSearch over(SearchSpace space, CellMacroArchitecture macro) {
        return new MemoryAwareSearch(space, macro, Optional.empty(), Optional.empty(), 1, Optional.empty());
    }

    public MemoryAwareSearch scoredBy(Scorer scorer) {
        return new MemoryAwareSearch(space, macro, SearchRun.given(scorer, "scorer"), budget, threads, journal);
    }

    public MemoryAwareSearch budget(MemoryBudget budget) {
        return new MemoryAwareSearch(space, macro, scorer, SearchRun.given(budget, "budget"), threads, journal);
    }

    public MemoryAwareSearch threads(int threads) {
        return new MemoryAwareSearch(space, macro, scorer, budget, threads, journal);
    }

    /**
     * The same search with a journal, from which it continues after an interrupt; see {@link RandomSearch#journal}.
     *
     * @param file the file, in a directory that exists
     */
    public MemoryAwareSearch journal(Path file) {
        return new MemoryAwareSearch(space, macro, scorer, budget, threads, SearchRun.given(file, "journal"));
    }

    /**
     * The name of this search, as the paper writes it: {@code SpikeNAS_2C3O} for two cells and three operations, {@code SpikeNAS_2C3O_M}
     * with a budget. Spaces that are not SpikeNAS's add theirs: {@code SpikeNAS_2C5O_3x3_5x5_M}.
     */
    public String setting() {
        String operations = space.operations().size() + "O";
        return "SpikeNAS_" + macro.cells() + "C" + operations
                + (space.name().equals(operations) ? "" : "_" + space.name())
                + (budget.isPresent() ? "_M" : "");
    }

    /** As {@link #run(Progress)}, silently. */
    public SearchResult run() {
        return run(Progress.none());
    }

    /**
     * Runs the search. An interrupt of the calling thread ends it early: the result then holds what was found until then, and the
     * thread stays interrupted.
     *
     * @param progress is told of every candidate; those in the journal are done from the beginning of their pass. The candidates of
     *     later passes are estimated to be as many as those of the present one
     * @return the candidates of all passes, with the first iteration that has their architecture; iterations count on from pass to pass
     * @throws IllegalArgumentException if no architecture meets the budget (names the smallest), or if the journal is that of another
     *     search (names the differences) or damaged (names the line)
     * @throws IllegalStateException if there is no scorer, or if the journal is in use by another search
     * @throws java.io.UncheckedIOException if the journal cannot be read or written
     */
    public SearchResult run(Progress progress) {
        Map<String, String> order = new LinkedHashMap<>();
        order.put("search", "memory-aware");
        order.put("space", space.toString());
        SearchRun run = new SearchRun(
                setting(), order, macro, scorer.orElseThrow(SearchRun::noScorer), budget, threads, journal);
        return run.inPasses(passes(), progress);
    }

    /** One architecture for all cells first, which has the smallest network among them; then a pass for each cell from the second. */
    private List<Pass> passes() {
        List<Cell> cells = cells();
        List<Pass> passes = new ArrayList<>();
        passes.add(best -> cells.stream().map(CellArchitecture::of).toList());
        for (int place = 2; place <= macro.cells(); place++) {
            int changed = place;
            passes.add(best -> best.stream()
                    .flatMap(kept ->
                            cells.stream().map(cell -> kept.architecture().with(macro.cells(), changed, cell)))
                    .toList());
        }
        return passes;
    }

    /** All in-cell architectures in the order of Algorithm 1, in canonical form. */
    private List<Cell> cells() {
        return space.cells()
                .map(MemoryAwareSearch::inOrderOfTheLoops)
                .filter(Cell::isDrawable)
                .map(Cell::canonical)
                .toList();
    }

    /** The cell whose operations a cell has in the order of Algorithm 1's loops, where 0->3 comes before 1->2. */
    private static Cell inOrderOfTheLoops(Cell counted) {
        List<Operation> loops = counted.operations();
        return Cell.of(loops.get(0), loops.get(1), loops.get(3), loops.get(2), loops.get(4), loops.get(5));
    }
}
