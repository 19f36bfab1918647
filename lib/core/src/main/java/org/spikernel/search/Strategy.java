package org.spikernel.search;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import org.spikernel.internal.checks.Given;
import org.spikernel.space.Architecture;

/**
 * How a {@link Search} goes about it: what to look at next, given what was found.
 *
 * <p>A strategy is a pure function of what was found, and keeps nothing itself. So it goes on from a journal like any other: the search
 * asks it from the beginning, and what it proposes then is in the journal already. Chance comes from
 * {@link org.spikernel.random.RandomStream#at}, with the seed and the iteration.
 *
 * <p>One of your own takes ten lines, here or in a notebook:
 *
 * <pre>{@code
 * record HillClimbing(int iterations, long seed) implements Strategy {
 *     public List<? extends Architecture> next(SearchHistory history) {
 *         var random = RandomStream.at(seed, "hill climbing", history.size() + 1);
 *         var space = history.search().space();
 *         return history.size() == iterations ? List.of() : List.of(history.best()
 *                 .map(best -> space.mutate(best.architecture(), random)).orElseGet(() -> space.draw(random)));
 *     }
 *
 *     public String setting(Search search) {
 *         return search.space().name() + "_climb_" + iterations + "x";
 *     }
 *
 *     public Map<String, String> settings() {
 *         return Map.of("search", "hill climbing", "seed", "" + seed);
 *     }
 * }
 *
 * Search.of(space, macro, score).strategy(new HillClimbing(200, 42)).journal(Path.of("climb.csv")).run(Progress.bar());
 * }</pre>
 */
public interface Strategy {

    /**
     * What to look at next, given what was found; none ends the search.
     *
     * <p>All of it is scored, on as many threads as the search has, before the search asks again: so what it finds does not depend on
     * threads, and the more is proposed at once, the more of them are busy. What computes the same as something before is not scored
     * again, but counts as an iteration.
     */
    List<? extends Architecture> next(SearchHistory history);

    /**
     * What to look at next, and how far: what a search asks. A strategy that tells {@linkplain Evaluator#stages stages} apart overrides this;
     * all others have everything that they propose evaluated as a whole.
     *
     * @return each with a stage of the search's evaluator; none ends the search
     */
    default List<Trial> trials(SearchHistory history) {
        return Trial.whole(next(history), history.search());
    }

    /**
     * What the search is called in tables, as the papers write it: {@code 3x3_5x5_1000x}, {@code 3x3_5x5_all}, {@code SpikeNAS_2C3O_M}.
     *
     * @throws IllegalArgumentException if the strategy cannot search this space or macro-architecture
     */
    String setting(Search search);

    /**
     * What it is and what decides which architectures it proposes, by the name of the setting, for the journal: {@code search},
     * {@code seed}. What may change between runs of one journal, such as iterations, is not among them.
     */
    Map<String, String> settings();

    /** How many iterations it will be, as far as that can be told, so that a progress bar knows its length. */
    default OptionalInt expectedIterations(Search search) {
        return OptionalInt.empty();
    }

    /** Draws at random, with seed 0 unless it is given another. */
    static RandomDraws random(int iterations) {
        return new RandomDraws(iterations, 0);
    }

    /** Looks at everything that there is. */
    static Strategy exhaustive() {
        return new Exhaustive();
    }

    /** The search of SpikeNAS, which needs a {@link org.spikernel.cell.SearchSpace} of cells. */
    static CellByCell cellByCell() {
        return new CellByCell();
    }

    /** The search of LightSNN, which needs a {@link org.spikernel.cell.SearchSpace} of cells, and no iterations to be set. */
    static Pruning pruning() {
        return new Pruning();
    }

    /** Regularised evolution; 50 live at a time, and 10 are looked at for a parent, with seed 0, unless it is given other numbers. */
    static RegularisedEvolution evolution(int iterations) {
        return RegularisedEvolution.of(iterations);
    }

    /**
     * Guided by what it learns: 10 at random, then batches of 5; one in 2 goes on to the evaluator's next stage, with seed 0, unless it is given
     * other numbers.
     *
     * @param evaluations what may be paid, in whole evaluations
     * @param predictor what learns: {@code KernelPredictor} of the module {@code study}, or one of your own
     */
    static Guided guided(int evaluations, Predictor predictor) {
        return Guided.of(evaluations, predictor);
    }

    /** AutoSNN's evolution as published: 10 rounds of 20, with seed 0; it needs a {@link org.spikernel.space.SlottedSpace}. */
    static AutoSnnEvolution autoSnnEvolution() {
        return AutoSnnEvolution.published();
    }

    /** As {@link #chosen(List)}. */
    static Strategy chosen(Architecture... architectures) {
        return chosen(Arrays.asList(architectures));
    }

    /**
     * Looks at what somebody has chosen, each once: again in another macro-architecture, on other images or with other weights.
     *
     * <pre>{@code
     * SearchResult.tableOf(List.of(
     *         Search.of(space, macro.withChannels(16), score).strategy(Strategy.chosen(cells)).named("C = 16").run(),
     *         Search.of(space, macro.withChannels(32), score).strategy(Strategy.chosen(cells)).named("C = 32").run()));
     * }</pre>
     *
     * @param architectures what to look at, of the space or not; the first of them is iteration 1
     * @throws IllegalArgumentException if there are none
     */
    static Strategy chosen(List<? extends Architecture> architectures) {
        return new Chosen(Given.list(architectures, "the chosen architectures"));
    }
}
