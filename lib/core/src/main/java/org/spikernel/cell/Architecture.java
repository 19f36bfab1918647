package org.spikernel.cell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the cells of a network are: one architecture for all of them, as SNASNet has it, or one for each, as SpikeNAS does.
 *
 * <p>Its text is that of its cells, from the input to the output of the network, separated by {@code /}; what all cells share stands
 * there once:
 *
 * <pre>{@code
 * Architecture.parse("conv3x3 | skip conv3x3 | skip skip conv3x3");                       // all cells alike
 * Architecture.parse("skip | skip skip | conv3x3 skip skip / skip | skip skip | skip skip skip"); // two that differ
 * }</pre>
 *
 * @param cells the one architecture of all cells, or that of each cell from the input to the output
 */
public record Architecture(List<Cell> cells) {

    private static final String SEPARATOR = " / ";

    public Architecture {
        cells = Given.list(cells, "the cells of an architecture");
        cells = cells.stream().distinct().count() == 1 ? List.of(cells.get(0)) : cells;
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("an architecture needs at least one cell, but found none");
        }
    }

    /** One cell for all, or one for each. */
    public static Architecture of(Cell... cells) {
        return new Architecture(Arrays.asList(cells));
    }

    /**
     * Reads the text of an architecture, as {@link #toString} writes it.
     *
     * @throws IllegalArgumentException if the text of a cell is malformed; the message says where
     */
    public static Architecture parse(String text) {
        return new Architecture(
                Arrays.stream(Given.text(text, "an architecture").split(SEPARATOR.strip(), -1))
                        .map(cell -> Cell.parse(cell.strip()))
                        .toList());
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
    public Architecture with(int count, int place, Cell cell) {
        List<Cell> changed = new ArrayList<>(cells(count));
        changed.set(place - 1, cell);
        return new Architecture(changed);
    }

    /** The architecture that stands for all that compute the same: of {@linkplain Cell#canonical canonical} cells. */
    public Architecture canonical() {
        return new Architecture(cells.stream().map(Cell::canonical).toList());
    }

    /** Its cells, separated by {@code /}: {@code skip | skip skip | conv3x3 skip skip / skip | skip skip | skip skip skip}. */
    @Override
    public String toString() {
        return cells.stream().map(Cell::toString).collect(Collectors.joining(SEPARATOR));
    }
}
