package org.spikernel.search;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import org.spikernel.search.SearchHistory.Iteration;
import org.spikernel.space.Architecture;

/** A strategy that writes down what the search has looked at in the end. */
record WatchedStrategy(Strategy strategy, List<Iteration> seen) implements Strategy {

    @Override
    public List<? extends Architecture> next(SearchHistory history) {
        List<? extends Architecture> next = strategy.next(history);
        if (next.isEmpty()) {
            seen.addAll(history.iterations());
        }
        return next;
    }

    @Override
    public String setting(Search search) {
        return strategy.setting(search);
    }

    @Override
    public Map<String, String> settings() {
        return strategy.settings();
    }

    @Override
    public OptionalInt expectedIterations(Search search) {
        return strategy.expectedIterations(search);
    }
}
