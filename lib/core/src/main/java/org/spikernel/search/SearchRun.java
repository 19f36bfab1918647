package org.spikernel.search;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.spikernel.cell.CellArchitecture;
import org.spikernel.network.CellMacroArchitecture;
import org.spikernel.network.CellMemoryModel;
import org.spikernel.network.MemoryBudget;
import org.spikernel.progress.Progress;
import org.spikernel.score.Scorer;

/**
 * What all searches do once they know which architectures to look at: leave out what exceeds the budget, take from the journal what it
 * holds, score the rest, and sum up.
 *
 * @param setting the search, as the papers write it: {@code 3x3_5x5_1000x}
 * @param order the settings that decide what an iteration draws, as a journal names them
 * @param macro everything but the cells
 * @param scorer what ranks networks
 * @param budget what a candidate may need to be scored; empty for no limit
 * @param threads how many candidates are scored at once
 * @param journal the file that keeps scored candidates; empty for none
 */
record SearchRun(
        String setting,
        Map<String, String> order,
        CellMacroArchitecture macro,
        Scorer scorer,
        Optional<MemoryBudget> budget,
        int threads,
        Optional<Path> journal) {

    /** What a search without a scorer is refused with. */
    static IllegalStateException noScorer() {
        return new IllegalStateException("the search has no scorer; say .scoredBy(RScore.on(batch))");
    }

    /**
     * A setting of a search.
     *
     * @throws IllegalArgumentException if it is null
     */
    static <T> Optional<T> given(T setting, String what) {
        if (setting == null) {
            throw new IllegalArgumentException(
                    "the " + what + " of a search must be given, but is null; a search without one does not name it");
        }
        return Optional.of(setting);
    }

    /**
     * Scores each different architecture once.
     *
     * @param drawn the architecture of every iteration, in canonical form
     */
    SearchResult over(List<CellArchitecture> drawn, Progress progress) {
        return inPasses(List.of(best -> drawn), progress);
    }

    /**
     * Scores each different architecture of several passes once.
     *
     * @param passes the first has the smallest architecture of all of them
     */
    SearchResult inPasses(List<Pass> passes, Progress progress) {
        try {
            requireAffordable(passes.get(0).after(Optional.empty()));
            return scored(passes, progress);
        } finally {
            progress.close();
        }
    }

    private SearchResult scored(List<Pass> passes, Progress progress) {
        if (journal.isEmpty()) {
            return new RunningSearch(this, Optional.empty(), progress).through(passes);
        }
        try (SearchJournal written = SearchJournal.open(journal.get(), settings())) {
            return new RunningSearch(this, Optional.of(written), progress).through(passes);
        }
    }

    private Map<String, String> settings() {
        if (scorer.settings().isEmpty()) {
            throw new IllegalArgumentException(
                    "a journal must tell its scores from others, but the scorer does not say how it scores;"
                            + " say .scoredBy(Scorer.named(\"what it computes\", scorer))");
        }
        Map<String, String> settings = new LinkedHashMap<>(order);
        settings.put("budget", budget.map(MemoryBudget::toString).orElse("none"));
        macro.settings().forEach((name, value) -> settings.put("macro-architecture " + name, value));
        scorer.settings().forEach((name, value) -> settings.put("score " + name, value));
        return settings;
    }

    private void requireAffordable(List<CellArchitecture> drawn) {
        if (budget.isEmpty()) {
            return;
        }
        CellMemoryModel memory = CellMemoryModel.of(macro);
        MemoryBudget limit = budget.get();
        CellArchitecture smallest = drawn.stream()
                .min(Comparator.comparingLong(architecture -> memory.params(architecture, limit.scope())))
                .orElseThrow();
        if (!limit.allows(smallest, memory)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "none of the %,d cells drawn meets the budget of %s; the smallest has %,d (%s). Raise the budget, or use fewer channels than %s.",
                    drawn.stream().distinct().count(),
                    limit,
                    memory.params(smallest, limit.scope()),
                    smallest,
                    macro.name()));
        }
    }
}
