package org.spikernel.internal.tables;

import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/** Columns of numbers. Tablesaw takes a column of texts for one too, and numbers the texts. Not meant for users. */
public final class Numbers {

    private Numbers() {}

    /**
     * The numbers of a column; NaN where one is missing, and 0 in place of -0, which is no less.
     *
     * @throws IllegalArgumentException if the table has no such column, or one of something else (names the columns)
     */
    public static double[] of(Table table, String column) {
        boolean exists = table.columnNames().contains(column);
        if (exists && table.column(column) instanceof NumericColumn<?> numbers) {
            double[] values = numbers.asDoubleArray();
            for (int i = 0; i < values.length; i++) {
                values[i] += 0.0;
            }
            return values;
        }
        throw new IllegalArgumentException(
                "table '" + table.name() + "' has " + (exists ? "no numbers in column '" : "no column '") + column
                        + "'; its columns are " + table.columnNames());
    }
}
