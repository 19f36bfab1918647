package org.spikernel.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.spikernel.cell.Cell;
import org.spikernel.cell.SearchSpace;
import org.spikernel.network.MacroArchitecture;
import org.spikernel.network.MemoryBudget;
import org.spikernel.network.Network;
import org.spikernel.progress.Progress;
import org.spikernel.random.RandomStream;
import org.spikernel.score.Scorer;
import org.spikernel.score.UndefinedScoreException;

/**
 * Random search: draws cells at random, scores each without training, and keeps the best (SNASNet; SpiKernel, step 3).
 *
 * <p>The same cell is scored once, however often it is drawn and whatever its inner nodes are called: what is scored is its
 * canonical form. The cell of an iteration depends on the seed and the iteration alone, so the result is the same for any number of
 * threads, and a longer search begins with the shorter one.
 *
 * <pre>{@code
 * SearchResult result = RandomSearch.over(space, macro).iterations(1000).seed(42)
 *         .scoredBy(RScore.on(batch))
 *         .run(Progress.bar());
 * }</pre>
 *
 * @param space where cells are drawn from
 * @param macro everything but the cell
 * @param scorer what ranks networks
 * @param iterations how many cells are drawn
 * @param seed of the draws
 * @param budget what a candidate may need to be scored; empty for no limit
 * @param threads how many candidates are scored at once
 */
public record RandomSearch(
        SearchSpace space,
        MacroArchitecture macro,
        Optional<Scorer> scorer,
        int iterations,
        long seed,
        Optional<MemoryBudget> budget,
        int threads) {

    private static final int PAPER_ITERATIONS = 1000;

    public RandomSearch {
        if (iterations < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "iterations and threads must be positive, but are " + iterations + " and " + threads);
        }
    }

    /** A search of 1,000 iterations with seed 0, no budget, on all processors; it still needs a scorer. */
    public static RandomSearch over(SearchSpace space, MacroArchitecture macro) {
        int processors = Runtime.getRuntime().availableProcessors();
        return new RandomSearch(space, macro, Optional.empty(), PAPER_ITERATIONS, 0, Optional.empty(), processors);
    }

    public RandomSearch scoredBy(Scorer scorer) {
        return new RandomSearch(space, macro, Optional.of(scorer), iterations, seed, budget, threads);
    }

    public RandomSearch iterations(int iterations) {
        return new RandomSearch(space, macro, scorer, iterations, seed, budget, threads);
    }

    public RandomSearch seed(long seed) {
        return new RandomSearch(space, macro, scorer, iterations, seed, budget, threads);
    }

    public RandomSearch budget(MemoryBudget budget) {
        return new RandomSearch(space, macro, scorer, iterations, seed, Optional.of(budget), threads);
    }

    public RandomSearch threads(int threads) {
        return new RandomSearch(space, macro, scorer, iterations, seed, budget, threads);
    }

    /** The name of this search, as the papers write it: {@code 3x3_5x5_1000x}. */
    public String setting() {
        return space.name() + "_" + iterations + "x";
    }

    /**
     * The cell that an iteration draws, in canonical form; several iterations may draw the same.
     *
     * @param iteration counted from 1
     */
    public Cell cell(int iteration) {
        return space.randomCell(RandomStream.at(seed, "iteration", iteration)).canonical();
    }

    /** As {@link #run(Progress)}, silently. */
    public SearchResult run() {
        return run(Progress.none());
    }

    /**
     * Runs the search. An interrupt of the calling thread ends it early: the result then holds what was found until then, and the
     * thread stays interrupted.
     *
     * @param progress is told of every candidate
     * @throws IllegalArgumentException if no drawn candidate meets the budget; names the smallest
     */
    public SearchResult run(Progress progress) {
        Scorer scorer = this.scorer.orElseThrow(
                () -> new IllegalStateException("the search has no scorer; say .scoredBy(RScore.on(batch))"));
        long start = System.nanoTime();
        List<Draw> draws = draw();
        List<Draw> affordable = draws.stream()
                .filter(draw -> budget.isEmpty() || budget.get().allows(draw.params()))
                .toList();
        if (affordable.isEmpty()) {
            throw nothingMeetsBudget(draws);
        }
        List<Candidate> scored = new CandidateQueue(
                        affordable, draw -> score(draw, scorer), "candidates of " + setting(), threads, progress)
                .scoreAll();
        return new SearchResult(
                setting(),
                iterations,
                scored,
                draws.size() - affordable.size(),
                scored.size() == affordable.size(),
                Duration.ofNanos(System.nanoTime() - start));
    }

    private List<Draw> draw() {
        Map<Cell, Integer> firstDrawn = new LinkedHashMap<>();
        for (int iteration = 1; iteration <= iterations; iteration++) {
            firstDrawn.putIfAbsent(cell(iteration), iteration);
        }
        List<Draw> draws = new ArrayList<>();
        firstDrawn.forEach((cell, iteration) ->
                draws.add(new Draw(iteration, cell, macro.network(cell).params())));
        return draws;
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

    private Candidate score(Draw draw, Scorer scorer) {
        long start = System.nanoTime();
        OptionalDouble score = scoreIfDefined(macro.network(draw.cell()), scorer);
        Duration seconds = Duration.ofNanos(System.nanoTime() - start);
        return new Candidate(setting(), draw.iteration(), draw.cell(), macro, score, draw.params(), seconds);
    }

    private static OptionalDouble scoreIfDefined(Network network, Scorer scorer) {
        try {
            return OptionalDouble.of(scorer.of(network));
        } catch (UndefinedScoreException undefined) {
            return OptionalDouble.empty();
        }
    }
}
