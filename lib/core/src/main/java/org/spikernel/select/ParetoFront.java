package org.spikernel.select;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import tech.tablesaw.api.Table;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.internal.checks.Given;
import org.spikernel.network.MemoryBudget;
import org.spikernel.network.ParamCount;

/**
 * Those that no other beats, of candidates, trained models or anything else, and the best of them within budgets (SpiKernel, step 4).
 *
 * <p>One dominates another if it is at least as good in every objective and better in one. Those that are equal in every objective do not
 * dominate each other, so all of them are on the front. Who misses a value of an objective is left out.
 *
 * <pre>{@code
 * var front = ParetoFront.of(result.candidates())
 *         .minimize("params", candidate -> candidate.params().total())
 *         .maximize("score", candidate -> candidate.score().orElse(Double.NaN));
 * front.front();                                                                      // candidates, from small to large
 * front.within(MemoryBudget.params(10_000_000)).best();                               // one candidate
 * ParetoFront.of(result.table()).minimize("params").maximize("score").front();        // the same of a table: rows
 * }</pre>
 *
 * @param <T> what is compared
 */
@CheckReturnValue
public final class ParetoFront<T> {

    private final List<T> all;
    private final String one;
    private final List<Objective> objectives;
    private final List<Limit> limits;

    private ParetoFront(List<T> all, String one, List<Objective> objectives, List<Limit> limits) {
        this.all = all;
        this.one = one;
        this.objectives = objectives;
        this.limits = limits;
    }

    /** A number to make small or large: one for each that is compared, NaN where it is missing. */
    private record Objective(String name, boolean maximized, double[] values) {

        /** Negative if one is better than the other. */
        int compare(int one, int other) {
            return maximized ? Double.compare(values[other], values[one]) : Double.compare(values[one], values[other]);
        }

        boolean isMissing(int index) {
            return Double.isNaN(values[index]);
        }
    }

    /** A budget, and how many parameters each has that it limits, NaN where that is not known. */
    private record Limit(MemoryBudget budget, double[] params) {
        boolean allows(int index) {
            return params[index] <= budget.limit();
        }
    }

    /** Starts with what is to be compared, and no objectives. */
    public static <T> ParetoFront<T> of(Collection<? extends T> all) {
        return of(all, "of those compared");
    }

    /** Starts with the rows of a table, and no objectives. */
    public static TableFront of(Table table) {
        return TableFront.of(table);
    }

    /**
     * As {@link #of(Collection)}.
     *
     * @param one what errors call those that are compared, after "none"
     */
    static <T> ParetoFront<T> of(Collection<? extends T> all, String one) {
        return new ParetoFront<>(Given.list(all, "what a Pareto front compares"), one, List.of(), List.of());
    }

    /**
     * Adds an objective: the smaller, the better.
     *
     * @param name what messages and budgets call it, such as {@code params}
     * @param value its number for each that is compared; NaN if it has none, as in {@code score().orElse(Double.NaN)}
     */
    public ParetoFront<T> minimize(String name, ToDoubleFunction<? super T> value) {
        return with(name, false, value);
    }

    /**
     * Adds an objective: the larger, the better.
     *
     * @param name what messages call it, such as {@code score}
     * @param value as in {@link #minimize}
     */
    public ParetoFront<T> maximize(String name, ToDoubleFunction<? super T> value) {
        return with(name, true, value);
    }

    private ParetoFront<T> with(String name, boolean maximized, ToDoubleFunction<? super T> value) {
        Given.value(name, "the name of an objective");
        List<Objective> more = new ArrayList<>(objectives);
        more.add(new Objective(name, maximized, numbers(Given.value(value, "the value of objective " + name))));
        return new ParetoFront<>(all, one, List.copyOf(more), limits);
    }

    /** Adding 0 leaves every number as it is but -0, which is no less than 0. */
    private double[] numbers(ToDoubleFunction<? super T> value) {
        return all.stream().mapToDouble(value).map(number -> number + 0.0).toArray();
    }

    /**
     * Leaves out what exceeds a budget, which limits the objective that is named as its scope's column: {@code params} or
     * {@code params_features}. Budgets that were given before hold as well.
     *
     * @throws IllegalArgumentException if there is no such objective
     */
    public ParetoFront<T> within(MemoryBudget budget) {
        String name = Given.value(budget, "a budget").scope().column();
        return objectives.stream()
                .filter(objective -> objective.name().equals(name))
                .findFirst()
                .map(objective -> within(new Limit(budget, objective.values())))
                .orElseThrow(() -> new IllegalArgumentException("a budget of " + budget + " limits the objective '"
                        + name + "', but the objectives are [" + names()
                        + "]; say how many parameters each has: .within(budget, candidate -> candidate.params())"));
    }

    /**
     * Leaves out what exceeds a budget. Budgets that were given before hold as well.
     *
     * @param params how many parameters each has that is compared
     */
    public ParetoFront<T> within(MemoryBudget budget, Function<? super T, ParamCount> params) {
        Given.value(budget, "a budget");
        Given.value(params, "what counts the parameters");
        return withinCounts(budget, each -> params.apply(each).of(budget.scope()));
    }

    /** Leaves out what exceeds a budget, given the number of parameters that it limits; NaN, which exceeds it, where that is missing. */
    ParetoFront<T> withinCounts(MemoryBudget budget, ToDoubleFunction<? super T> params) {
        return within(new Limit(budget, numbers(params)));
    }

    private ParetoFront<T> within(Limit limit) {
        List<Limit> more = new ArrayList<>(limits);
        more.add(limit);
        return new ParetoFront<>(all, one, objectives, List.copyOf(more));
    }

    /** Those that no other within the budgets dominates, in the order of the first objective from its best value on. */
    public List<T> front() {
        return chosen(frontIndices());
    }

    /** Those within the budgets that another dominates, in the order in which they were given. */
    public List<T> dominated() {
        Set<Integer> front = new HashSet<>(frontIndices());
        return chosen(
                eligible().stream().filter(index -> !front.contains(index)).toList());
    }

    /**
     * The one on the front that is best in the last objective named; ties are settled by the objectives before it, from the last to the
     * first, and then by the order in which they were given.
     *
     * @throws IllegalArgumentException if there is none, or none that meets the budgets (names the smallest)
     */
    public T best() {
        List<Objective> lastFirst = new ArrayList<>(objectives);
        Collections.reverse(lastFirst);
        return frontIndices().stream()
                .min(order(lastFirst))
                .map(all::get)
                .orElseThrow(() -> new IllegalArgumentException(
                        "none " + one + " has all of " + names() + "; nothing to choose from"));
    }

    /**
     * Goes through all in their order, in which each stands behind all that dominate it, and before all that it dominates. So it is on the
     * front if none dominates it that is there already; with two objectives it is enough to look at the last of them.
     */
    private List<Integer> frontIndices() {
        List<Integer> eligible = eligible().stream().sorted(order(objectives)).toList();
        int[] front = new int[eligible.size()];
        int size = 0;
        for (int index : eligible) {
            if (!isDominated(index, front, objectives.size() <= 2 ? Math.max(0, size - 1) : 0, size)) {
                front[size++] = index;
            }
        }
        return Arrays.stream(front, 0, size).boxed().toList();
    }

    private boolean isDominated(int index, int[] others, int from, int to) {
        for (int i = from; i < to; i++) {
            if (dominates(others[i], index)) {
                return true;
            }
        }
        return false;
    }

    private List<Integer> eligible() {
        if (objectives.isEmpty()) {
            throw new IllegalStateException(
                    "a Pareto front needs objectives; name them with .minimize(\"params\", ...).maximize(\"score\", ...)");
        }
        List<Integer> eligible = IntStream.range(0, all.size())
                .filter(index -> objectives.stream().noneMatch(objective -> objective.isMissing(index)))
                .boxed()
                .toList();
        for (Limit limit : limits) {
            eligible = affordable(eligible, limit);
        }
        return eligible;
    }

    private List<Integer> affordable(List<Integer> complete, Limit given) {
        List<Integer> affordable = complete.stream().filter(given::allows).toList();
        if (affordable.isEmpty()) {
            throw new IllegalArgumentException("none " + one + among(given) + " meets the budget of " + given.budget()
                    + "; " + smallest(complete, given));
        }
        return affordable;
    }

    private String among(Limit given) {
        return limits.indexOf(given) == 0 ? "" : " that meet the earlier budgets";
    }

    private String smallest(List<Integer> complete, Limit given) {
        return complete.stream()
                .mapToDouble(index -> given.params()[index])
                .filter(params -> !Double.isNaN(params))
                .min()
                .stream()
                .mapToObj(
                        params -> String.format(Locale.ROOT, "the smallest of %,d has %,.0f", complete.size(), params))
                .findFirst()
                .orElse("there is none with all of " + names() + " and "
                        + given.budget().scope().column());
    }

    private boolean dominates(int one, int other) {
        boolean better = false;
        for (Objective objective : objectives) {
            int comparison = objective.compare(one, other);
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
        return objectives.stream().map(Objective::name).collect(Collectors.joining(", "));
    }

    private List<T> chosen(List<Integer> indices) {
        return indices.stream().map(all::get).toList();
    }
}
