package org.spikernel.study;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.internal.checks.Given;

/**
 * A table in the making, with a row for each of several things and a column for each of their properties.
 *
 * <pre>{@code
 * Rows.of(cells)
 *         .text("cell", Cell::toString)
 *         .count("neurons", cell -> macro.network(cell).neurons())
 *         .number("score", cell -> score.of(macro.network(cell)))
 *         .table("Cells side by side");
 * }</pre>
 *
 * @param things what the rows are about
 * @param columns one a property
 */
public record Rows<T>(List<T> things, List<Column<?>> columns) {

    public Rows {
        things = Given.list(things, "the things that rows are about");
        columns = Given.list(columns, "the columns of rows");
    }

    /** A row for each of some things, without a column yet. */
    public static <T> Rows<T> of(List<T> things) {
        return new Rows<>(things, List.of());
    }

    /** The same with a column of texts. */
    @CheckReturnValue
    public Rows<T> text(String name, Function<? super T, String> text) {
        return with(StringColumn.create(name, things.stream().map(text)));
    }

    /** The same with a column of whole numbers. */
    @CheckReturnValue
    public Rows<T> count(String name, ToLongFunction<? super T> count) {
        return with(LongColumn.create(name, things.stream().mapToLong(count)));
    }

    /** The same with a column of numbers; NaN is one that is missing. */
    @CheckReturnValue
    public Rows<T> number(String name, ToDoubleFunction<? super T> number) {
        return with(DoubleColumn.create(name, things.stream().mapToDouble(number)));
    }

    private Rows<T> with(Column<?> column) {
        List<Column<?>> more = new ArrayList<>(columns);
        more.add(column);
        return new Rows<>(things, more);
    }

    /** The table of all columns, under a name. */
    public Table table(String name) {
        return Table.create(name, columns.stream().map(Column::copy).toArray(Column[]::new));
    }
}
