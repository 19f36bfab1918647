package org.spikernel.search;

import java.util.List;
import java.util.Map;

import org.spikernel.random.RandomStream;
import org.spikernel.space.Architecture;

/** The strategy that stands in the documentation of {@link Strategy}. */
record HillClimbing(int iterations, long seed) implements Strategy {
    public List<? extends Architecture> next(SearchHistory history) {
        var random = RandomStream.at(seed, "hill climbing", history.size() + 1);
        var space = history.search().space();
        return history.size() == iterations
                ? List.of()
                : List.of(history.best()
                        .map(best -> space.mutate(best.architecture(), random))
                        .orElseGet(() -> space.draw(random)));
    }

    public String setting(Search search) {
        return search.space().name() + "_climb_" + iterations + "x";
    }

    public Map<String, String> settings() {
        return Map.of("search", "hill climbing", "seed", "" + seed);
    }
}
