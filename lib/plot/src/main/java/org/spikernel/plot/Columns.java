package org.spikernel.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.stream.Collectors;

import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.selection.Selection;

/**
 * The columns that a figure is drawn from. What is wrong with a name is said in the words of the figure's arguments, beside the columns
 * that there are.
 */
final class Columns {

    private static final String MISSING = "(missing)";

    private final Table table;

    private Columns(Table table) {
        this.table = table;
    }

    static Columns of(Table table) {
        if (table == null) {
            throw new IllegalArgumentException("a figure needs a table, but table is null");
        }
        return new Columns(table);
    }

    /**
     * A column of any type.
     *
     * @param argument what the figure calls it, such as {@code by}
     * @param name name of the column
     * @throws IllegalArgumentException if there is no such column
     */
    Column<?> any(String argument, String name) {
        if (name == null || !table.containsColumn(name)) {
            throw wrong(argument + " should name a column, but is " + quoted(name));
        }
        return table.column(name);
    }

    /**
     * As {@link #any}, a column of numbers.
     *
     * @throws IllegalArgumentException if there is no such column, or it holds something else
     */
    NumericColumn<?> numbers(String argument, String name) {
        Column<?> column = any(argument, name);
        if (column instanceof NumericColumn<?> numbers) {
            return numbers;
        }
        throw wrong(
                argument + " should name a column of numbers, but " + quoted(name) + " is of type " + column.type());
    }

    /** The names of the first columns. */
    List<String> first(int count) {
        if (table.columnCount() < count) {
            throw wrong("the figure is drawn from the first " + count + " columns");
        }
        return table.columnNames().subList(0, count);
    }

    /** A column that every table of its kind has. */
    Column<?> any(String name) {
        require(name);
        return table.column(name);
    }

    /** A column of numbers that every table of its kind has. */
    NumericColumn<?> numbers(String name) {
        require(name);
        return numbers("the figure", name);
    }

    private void require(String name) {
        if (!table.containsColumn(name)) {
            throw wrong("the figure needs a column " + quoted(name));
        }
    }

    /**
     * Of how many values each row tells, such as {@code 19} or {@code 6 to 19}; how many rows there are, where none of these columns is there.
     *
     * @param names of columns that may say it; the first that is there does
     */
    String amount(String... names) {
        LongSummaryStatistics counts = Arrays.stream(names)
                .filter(table::containsColumn)
                .limit(1)
                .map(table::column)
                .filter(NumericColumn.class::isInstance)
                .flatMapToDouble(column -> Arrays.stream(((NumericColumn<?>) column.removeMissing()).asDoubleArray()))
                .mapToLong(number -> (long) number)
                .summaryStatistics();
        if (counts.getCount() == 0) {
            return table.rowCount() + (table.rowCount() == 1 ? " estimate" : " estimates");
        }
        String least = String.format(Locale.ROOT, "%,d", counts.getMin());
        return counts.getMin() == counts.getMax()
                ? least
                : String.format(Locale.ROOT, "%s to %,d", least, counts.getMax());
    }

    private IllegalArgumentException wrong(String what) {
        String columns = table.columns().stream()
                .map(column -> column.name() + " (" + column.type() + ")")
                .collect(Collectors.joining(", "));
        return new IllegalArgumentException(
                what + "; the table " + quoted(table.name()) + " has " + (columns.isEmpty() ? "no columns" : columns));
    }

    private static String quoted(String name) {
        return name == null ? "null" : '"' + name + '"';
    }

    /** All rows, in a table that may be named otherwise. */
    Table whole() {
        return table.copy();
    }

    /** The rows of each value of a column of any type, in the order of the table; every part is named after its value. */
    List<Table> parts(Column<?> by) {
        Map<String, Selection> rows = new LinkedHashMap<>();
        for (int row = 0; row < by.size(); row++) {
            rows.computeIfAbsent(text(by, row), value -> Selection.with()).add(row);
        }
        List<Table> parts = new ArrayList<>();
        rows.forEach((value, selected) -> parts.add(table.where(selected).setName(value)));
        return parts;
    }

    /** What stands in each row of a column of any type. */
    static List<String> texts(Column<?> column) {
        List<String> texts = new ArrayList<>();
        for (int row = 0; row < column.size(); row++) {
            texts.add(text(column, row));
        }
        return texts;
    }

    private static String text(Column<?> column, int row) {
        return column.isMissing(row) ? MISSING : column.getUnformattedString(row);
    }
}
