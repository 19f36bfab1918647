package org.spikernel.jupyter.evaluation;

/**
 * What a cell ends with.
 *
 * @param value the value of its last expression; null if it ends otherwise
 * @param ofStatement whether that is a statement, such as {@code list.add(5);}: a call whose value Java drops
 * @param ofVariable whether a call has returned the very thing that it was made on and a variable holds, as {@code table.addColumns(x);} does:
 *     something changed that, and nobody has asked to see it
 */
public record CellValue(Object value, boolean ofStatement, boolean ofVariable) {

    /** That of a cell without one. */
    public static final CellValue NONE = new CellValue(null, false, false);
}
