package org.spikernel.data;

import java.util.List;
import java.util.Locale;

import tech.tablesaw.api.Table;

import org.spikernel.annotation.CheckReturnValue;

/**
 * Some of what a paper reports, in the making: each step keeps fewer rows. Its tables say in their names that the figures are reported, so
 * that nobody takes them for measured ones.
 *
 * <pre>{@code
 * ReportedResults.by("SpiKernel").of("version", "arXiv 2024").having("accuracy_percent")
 *         .table("dataset", "setting", "accuracy_percent");
 * }</pre>
 */
public final class Reported {

    private final String sources;
    private final Table rows;

    Reported(String sources, Table rows) {
        this.sources = sources;
        this.rows = rows;
    }

    /**
     * Only the rows with one of some texts in a column.
     *
     * @throws IllegalArgumentException if no row is left, since a wrong name is likelier than a paper without such figures
     */
    @CheckReturnValue
    public Reported of(String column, String... texts) {
        return kept(
                rows.where(rows.stringColumn(column).isIn(texts)),
                column + " " + String.join(" or ", texts),
                rows.stringColumn(column).asList().stream().distinct().toList());
    }

    /**
     * Only the rows where a number was reported.
     *
     * @throws IllegalArgumentException if no row is left
     */
    @CheckReturnValue
    public Reported having(String column) {
        return kept(rows.where(rows.numberColumn(column).isNotMissing()), "a number in " + column, rows.columnNames());
    }

    private Reported kept(Table kept, String wanted, List<String> present) {
        if (kept.isEmpty()) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s reports nothing with %s; there are %s", sources, wanted, present));
        }
        return new Reported(sources, kept);
    }

    /** Some columns of all rows that are left, or all columns where none is named. */
    public Table table(String... columns) {
        Table table = columns.length == 0 ? rows.copy() : rows.selectColumns(columns);
        return table.setName("REPORTED by " + sources + ", not measured here");
    }
}
