package org.spikernel.network;

import java.util.Collections;
import java.util.List;

import org.spikernel.cell.Cell;

/** Everything of a network but its cells. */
public interface MacroArchitecture {

    /** What messages and tables call it. */
    String name();

    /** How many cells it has. */
    int cells();

    /**
     * The network with an architecture for each cell.
     *
     * @param cells as many as {@link #cells}, from the input to the output
     */
    Network network(List<Cell> cells);

    /** The network with one architecture for all cells. */
    default Network network(Cell cell) {
        return network(Collections.nCopies(cells(), cell));
    }
}
