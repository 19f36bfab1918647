package org.spikernel.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.spikernel.cell.Cell;
import org.spikernel.cell.CellArchitecture;
import org.spikernel.cell.Edge;
import org.spikernel.cell.Operation;
import org.spikernel.cell.SuperCell;
import org.spikernel.internal.checks.Given;
import org.spikernel.space.Architecture;

/**
 * Everything of a network but its cells. A new one says what it is called, its settings, how many cells it has, and which network they
 * make; what they cost follows from that.
 */
public interface CellMacroArchitecture extends MacroArchitecture {

    /** How many cells it has. */
    int cells();

    /**
     * The network with an architecture for each cell.
     *
     * @param cells as many as {@link #cells}, from the input to the output
     */
    Network network(List<Cell> cells);

    /** Whether its networks have the backward connections of their cells; else cells that have some are refused. */
    default boolean takesFeedback() {
        return false;
    }

    /** The network with one architecture for all cells. */
    default Network network(Cell cell) {
        List<Cell> cells = Given.list(Collections.nCopies(cells(), cell), "the cells of a network");
        return network(new CellArchitecture(cells));
    }

    /**
     * The network with an architecture of cells.
     *
     * @throws IllegalArgumentException if it is not made of cells, has them for another number of places, or has backward connections that
     *     these networks have not
     */
    @Override
    default Network network(Architecture architecture) {
        return network(cellsOf(architecture));
    }

    /**
     * An architecture's cell for each place.
     *
     * @throws IllegalArgumentException as {@link #network(Architecture)}
     */
    default List<Cell> cellsOf(Architecture architecture) {
        if (architecture instanceof SuperCell open) {
            return cellsOf(CellArchitecture.of(open.cell()));
        }
        if (architecture instanceof CellArchitecture cells) {
            if (!takesFeedback() && cells.cells().stream().anyMatch(Cell::hasFeedback)) {
                throw new IllegalArgumentException(
                        name() + " makes networks without backward connections, but found the cell " + architecture
                                + "; search a space without them, or use a macro-architecture that takes feedback, such as SnasNet");
            }
            return cells.cells(cells());
        }
        throw new IllegalArgumentException(name() + " is made of cells, but found the architecture " + architecture
                + "; search a SearchSpace of cells");
    }

    /**
     * What an operation on an edge adds to a network: the parameters that the network with this edge alone has, and the one without any
     * edge has not. A negative count stands for what goes where the edge comes.
     *
     * @param cell which cell, counted from 1 at the input
     */
    default ParamCount edge(int cell, Edge edge, Operation operation) {
        List<Cell> alone = new ArrayList<>(Collections.nCopies(cells(), Cell.EMPTY));
        alone.set(cell - 1, Cell.EMPTY.with(edge, operation));
        return network(alone).params().minus(network(Cell.EMPTY).params());
    }

    /**
     * Counts the parameters of its networks by {@link #edge}. To be overridden where edges do not add up: where what one costs depends on
     * what stands on another.
     */
    @Override
    default MemoryModel memory() {
        return CellMemoryModel.of(this);
    }
}
