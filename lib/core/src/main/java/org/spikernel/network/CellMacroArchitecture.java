package org.spikernel.network;

import java.util.Collections;
import java.util.List;

import org.spikernel.cell.Cell;
import org.spikernel.cell.CellArchitecture;
import org.spikernel.space.Architecture;

/** Everything of a network but its cells. */
public interface CellMacroArchitecture extends MacroArchitecture {

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
     * The network with an architecture of cells.
     *
     * @throws IllegalArgumentException if it is none of cells, or has other cells for another number of places
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
        if (architecture instanceof CellArchitecture cells) {
            return cells.cells(cells());
        }
        throw new IllegalArgumentException(name() + " is made of cells, but found the architecture " + architecture
                + "; search a SearchSpace of cells");
    }

    @Override
    default CellMemoryModel memory() {
        return CellMemoryModel.of(this);
    }
}
