package org.spikernel.search;

import java.util.List;
import java.util.Map;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.internal.checks.Given;
import org.spikernel.space.Architecture;
import org.spikernel.space.Space;

/**
 * Random search: draws architectures at random, as many as there are iterations (SNASNet; SpiKernel, step 3).
 *
 * <p>What an iteration draws depends on the seed and the iteration alone, see {@link Space#draws}. So a longer search
 * begins with the shorter one, and can continue from its journal.
 *
 * @param iterations how many architectures are drawn
 * @param seed of the draws
 */
public record RandomDraws(int iterations, long seed) implements Strategy {

    public RandomDraws {
        Given.positive(iterations, "iterations");
    }

    /** The same from another seed. */
    @CheckReturnValue
    public RandomDraws seed(long seed) {
        return new RandomDraws(iterations, seed);
    }

    @Override
    public List<? extends Architecture> next(SearchHistory history) {
        Space space = history.search().space();
        return history.isEmpty() ? space.draws(seed).limit(iterations).toList() : List.of();
    }

    /** {@code 3x3_5x5_1000x}. */
    @Override
    public String setting(Search search) {
        return search.space().name() + "_" + iterations + "x";
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("search", "random", "seed", Long.toString(seed));
    }
}
