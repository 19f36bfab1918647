package org.spikernel.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

import org.spikernel.cell.CellArchitecture;
import org.spikernel.cell.SearchSpace;
import org.spikernel.cell.SuperCell;
import org.spikernel.network.CellMacroArchitecture;
import org.spikernel.search.SearchHistory.Iteration;
import org.spikernel.space.Architecture;

/**
 * The search of LightSNN (Abdennadher et al., 2025), after TE-NAS (Chen et al., ICLR 2021): begins with a {@link SuperCell} in which every edge
 * carries all operations at once, and takes them away until one is left on each.
 *
 * <p>A round scores the super-cell without each of its operations in turn. Then every edge that has several loses one: that without which the
 * score is highest. With T operations to choose from there are T - 1 rounds and less than 3 T (T + 1) scores, in place of some thousand draws;
 * but super-cells have several times as many neurons as drawn cells, and take several times as long ({@code docs/RESULTS.md} has the figures).
 * No chance is in it beside that of the scorer.
 *
 * <pre>{@code
 * SearchResult result = Search.of(SearchSpace.of(KernelSet.SET_3), macro, RScore.on(batch))
 *         .strategy(Strategy.pruning())
 *         .run(Progress.bar());
 * result.best();     // the cell that is left
 * result.steps();    // the super-cells that were scored on the way to it
 * }</pre>
 *
 * <p>What is done here is what the authors' program does (its function {@code prune_func_rank_dvs}; of the paper itself no more than the abstract
 * was at hand), or else it is said to be ours:
 *
 * <ul>
 *   <li>Each edge loses an operation in every round, not only the one edge that can best do without; where edges have a different number of
 *       choices, those with more go on alone.
 *   <li>Zero is an operation like others, and adds nothing: the super-cell without it computes the same, so that it goes where every other
 *       operation helps. It is left, and the edge carries nothing, where the score is higher without any other. Super-cells that compute the
 *       same are scored once.
 *   <li>Of operations that can equally well be missed the one that the space lists first goes, the first edge's first (ours: the program takes
 *       the last of its list). An operation without which there is no score stays as long as any other can go (ours).
 *   <li>Edge 0->3 is never zero, as in all searches of these spaces (ours; the program has no such rule).
 *   <li>With backward connections, the choice between two nodes is also that of the direction, and one of all is left (ours: the program
 *       prunes both directions apart and may leave both).
 *   <li>Weights, images and what an operation's neurons are do not change between rounds (ours: the program draws other images for every
 *       score), but for convolutions with thresholds of their own, whose random weights are others in a sum than alone. Each convolution of a
 *       sum has neurons of its own, all of which count for a score.
 *   <li>A {@linkplain Search#budget budget} is that of the cell that is left (ours): an operation stays where even the
 *       smallest cell that could still be left would exceed the budget without it. Super-cells may exceed it.
 *   <li>Scores and operations are what the search is given; the program has SNASNet's score, and 3x3 convolution, skip and zero.
 * </ul>
 */
public record Pruning() implements Strategy {

    /**
     * What a super-cell loses.
     *
     * @param slot between which nodes
     * @param choice what no longer may join them
     */
    private record Removal(int slot, int choice) {}

    @Override
    public List<? extends Architecture> next(SearchHistory history) {
        Open open = Open.of(history.search());
        List<Removal> removals = open.removals();
        int seen = 0;
        while (seen < history.size() && !removals.isEmpty()) {
            int next = seen + removals.size();
            open = open.afterRound(removals, history.iterations().subList(seen, next));
            removals = open.removals();
            seen = next;
        }
        if (seen < history.size()) {
            return List.of();
        }
        return removals.isEmpty()
                ? List.of(open.cell())
                : removals.stream().map(open::without).map(Open::superCell).toList();
    }

    /**
     * What is left to choose from.
     *
     * @param space whose choices they are
     * @param choices those that are open in each slot
     * @param limit what the cell that is left may need; empty for no limit
     */
    private record Open(SearchSpace space, List<List<Integer>> choices, Optional<Limit> limit) {

        /**
         * Everything.
         *
         * @throws IllegalArgumentException if no cell would meet the budget
         */
        static Open of(Search search) {
            SearchSpace space = cells(search);
            Optional<Limit> limit = search.budget().map(budget -> Limit.of(budget, search.macro()));
            Open all = new Open(space, space.openChoices(), limit);
            if (!all.leavesRoom()) {
                Limit exceeded = limit.orElseThrow();
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "no cell of %s meets the budget of %s; the smallest has %,d (%s). Raise the budget, or use fewer channels than %s.",
                        space.name(),
                        exceeded.budget(),
                        exceeded.params(all.smallest()),
                        all.smallest().cell(),
                        exceeded.macro()));
            }
            return all;
        }

        /** All that may go next, in the order of the space; none where one choice is left in each slot. */
        List<Removal> removals() {
            return IntStream.range(0, choices.size())
                    .boxed()
                    .filter(slot -> choices.get(slot).size() > 1)
                    .flatMap(slot -> choices.get(slot).stream().map(choice -> new Removal(slot, choice)))
                    .toList();
        }

        Open without(Removal removal) {
            return with(
                    removal.slot,
                    choices.get(removal.slot).stream()
                            .filter(choice -> choice != removal.choice)
                            .toList());
        }

        private Open with(int slot, List<Integer> rest) {
            List<List<Integer>> changed = new ArrayList<>(choices);
            changed.set(slot, rest);
            return new Open(space, changed, limit);
        }

        /** All that is open at once. */
        SuperCell superCell() {
            return space.superCell(choices);
        }

        /** The cell that is left where one choice is left in each slot. */
        CellArchitecture cell() {
            return space.withChoices(choices.stream().map(open -> open.get(0)).toList())
                    .orElseThrow();
        }

        /**
         * Without what each slot can best do without.
         *
         * @param removals all that may go
         * @param without the super-cell without each of them, in the same order
         */
        Open afterRound(List<Removal> removals, List<Iteration> without) {
            requireScores(without);
            Open rest = this;
            Set<Integer> done = new HashSet<>();
            for (int place : bestFirst(without)) {
                Removal removal = removals.get(place);
                Open less = rest.without(removal);
                // What is not the smallest of its slot can always go, so that each slot loses something.
                if (!done.contains(removal.slot) && less.leavesRoom()) {
                    done.add(removal.slot);
                    rest = less;
                }
            }
            return rest;
        }

        private static void requireScores(List<Iteration> without) {
            if (without.stream().allMatch(iteration -> iteration.score().isEmpty())) {
                throw new IllegalArgumentException(
                        "a search by pruning goes by the scores of super-cells, but none of "
                                + without.size() + " has one, such as "
                                + without.get(0).proposed()
                                + "; take a scorer rather than a table of cells, or other images, more channels or more timesteps");
            }
        }

        /** Places; of equals, the earlier comes first. */
        private static List<Integer> bestFirst(List<Iteration> scored) {
            return IntStream.range(0, scored.size())
                    .boxed()
                    .sorted(Comparator.comparingDouble(place -> -worth(scored.get(place))))
                    .toList();
        }

        /** Adding 0 leaves every number as it is but -0, which is no less than 0. */
        private static double worth(Iteration iteration) {
            return iteration.score().orElse(Double.NEGATIVE_INFINITY) + 0.0;
        }

        /** Whether a cell that could still be left meets the budget. */
        private boolean leavesRoom() {
            return limit.isEmpty() || limit.get().allows(smallest());
        }

        /** The cell with the fewest parameters that could still be left; what edges cost adds up. */
        private SuperCell smallest() {
            Open first = new Open(
                    space, choices.stream().map(open -> open.subList(0, 1)).toList(), limit);
            return space.superCell(IntStream.range(0, choices.size())
                    .mapToObj(slot -> choices.get(slot).stream()
                            .map(List::of)
                            .min(Comparator.comparingLong(choice -> limit.orElseThrow()
                                    .params(first.with(slot, choice).superCell())))
                            .orElseThrow())
                    .toList());
        }
    }

    /** {@code 3x3_5x5_pruning}. */
    @Override
    public String setting(Search search) {
        return cells(search).name() + "_pruning";
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("search", "pruning");
    }

    @Override
    public OptionalInt expectedIterations(Search search) {
        int expected = 1;
        for (List<Integer> open : cells(search).openChoices()) {
            int choices = open.size();
            expected += choices * (choices + 1) / 2 - 1;
        }
        return OptionalInt.of(expected);
    }

    private static SearchSpace cells(Search search) {
        if (!(search.macro() instanceof CellMacroArchitecture)) {
            throw new IllegalArgumentException("a search by pruning needs a macro-architecture of cells, but found "
                    + search.macro().name() + "; take another strategy, such as Strategy.random(1000)");
        }
        if (search.space() instanceof SearchSpace space) {
            return space;
        }
        throw new IllegalArgumentException("a search by pruning needs a SearchSpace of cells, but found the space "
                + search.space() + "; take another strategy, such as Strategy.random(1000)");
    }
}
