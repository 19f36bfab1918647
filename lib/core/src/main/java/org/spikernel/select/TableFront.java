package org.spikernel.select;

import java.util.List;
import java.util.stream.IntStream;

import tech.tablesaw.api.Table;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.internal.checks.Given;
import org.spikernel.internal.tables.Numbers;
import org.spikernel.network.MemoryBudget;

/**
 * A {@link ParetoFront} of the rows of a table: its objectives are columns, and what it gives back are rows.
 *
 * <pre>{@code
 * TableFront front = ParetoFront.of(table).minimize("params").maximize("score");
 * front.front();                                                 // the front, as a table
 * front.within(MemoryBudget.params(10_000_000)).best();          // one row
 * }</pre>
 */
@CheckReturnValue
public final class TableFront {

    private final Table table;
    private final ParetoFront<Integer> rows;

    private TableFront(Table table, ParetoFront<Integer> rows) {
        this.table = table;
        this.rows = rows;
    }

    static TableFront of(Table table) {
        List<Integer> numbers = IntStream.range(
                        0, Given.value(table, "the table of a Pareto front").rowCount())
                .boxed()
                .toList();
        return new TableFront(table, ParetoFront.of(numbers, "of the rows of table '" + table.name() + "'"));
    }

    /**
     * Adds an objective: the smaller, the better.
     *
     * @throws IllegalArgumentException if the table has no such column of numbers
     */
    public TableFront minimize(String column) {
        double[] values = Numbers.of(table, column);
        return new TableFront(table, rows.minimize(column, row -> values[row]));
    }

    /**
     * Adds an objective: the larger, the better.
     *
     * @throws IllegalArgumentException if the table has no such column of numbers
     */
    public TableFront maximize(String column) {
        double[] values = Numbers.of(table, column);
        return new TableFront(table, rows.maximize(column, row -> values[row]));
    }

    /**
     * Leaves out the rows that exceed a budget, which limits the column that is named as its scope's: {@code params} or
     * {@code params_features}. Budgets that were given before hold as well.
     *
     * @throws IllegalArgumentException if the table has no such column of numbers
     */
    public TableFront within(MemoryBudget budget) {
        double[] params =
                Numbers.of(table, Given.value(budget, "a budget").scope().column());
        return new TableFront(table, rows.withinCounts(budget, row -> params[row]));
    }

    /** The rows that no other row within the budgets dominates, in the order of the first objective from its best value on. */
    public Table front() {
        return rows(rows.front());
    }

    /** The rows within the budgets that another row dominates, in the order of the table. */
    public Table dominated() {
        return rows(rows.dominated());
    }

    /**
     * The row that {@link ParetoFront#best} chooses.
     *
     * @return a table of one row
     * @throws IllegalArgumentException if there is none, or none that meets the budgets (names the smallest)
     */
    public Table best() {
        return rows(List.of(rows.best()));
    }

    private Table rows(List<Integer> chosen) {
        Table rows = table.emptyCopy();
        chosen.forEach(row -> rows.addRow(row, table));
        return rows;
    }
}
