package org.spikernel.search;

import java.util.List;
import java.util.Map;

import org.spikernel.space.Architecture;

/**
 * What somebody has chosen.
 *
 * @param architectures each is looked at once
 */
record Chosen(List<Architecture> architectures) implements Strategy {

    Chosen {
        if (architectures.isEmpty()) {
            throw new IllegalArgumentException("no architectures were chosen; choose at least one");
        }
    }

    @Override
    public List<? extends Architecture> next(SearchHistory history) {
        return history.isEmpty() ? architectures : List.of();
    }

    /** The name of the macro-architecture; what tells such searches apart better is up to {@link Search#named}. */
    @Override
    public String setting(Search search) {
        return search.macro().name();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("search", "chosen");
    }
}
