package org.spikernel.search;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

import org.spikernel.cell.Cell;
import org.spikernel.network.MacroArchitecture;
import org.spikernel.network.MemoryBudget;
import org.spikernel.network.Network;
import org.spikernel.progress.Progress;
import org.spikernel.score.Scorer;
import org.spikernel.score.UndefinedScoreException;

/**
 * What all searches do once they know which cells to look at: leave out what exceeds the budget, take from the journal what it
 * holds, score the rest, and sum up.
 *
 * @param setting the search, as the papers write it: {@code 3x3_5x5_1000x}
 * @param order the settings that decide which cell an iteration draws, as a journal names them
 * @param macro everything but the cell
 * @param scorer what ranks networks
 * @param budget what a candidate may need to be scored; empty for no limit
 * @param threads how many candidates are scored at once
 * @param journal the file that keeps scored candidates; empty for none
 */
record SearchRun(
        String setting,
        Map<String, String> order,
        MacroArchitecture macro,
        Scorer scorer,
        Optional<MemoryBudget> budget,
        int threads,
        Optional<Path> journal) {

    /** What a search without a scorer is refused with. */
    static IllegalStateException noScorer() {
        return new IllegalStateException("the search has no scorer; say .scoredBy(RScore.on(batch))");
    }

    /**
     * Scores each different cell once.
     *
     * @param drawn the cell of every iteration, in canonical form
     */
    SearchResult over(List<Cell> drawn, Progress progress) {
        List<Draw> draws = firstDraws(drawn);
        List<Draw> affordable = draws.stream()
                .filter(draw -> budget.isEmpty() || budget.get().allows(draw.params()))
                .toList();
        if (affordable.isEmpty()) {
            throw nothingMeetsBudget(draws);
        }
        int overBudget = draws.size() - affordable.size();
        if (journal.isEmpty()) {
            return result(queue(List.of(), affordable, this::score, progress), drawn.size(), overBudget);
        }
        try (SearchJournal written = SearchJournal.open(journal.get(), settings())) {
            return result(resumed(affordable, written, progress), drawn.size(), overBudget);
        }
    }

    private List<Draw> firstDraws(List<Cell> drawn) {
        Map<Cell, Integer> firstDrawn = new LinkedHashMap<>();
        for (int iteration = 1; iteration <= drawn.size(); iteration++) {
            firstDrawn.putIfAbsent(drawn.get(iteration - 1), iteration);
        }
        List<Draw> draws = new ArrayList<>();
        firstDrawn.forEach((cell, iteration) ->
                draws.add(new Draw(iteration, cell, macro.network(cell).params())));
        return draws;
    }

    private SearchResult result(CandidateQueue queue, int iterations, int overBudget) {
        List<Candidate> scored = queue.scoreAll();
        return new SearchResult(
                setting, iterations, scored, overBudget, scored.size() == queue.size(), queue.elapsed());
    }

    /** What is left to score, beside what the journal holds. */
    private CandidateQueue resumed(List<Draw> draws, SearchJournal written, Progress progress) {
        List<Candidate> known = new ArrayList<>();
        List<Draw> rest = new ArrayList<>();
        for (Draw draw : draws) {
            written.find(draw.cell())
                    .ifPresentOrElse(
                            line -> known.add(candidate(draw, line.score(), line.seconds())), () -> rest.add(draw));
        }
        return queue(known, rest, draw -> written.append(score(draw)), progress);
    }

    private CandidateQueue queue(
            List<Candidate> known, List<Draw> draws, Function<Draw, Candidate> scoring, Progress progress) {
        return new CandidateQueue(known, draws, scoring, "candidates of " + setting, threads, progress);
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

    private IllegalArgumentException nothingMeetsBudget(List<Draw> draws) {
        MemoryBudget wanted = budget.orElseThrow();
        Draw smallest = draws.stream()
                .min(Comparator.comparingLong(draw -> draw.params().of(wanted.scope())))
                .orElseThrow();
        return new IllegalArgumentException(
                "none of the %,d cells drawn meets the budget of %s; the smallest has %,d (%s). Raise the budget, or use fewer channels than %s."
                        .formatted(
                                draws.size(),
                                wanted,
                                smallest.params().of(wanted.scope()),
                                smallest.cell(),
                                macro.name()));
    }

    private Candidate score(Draw draw) {
        long start = System.nanoTime();
        OptionalDouble score = scoreIfDefined(macro.network(draw.cell()));
        return candidate(draw, score, Duration.ofNanos(System.nanoTime() - start));
    }

    private Candidate candidate(Draw draw, OptionalDouble score, Duration seconds) {
        return new Candidate(setting, draw.iteration(), draw.cell(), macro, score, draw.params(), seconds);
    }

    private OptionalDouble scoreIfDefined(Network network) {
        try {
            return OptionalDouble.of(scorer.of(network));
        } catch (UndefinedScoreException undefined) {
            return OptionalDouble.empty();
        }
    }
}
