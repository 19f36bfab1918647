package org.spikernel.jupyter.evaluation;

/**
 * What a cell ends with.
 *
 * @param value the value of its last expression; null if it ends otherwise
 * @param ofStatement whether that is a statement, such as {@code list.add(5);}: a call whose value Java drops
 */
public record CellValue(Object value, boolean ofStatement) {

    /** That of a cell without one. */
    public static final CellValue NONE = new CellValue(null, false);
}
