package org.spikernel.cell;

import org.spikernel.internal.checks.Given;
import org.spikernel.space.Architecture;

/**
 * A cell whose choices are open: an edge carries all operations at once that it may still come to carry, summed. It stands in all places of a
 * network. A search by pruning scores super-cells on its way to a {@link CellArchitecture}.
 *
 * <p>Its text is that of its cell behind the word super: {@code super conv3x3+skip | skip conv3x3 | avg3x3+conv3x3 skip conv3x3}. An edge that
 * may yet come to carry nothing is written like one that may not: zero adds nothing to a sum.
 *
 * @param cell the cell with {@linkplain Operation.Sum sums} on its edges
 */
public record SuperCell(Cell cell) implements Architecture {

    private static final String WORD = "super ";

    public SuperCell {
        Given.value(cell, "the cell of a super-cell");
    }

    /** Whether a text is that of a super-cell rather than of cells. */
    static boolean isNamedBy(String text) {
        return text.startsWith(WORD);
    }

    /**
     * Reads the text of a super-cell, as {@link #toString} writes it.
     *
     * @throws IllegalArgumentException if the text is malformed; the message says where
     */
    public static SuperCell parse(String text) {
        if (!isNamedBy(Given.text(text, "a super-cell"))) {
            throw new IllegalArgumentException("the text of a super-cell begins with the word super, such as:"
                    + " super conv3x3+skip | skip conv3x3 | skip skip conv3x3; but found '" + text + "'");
        }
        return new SuperCell(Cell.parse(text.substring(WORD.length())));
    }

    /** Of its {@linkplain Cell#canonical canonical} cell. */
    @Override
    public SuperCell canonical() {
        return new SuperCell(cell.canonical());
    }

    @Override
    public boolean isDecided() {
        return false;
    }

    @Override
    public String toString() {
        return WORD + cell;
    }
}
