package org.spikernel.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.spikernel.cell.Cell;
import org.spikernel.cell.CellArchitecture;
import org.spikernel.cell.SearchSpace;
import org.spikernel.network.CellMacroArchitecture;
import org.spikernel.space.Architecture;

/**
 * The search of SpikeNAS: cell by cell, over all in-cell architectures, within a memory budget (SpikeNAS, Algorithm 1).
 *
 * <p>The first pass gives all cells the same architecture, each of the space in turn, and keeps the best network. Each further pass
 * changes one cell, from the second to the last, over all architectures again, while the other cells stay as the best network so far has
 * them; a network replaces the best only where its score is higher. So C cells with T operations take C T^6 iterations, where all
 * combinations would be T^(6C). What exceeds the budget is told by the {@linkplain org.spikernel.network.CellMemoryModel analytical memory
 * model} and never scored.
 *
 * <pre>{@code
 * SearchResult result = Search.of(SearchSpace.SPIKENAS_3O, SnasNet.forDataset(images).withChannels(16), RScore.on(batch))
 *         .strategy(Strategy.cellByCell())
 *         .budget(MemoryBudget.params(1_200_000).withScope(Scope.FEATURES))
 *         .run(Progress.bar());                               // SpikeNAS_2C3O_M
 * result.best().cells();                                      // may differ
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
 *   <li>In a space with backward connections, whatever may join two nodes is tried in the place of the edge between them.
 * </ul>
 *
 * <p>The space is a {@link SearchSpace}, {@link SearchSpace#SPIKENAS_3O}, {@link SearchSpace#SPIKENAS_2O} or any other, and the
 * macro-architecture one of cells.
 */
public record CellByCell() implements Strategy {

    @Override
    public List<? extends Architecture> next(SearchHistory history) {
        List<Cell> cells = cells(space(history.search()));
        int pass = history.size() / cells.size() + 1;
        int places = macro(history.search()).cells();
        if (pass == 1) {
            return cells.stream().map(CellArchitecture::of).toList();
        }
        Optional<CellArchitecture> kept = history.best().map(Candidate::cells);
        return pass > places || kept.isEmpty()
                ? List.of()
                : cells.stream()
                        .map(cell -> kept.get().with(places, pass, cell))
                        .toList();
    }

    /** All in-cell architectures in the order of Algorithm 1. */
    private static List<Cell> cells(SearchSpace space) {
        return space.cells()
                .flatMap(counted -> inOrderOfTheLoops(space, counted).stream())
                .map(CellArchitecture::cell)
                .toList();
    }

    /** The cell whose choices a cell has in the order of Algorithm 1's loops, where 0->3 comes before 1->2; empty if none draws it. */
    private static Optional<CellArchitecture> inOrderOfTheLoops(SearchSpace space, Cell counted) {
        List<Integer> loops = space.choices(CellArchitecture.of(counted));
        return space.withChoices(
                List.of(loops.get(0), loops.get(1), loops.get(3), loops.get(2), loops.get(4), loops.get(5)));
    }

    /**
     * As the paper writes it: {@code SpikeNAS_2C3O} for two cells and three operations, {@code SpikeNAS_2C3O_M} with a budget. Spaces that
     * are not SpikeNAS's add theirs: {@code SpikeNAS_2C5O_3x3_5x5_M}.
     */
    @Override
    public String setting(Search search) {
        SearchSpace space = space(search);
        String operations = space.operations().size() + "O";
        return "SpikeNAS_" + macro(search).cells() + "C" + operations
                + (space.name().equals(operations) ? "" : "_" + space.name())
                + (search.budget().isPresent() ? "_M" : "");
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("search", "memory-aware");
    }

    @Override
    public OptionalInt expectedIterations(Search search) {
        return OptionalInt.of(macro(search).cells()
                * Math.toIntExact(space(search).drawableCells().count()));
    }

    private static SearchSpace space(Search search) {
        if (search.space() instanceof SearchSpace cells) {
            return cells;
        }
        throw new IllegalArgumentException("a search cell by cell needs a SearchSpace of cells, but found the space "
                + search.space() + "; take another strategy, such as Strategy.random(1000)");
    }

    private static CellMacroArchitecture macro(Search search) {
        if (search.macro() instanceof CellMacroArchitecture cells) {
            return cells;
        }
        throw new IllegalArgumentException("a search cell by cell needs a macro-architecture of cells, but found "
                + search.macro().name() + "; take another strategy, such as Strategy.random(1000)");
    }
}
