package org.spikernel.search;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

import org.spikernel.network.MacroArchitecture;
import org.spikernel.network.MemoryBudget;
import org.spikernel.network.MemoryModel;
import org.spikernel.space.Architecture;

/**
 * The budget of a search, and what tells how much an architecture needs of it.
 *
 * @param budget what a candidate may need
 * @param memory of the search's macro-architecture
 * @param macro what a message calls that
 */
record Limit(MemoryBudget budget, MemoryModel memory, String macro) {

    static Limit of(MemoryBudget budget, MacroArchitecture macro) {
        return new Limit(budget, macro.memory(), macro.name());
    }

    boolean allows(Architecture architecture) {
        return budget.allows(architecture, memory);
    }

    /** The error of a search none of whose architectures is allowed. */
    IllegalArgumentException allowsNoneOf(Collection<Architecture> architectures, String setting) {
        Architecture smallest = architectures.stream()
                .min(Comparator.comparingLong(this::params))
                .orElseThrow();
        return new IllegalArgumentException(String.format(
                Locale.ROOT,
                "none of the %,d architectures of %s meets the budget of %s; the smallest has %,d (%s). Raise the budget, or use fewer channels than %s.",
                architectures.size(),
                setting,
                budget,
                params(smallest),
                smallest,
                macro));
    }

    /** How much an architecture needs, in the scope of the budget. */
    long params(Architecture architecture) {
        return memory.params(architecture, budget.scope());
    }
}
