package org.spikernel.select;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import tech.tablesaw.api.Table;

import org.spikernel.internal.tables.Numbers;
import org.spikernel.network.MemoryBudget;

/**
 * The rows of a table that no other row beats, and the best of them within a budget (SpiKernel, step 4).
 *
 * <p>A row dominates another if it is at least as good in every objective and better in one. Rows that are equal in every objective
 * do not dominate each other, so all of them are on the front. Rows that miss a value of an objective are left out.
 *
 * <pre>{@code
 * ParetoFront front = ParetoFront.of(table).minimize("params").maximize("score");
 * front.front();                                                 // the front, as a table
 * front.within(MemoryBudget.params(10_000_000)).best();          // one row
 * }</pre>
 */
public final class ParetoFront {

    private final Table table;
    private final List<Objective> objectives;
    private final Optional<MemoryBudget> budget;

    private ParetoFront(Table table, List<Objective> objectives, Optional<MemoryBudget> budget) {
        this.table = table;
        this.objectives = List.copyOf(objectives);
        this.budget = budget;
    }

    /** A column to make small or large. */
    private record Objective(String column, boolean maximized, double[] values) {

        /** Negative if one row is better than the other. */
        int compare(int one, int other) {
            return maximized ? Double.compare(values[other], values[one]) : Double.compare(values[one], values[other]);
        }

        boolean isMissing(int row) {
            return Double.isNaN(values[row]);
        }
    }

    /** Starts with a table, and no objectives. */
    public static ParetoFront of(Table table) {
        return new ParetoFront(table, List.of(), Optional.empty());
    }

    /**
     * Adds an objective: the smaller, the better.
     *
     * @throws IllegalArgumentException if the table has no such column of numbers
     */
    public ParetoFront minimize(String column) {
        return with(column, false);
    }

    /**
     * Adds an objective: the larger, the better.
     *
     * @throws IllegalArgumentException if the table has no such column of numbers
     */
    public ParetoFront maximize(String column) {
        return with(column, true);
    }

    private ParetoFront with(String column, boolean maximized) {
        List<Objective> more = new ArrayList<>(objectives);
        more.add(new Objective(column, maximized, Numbers.of(table, column)));
        return new ParetoFront(table, more, budget);
    }

    /** Leaves out the rows that exceed a budget, which counts the column named by its scope: {@code params}, {@code params_features}. */
    public ParetoFront within(MemoryBudget budget) {
        Numbers.of(table, budget.scope().column());
        return new ParetoFront(table, objectives, Optional.of(budget));
    }

    /** The rows that no other row within the budget dominates, in the order of the first objective from its best value on. */
    public Table front() {
        return rows(frontRows());
    }

    /** The rows within the budget that another row dominates, in the order of the table. */
    public Table dominated() {
        Set<Integer> front = new HashSet<>(frontRows());
        return rows(eligible().stream().filter(row -> !front.contains(row)).toList());
    }

    /**
     * The row of the front that is best in the last objective named; ties are settled by the objectives before it, from the last to
     * the first, and then by the order of the table.
     *
     * @return a table of one row
     * @throws IllegalArgumentException if no row meets the budget; names the smallest
     */
    public Table best() {
        List<Objective> lastFirst = new ArrayList<>(objectives);
        Collections.reverse(lastFirst);
        return rows(List.of(frontRows().stream()
                .min(order(lastFirst))
                .orElseThrow(() -> new IllegalArgumentException("table '" + table.name() + "' has no row with all of "
                        + names() + "; nothing to choose from"))));
    }

    /**
     * Goes through the rows in their order, in which a row stands behind all that dominate it, and before all that it dominates. So a row
     * is on the front if none dominates it that is there already; with two objectives it is enough to look at the last of them.
     */
    private List<Integer> frontRows() {
        List<Integer> eligible = eligible().stream().sorted(order(objectives)).toList();
        int[] front = new int[eligible.size()];
        int size = 0;
        for (int row : eligible) {
            if (!isDominated(row, front, objectives.size() <= 2 ? Math.max(0, size - 1) : 0, size)) {
                front[size++] = row;
            }
        }
        return Arrays.stream(front, 0, size).boxed().toList();
    }

    private boolean isDominated(int row, int[] others, int from, int to) {
        for (int i = from; i < to; i++) {
            if (dominates(others[i], row)) {
                return true;
            }
        }
        return false;
    }

    private List<Integer> eligible() {
        if (objectives.isEmpty()) {
            throw new IllegalStateException(
                    "a Pareto front needs objectives; say .minimize(\"params\").maximize(\"score\")");
        }
        List<Integer> complete = IntStream.range(0, table.rowCount())
                .filter(row -> objectives.stream().noneMatch(objective -> objective.isMissing(row)))
                .boxed()
                .toList();
        return budget.isEmpty() ? complete : affordable(complete, budget.get());
    }

    private List<Integer> affordable(List<Integer> rows, MemoryBudget limit) {
        double[] params = Numbers.of(table, limit.scope().column());
        List<Integer> affordable =
                rows.stream().filter(row -> params[row] <= limit.limit()).toList();
        if (affordable.isEmpty()) {
            String smallest = rows.stream()
                    .filter(row -> !Double.isNaN(params[row]))
                    .min(Comparator.comparingDouble(row -> params[row]))
                    .map(row -> String.format(Locale.ROOT, "the smallest of %,d has %,.0f", rows.size(), params[row]))
                    .orElse("the table has none with all of " + names() + " and "
                            + limit.scope().column());
            throw new IllegalArgumentException(
                    "no row of table '" + table.name() + "' meets the budget of " + limit + "; " + smallest);
        }
        return affordable;
    }

    private boolean dominates(int one, int other) {
        boolean better = false;
        for (int i = 0; i < objectives.size(); i++) {
            int comparison = objectives.get(i).compare(one, other);
            if (comparison > 0) {
                return false;
            }
            better |= comparison < 0;
        }
        return better;
    }

    private static Comparator<Integer> order(List<Objective> objectives) {
        return objectives.stream()
                .<Comparator<Integer>>map(objective -> objective::compare)
                .reduce(Comparator::thenComparing)
                .orElseThrow()
                .thenComparing(Comparator.naturalOrder());
    }

    private String names() {
        return objectives.stream().map(Objective::column).collect(Collectors.joining(", "));
    }

    private Table rows(List<Integer> rows) {
        Table chosen = table.emptyCopy();
        rows.forEach(row -> chosen.addRow(row, table));
        return chosen;
    }
}
