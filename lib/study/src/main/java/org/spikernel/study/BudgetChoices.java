package org.spikernel.study;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import tech.tablesaw.api.Table;

import org.spikernel.network.MemoryBudget;
import org.spikernel.network.ParamCount;

/**
 * Whether what is chosen within a memory budget, by a score without training, is the best that fits: of networks that were all trained, so
 * that the best is known.
 *
 * <p>A choice by chance stands beside: a network that fits, each as likely as any other, loses so much on average.
 *
 * <pre>{@code
 * var budgets = BudgetChoices.scaled(published.params(), used.params(), ParamCount.Scope.TOTAL, 5_000_000, 10_000_000, 15_000_000);
 * var choices = BudgetChoices.of(trained, Trained::cell, Trained::params, Trained::score, Trained::accuracy);
 * choices.table(budgets);
 * choices.sentence(budgets);
 * }</pre>
 *
 * @param choices the networks
 */
public record BudgetChoices(List<Choice> choices) {

    /**
     * A network that may be chosen.
     *
     * @param name of it
     * @param params how many parameters it has
     * @param score by which it is chosen; the highest is
     * @param truth by which choices are judged, such as its accuracy in percent; the highest is best
     */
    public record Choice(String name, ParamCount params, double score, double truth) {

        public Choice {
            if (!Double.isFinite(score) || !Double.isFinite(truth)) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "a network that may be chosen needs a score and something to judge it by, but '%s' has %s and %s; leave it out",
                        name,
                        score,
                        truth));
            }
        }
    }

    /** What comes of a budget. */
    private record Chosen(MemoryBudget budget, List<Choice> fitting) {

        /** The highest score; of equals, the fewest parameters, then the first. */
        Optional<Choice> choice() {
            return fitting.stream()
                    .max(Comparator.comparingDouble(Choice::score)
                            .thenComparing(Comparator.comparingLong(
                                            (Choice choice) -> choice.params().of(budget.scope()))
                                    .reversed()));
        }

        Optional<Choice> best() {
            return fitting.stream().max(Comparator.comparingDouble(Choice::truth));
        }

        double lost() {
            return number(best(), Choice::truth) - number(choice(), Choice::truth);
        }

        double lostByChance() {
            return number(best(), Choice::truth)
                    - fitting.stream().mapToDouble(Choice::truth).average().orElse(Double.NaN);
        }

        /** 1 for the best that fits. */
        double rank() {
            return choice().map(chosen -> 1.0
                            + fitting.stream()
                                    .filter(other -> other.truth() > chosen.truth())
                                    .count())
                    .orElse(Double.NaN);
        }

        static double number(Optional<Choice> choice, ToDoubleFunction<Choice> number) {
            return choice.map(number::applyAsDouble).orElse(Double.NaN);
        }
    }

    public BudgetChoices {
        choices = List.copyOf(choices);
        if (choices.isEmpty()) {
            throw new IllegalArgumentException("there should be networks to choose from, but there is none");
        }
    }

    /**
     * Choices among some things.
     *
     * @param name what tables call a thing
     * @param params how many parameters it has
     * @param score by which it is chosen
     * @param truth by which choices are judged
     */
    public static <T> BudgetChoices of(
            List<T> things,
            Function<? super T, String> name,
            Function<? super T, ParamCount> params,
            ToDoubleFunction<? super T> score,
            ToDoubleFunction<? super T> truth) {
        return new BudgetChoices(things.stream()
                .map(thing -> new Choice(
                        name.apply(thing), params.apply(thing), score.applyAsDouble(thing), truth.applyAsDouble(thing)))
                .toList());
    }

    /**
     * Budgets for other widths than those of a paper: as large a share of a network's parameters as the given ones are of the same network
     * at the width of the paper.
     *
     * @param published how many parameters the network has at the width of the paper
     * @param used how many the same has at the width used
     * @param scope which parameters the budgets count; a narrow network is nearly all classifier, so budgets of all parameters part its
     *     cells less than the paper's do
     * @param budgets in parameters of that scope
     */
    public static List<MemoryBudget> scaled(
            ParamCount published, ParamCount used, ParamCount.Scope scope, long... budgets) {
        return Arrays.stream(budgets)
                .map(budget -> Math.max(1, Math.round((double) budget * used.of(scope) / published.of(scope))))
                .mapToObj(budget -> MemoryBudget.params(budget).withScope(scope))
                .toList();
    }

    private Chosen within(MemoryBudget budget) {
        return new Chosen(
                budget,
                choices.stream()
                        .filter(choice -> budget.allows(choice.params()))
                        .toList());
    }

    /**
     * One row a budget: budget, fitting (how many networks), chosen, chosen_params, chosen_score, chosen_truth, rank (of the chosen one by
     * truth, among those that fit; 1 is the best), best, best_truth, lost (best_truth - chosen_truth), lost_by_chance (what a network that
     * fits loses on average). Where none fits, all but the first two are missing.
     */
    public Table table(List<MemoryBudget> budgets) {
        return Rows.of(budgets.stream().map(this::within).toList())
                .count("budget", row -> row.budget().limit())
                .count("fitting", row -> row.fitting().size())
                .text("chosen", row -> row.choice().map(Choice::name).orElse(""))
                .number(
                        "chosen_params",
                        row -> Chosen.number(
                                row.choice(),
                                choice -> choice.params().of(row.budget().scope())))
                .number("chosen_score", row -> Chosen.number(row.choice(), Choice::score))
                .number("chosen_truth", row -> Chosen.number(row.choice(), Choice::truth))
                .number("rank", Chosen::rank)
                .text("best", row -> row.best().map(Choice::name).orElse(""))
                .number("best_truth", row -> Chosen.number(row.best(), Choice::truth))
                .number("lost", Chosen::lost)
                .number("lost_by_chance", Chosen::lostByChance)
                .table("The choice within each budget, and the best that fits");
    }

    /** What the table says, in a sentence: how often the choice is the best, and what it loses, beside a choice by chance. */
    public String sentence(List<MemoryBudget> budgets) {
        List<Chosen> rows = budgets.stream()
                .map(this::within)
                .filter(row -> !row.fitting().isEmpty())
                .toList();
        if (rows.isEmpty()) {
            return "No network fits any of the budgets.";
        }
        return String.format(
                Locale.ROOT,
                "In %d of %d budgets%s the choice is the best that fits; on average it loses %.3g to that one, and a choice by chance %.3g.",
                rows.stream().filter(row -> row.rank() == 1).count(),
                rows.size(),
                rows.size() < budgets.size() ? " within which something fits" : "",
                rows.stream().mapToDouble(Chosen::lost).average().orElseThrow(),
                rows.stream().mapToDouble(Chosen::lostByChance).average().orElseThrow());
    }
}
