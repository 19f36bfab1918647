package org.spikernel.network;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.spikernel.cell.Architecture;
import org.spikernel.cell.Cell;

/** Everything of a network but its cells. */
public interface MacroArchitecture {

    /** What messages and tables call it. */
    String name();

    /**
     * All that its networks depend on beside their cells, by the name of the setting, in a fixed order; the same in every run of a
     * program, and different wherever networks are.
     */
    Map<String, String> settings();

    /** How many cells it has. */
    int cells();

    /** Channels that each cell reads and makes, from the input to the output. */
    List<Integer> cellChannels();

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

    /**
     * The network with an architecture.
     *
     * @throws IllegalArgumentException if it has other cells for another number of places
     */
    default Network network(Architecture architecture) {
        return network(architecture.cells(cells()));
    }
}
