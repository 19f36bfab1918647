package org.spikernel.jupyter.display;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.NumberColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A table with its first and last rows, numbers aligned to the right. */
final class TableDisplay {

    private static final int MAX_ROWS = 20;
    private static final int ROWS_AT_EACH_END = 10;
    private static final Pattern MANY_THOUSANDS = Pattern.compile("(-?\\d{5,})(\\.\\d+)?");
    private static final String MISSING = "\u2013";
    private static final String LINE = "1px solid rgba(128,128,128,0.4)";

    private TableDisplay() {}

    static String html(Table table) {
        return html(table, MAX_ROWS);
    }

    /** With all its rows, however many. */
    static String wholeHtml(Table table) {
        return html(table, Integer.MAX_VALUE);
    }

    private static String html(Table table, int maxRows) {
        StringBuilder html = new StringBuilder("<div style=\"overflow-x:auto\">");
        if (table.name() != null && !table.name().isEmpty()) {
            html.append("<div style=\"font-weight:bold\">")
                    .append(Html.escape(table.name()))
                    .append("</div>");
        }
        html.append("<table style=\"border-collapse:collapse;font-variant-numeric:tabular-nums\"><thead><tr>");
        for (Column<?> column : table.columns()) {
            html.append(cell("th", column, column.name(), ";border-bottom:" + LINE));
        }
        html.append("</tr></thead><tbody>").append(body(table, maxRows)).append("</tbody></table>");
        return html.append("<div style=\"opacity:0.7;font-size:90%\">")
                .append(size(table))
                .append("</div></div>")
                .toString();
    }

    static String text(Table table) {
        // The last row but those at each end stands for all that are left out.
        Table shown = table.rowCount() <= MAX_ROWS
                ? table
                : table.first(ROWS_AT_EACH_END + 1).append(table.last(ROWS_AT_EACH_END));
        return printed(shown).print(MAX_ROWS) + "\n" + size(table);
    }

    /** The table with texts in place of numbers, since Tablesaw would print these with the digits of the locale. */
    private static Table printed(Table table) {
        Table printed = Table.create(table.name());
        for (Column<?> column : table.columns()) {
            printed.addColumns(StringColumn.create(
                    column.name(), IntStream.range(0, table.rowCount()).mapToObj(row -> printed(column, row))));
        }
        return printed;
    }

    /** The text of a value as its column prints it, which says the same in every locale. */
    private static String printed(Column<?> column, int row) {
        return column instanceof NumberColumn<?, ?> numbers && !column.isMissing(row)
                ? NumberText.of(numbers, row)
                : column.getString(row);
    }

    private static String size(Table table) {
        return counted(table.rowCount(), "row") + " \u00D7 " + counted(table.columnCount(), "column");
    }

    private static String counted(int count, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", count, thing, count == 1 ? "" : "s");
    }

    private static String body(Table table, int maxRows) {
        int rows = table.rowCount();
        if (rows <= maxRows) {
            return rows(table, 0, rows);
        }
        int left = rows - 2 * ROWS_AT_EACH_END;
        String gap = String.format(
                Locale.ROOT,
                "<tr><td colspan=\"%d\" style=\"text-align:left;opacity:0.7\">... %s</td></tr>",
                Math.max(1, table.columnCount()),
                counted(left, "more row"));
        return rows(table, 0, ROWS_AT_EACH_END) + gap + rows(table, rows - ROWS_AT_EACH_END, rows);
    }

    private static String rows(Table table, int from, int to) {
        List<ColumnDigits> digits =
                table.columns().stream().map(TableDisplay::digits).toList();
        return IntStream.range(from, to)
                .mapToObj(row -> IntStream.range(0, table.columnCount())
                        .mapToObj(i -> cell("td", table.column(i), text(table.column(i), row, digits.get(i)), ""))
                        .collect(Collectors.joining("", "<tr>", "</tr>")))
                .collect(Collectors.joining());
    }

    private static boolean isFractional(Column<?> column) {
        return column instanceof DoubleColumn || column instanceof FloatColumn;
    }

    private static ColumnDigits digits(Column<?> column) {
        return isFractional(column)
                ? ColumnDigits.of(column.size(), row -> number(column, row))
                : ColumnDigits.of(0, row -> 0);
    }

    private static double number(Column<?> column, int row) {
        return ((NumericColumn<?>) column).getDouble(row);
    }

    private static String text(Column<?> column, int row, ColumnDigits digits) {
        if (column.isMissing(row)) {
            return MISSING;
        }
        String text = printed(column, row);
        // Unless the column has been told how to print it.
        return grouped(
                isFractional(column) && isPrintedInFull(text, number(column, row))
                        ? digits.text(number(column, row))
                        : text,
                column);
    }

    /** With marks between thousands where there are ten of them or more: 12,345 and 1234. */
    private static String grouped(String text, Column<?> column) {
        Matcher whole = MANY_THOUSANDS.matcher(text);
        return column instanceof NumericColumn && whole.matches()
                ? whole.group(1).replaceAll("\\B(?=(\\d{3})+$)", ",") + Objects.toString(whole.group(2), "")
                : text;
    }

    private static boolean isPrintedInFull(String text, double value) {
        try {
            return Double.isFinite(value) && Double.parseDouble(text) == value;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String cell(String element, Column<?> column, String text, String style) {
        String align = column instanceof NumericColumn ? "right" : "left";
        return "<" + element + " style=\"text-align:" + align + style + "\">" + Html.escape(text) + "</" + element
                + ">";
    }
}
