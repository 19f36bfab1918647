package org.spikernel.search;

import java.util.List;
import java.util.Map;

import org.spikernel.space.Architecture;

/**
 * Exhaustive search: everything that a space has, in its order. What it finds best is the best there is, and it tells
 * what {@link RandomDraws} can be expected to find.
 *
 * <p>A space of cells leaves out those whose edge 0->3 is zero, as in its draws. All others are iterations. Random draws take each with
 * the same probability, so a candidate is as likely there as it is frequent among the iterations here: of
 * {@link org.spikernel.cell.KernelSet#SET_3}, 12,500 iterations have 7,012 different cells.
 */
record Exhaustive() implements Strategy {

    @Override
    public List<? extends Architecture> next(SearchHistory history) {
        return history.isEmpty() ? history.search().space().all().toList() : List.of();
    }

    /** {@code 3x3_5x5_all}. */
    @Override
    public String setting(Search search) {
        return search.space().name() + "_all";
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("search", "exhaustive");
    }
}
