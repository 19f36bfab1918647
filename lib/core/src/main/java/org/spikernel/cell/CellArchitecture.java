package org.spikernel.cell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.internal.checks.Given;
import org.spikernel.space.Architecture;

/**
 * What the cells of a network are: one architecture for all of them, as SNASNet has it, or one for each, as SpikeNAS does.
 *
 * <p>Its text is that of its cells, from the input to the output of the network, separated by {@code /}; what all cells share stands
 * there once:
 *
 * <pre>{@code
 * CellArchitecture.parse("conv3x3 | skip conv3x3 | skip skip conv3x3");                       // all cells alike
 * CellArchitecture.parse("skip | skip skip | conv3x3 skip skip / skip | skip skip | skip skip skip"); // two that differ
 * }</pre>
 *
 * @param cells the one architecture of all cells, or that of each cell from the input to the output
 */
public record CellArchitecture(List<Cell> cells) implements Architecture {

    private static final String SEPARATOR = " / ";

    public CellArchitecture {
        cells = Given.list(cells, "the cells of an architecture");
        cells = cells.stream().distinct().count() == 1 ? List.of(cells.get(0)) : cells;
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("an architecture needs at least one cell, but found none");
        }
    }

    /** One cell for all, or one for each. */
    public static CellArchitecture of(Cell... cells) {
        return new CellArchitecture(Arrays.asList(Given.value(cells, "the cells of an architecture")));
    }

    /**
     * Reads the text of an architecture, as {@link #toString} writes it.
     *
     * @throws IllegalArgumentException if the text of a cell is malformed; the message says where
     */
    public static CellArchitecture parse(String text) {
        return new CellArchitecture(
                Arrays.stream(Given.text(text, "an architecture").split(SEPARATOR.strip(), -1))
                        .map(cell -> Cell.parse(cell.strip()))
                        .toList());
    }

    /**
     * The cell that stands for all.
     *
     * @throws IllegalStateException if they differ
     */
    public Cell cell() {
        if (!isUniform()) {
            throw new IllegalStateException("the cells differ: " + this + "; ask for cells()");
        }
        return cells.get(0);
    }

    /** Whether one cell stands for all. */
    public boolean isUniform() {
        return cells.size() == 1;
    }

    /**
     * A cell for each place in a network.
     *
     * @param count how many cells the network has
     * @throws IllegalArgumentException if there are other cells for another number of places
     */
    public List<Cell> cells(int count) {
        if (!isUniform() && cells.size() != count) {
            throw new IllegalArgumentException("a network of " + count
                    + " cells needs one architecture for all or one for each, but found " + cells.size() + ": " + this);
        }
        return isUniform() ? Collections.nCopies(count, cells.get(0)) : cells;
    }

    /**
     * The same with another cell in one place.
     *
     * @param count how many cells the network has
     * @param place which of them changes, counted from 1 at the input
     */
    @CheckReturnValue
    public CellArchitecture with(int count, int place, Cell cell) {
        List<Cell> changed = new ArrayList<>(cells(count));
        changed.set(place - 1, cell);
        return new CellArchitecture(changed);
    }

    /** Of {@linkplain Cell#canonical canonical} cells. */
    @Override
    public CellArchitecture canonical() {
        return new CellArchitecture(cells.stream().map(Cell::canonical).toList());
    }

    /** Its cells, separated by {@code /}: {@code skip | skip skip | conv3x3 skip skip / skip | skip skip | skip skip skip}. */
    @Override
    public String toString() {
        return cells.stream().map(Cell::toString).collect(Collectors.joining(SEPARATOR));
    }
}
