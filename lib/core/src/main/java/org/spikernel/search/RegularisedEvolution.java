package org.spikernel.search;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.internal.checks.Given;
import org.spikernel.random.RandomStream;
import org.spikernel.search.SearchHistory.Iteration;
import org.spikernel.space.Architecture;
import org.spikernel.space.Space;

/**
 * Regularised evolution (Real et al., AAAI 2019): keeps a population; again and again looks at a few of it, takes the best of these as
 * the parent, adds a child that differs from it in one choice, and lets the oldest of the population die, however good it is.
 *
 * <p>The first population is random. What lives and is mutated is the architecture as it was drawn; what is scored is its canonical form.
 * What has no score, or exceeds the budget, is worth less than anything that has one. A child is made when the one before it is scored, so
 * that more threads help the first population alone.
 *
 * <p>What a cell is worth may be computed by a scorer, or looked up where it is known:
 *
 * <pre>{@code
 * var evolution = Strategy.evolution(300).seed(42);
 * Search.of(space, macro, RScore.on(batch)).strategy(evolution).run();
 * Search.of(space, macro, Evaluator.lookup(trainedCells::validationAccuracy)).strategy(evolution).run();
 * }</pre>
 *
 * @param iterations how many live in all, the first population among them
 * @param population how many live at a time
 * @param sample how many of them are looked at for a parent; one may be looked at twice
 * @param seed of the first population, samples and mutations
 */
public record RegularisedEvolution(int iterations, int population, int sample, long seed) implements Strategy {

    private static final int POPULATION = 50;
    private static final int SAMPLE = 10;
    private static final String PLACE = "evolution";

    public RegularisedEvolution {
        Given.positive(iterations, "iterations");
        Given.positive(population, "population");
        Given.positive(sample, "sample");
    }

    /** So many iterations with seed 0; 50 live at a time, and 10 are looked at for a parent. */
    static RegularisedEvolution of(int iterations) {
        return new RegularisedEvolution(iterations, POPULATION, SAMPLE, 0);
    }

    /** The same with another number that live at a time. */
    @CheckReturnValue
    public RegularisedEvolution population(int population) {
        return new RegularisedEvolution(iterations, population, sample, seed);
    }

    /** The same with another number that are looked at for a parent. */
    @CheckReturnValue
    public RegularisedEvolution sample(int sample) {
        return new RegularisedEvolution(iterations, population, sample, seed);
    }

    /** The same from another seed. */
    @CheckReturnValue
    public RegularisedEvolution seed(long seed) {
        return new RegularisedEvolution(iterations, population, sample, seed);
    }

    @Override
    public List<? extends Architecture> next(SearchHistory history) {
        Space space = history.search().space();
        if (history.isEmpty()) {
            return firstPopulation(space);
        }
        return history.size() < iterations ? List.of(child(space, history)) : List.of();
    }

    private List<? extends Architecture> firstPopulation(Space space) {
        requireVariety(space);
        return IntStream.rangeClosed(1, Math.min(population, iterations))
                .mapToObj(iteration -> space.draw(random(iteration)))
                .toList();
    }

    /** Fails where nothing varies before anything is scored, rather than after the first population. */
    private void requireVariety(Space space) {
        RandomStream random = random(1);
        space.mutate(space.draw(random), random);
    }

    private Architecture child(Space space, SearchHistory history) {
        RandomStream random = random(history.size() + 1);
        return space.mutate(parent(history.last(population), random).proposed(), random);
    }

    /** The best of what is looked at; of several, the one that was looked at first. */
    private Iteration parent(List<Iteration> alive, RandomStream random) {
        Iteration best = alive.get(random.nextInt(alive.size()));
        for (int look = 1; look < sample; look++) {
            Iteration other = alive.get(random.nextInt(alive.size()));
            best = worth(other) > worth(best) ? other : best;
        }
        return best;
    }

    private static double worth(Iteration iteration) {
        return iteration.score().orElse(Double.NEGATIVE_INFINITY);
    }

    private RandomStream random(int iteration) {
        return RandomStream.at(seed, PLACE, iteration);
    }

    /** {@code 3x3_5x5_evolution_300x}. */
    @Override
    public String setting(Search search) {
        return search.space().name() + "_evolution_" + iterations + "x";
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "search", "regularised evolution",
                "seed", Long.toString(seed),
                "population", Integer.toString(population),
                "sample", Integer.toString(sample));
    }

    @Override
    public OptionalInt expectedIterations(Search search) {
        return OptionalInt.of(iterations);
    }
}
