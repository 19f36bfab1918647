package org.spikernel.search;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.spikernel.cell.Cell;
import org.spikernel.cell.CellArchitecture;
import org.spikernel.cell.SearchSpace;
import org.spikernel.network.CellMacroArchitecture;
import org.spikernel.network.MemoryBudget;
import org.spikernel.progress.Progress;
import org.spikernel.random.RandomStream;
import org.spikernel.score.Scorer;

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
 * <p>A search with a {@linkplain #journal(Path) journal} writes down every candidate as it is scored. Interrupted or killed, it is
 * started again with the same lines and continues where it was.
 *
 * @param space where cells are drawn from
 * @param macro everything but the cell
 * @param scorer what ranks networks
 * @param iterations how many cells are drawn
 * @param seed of the draws
 * @param budget what a candidate may need to be scored; empty for no limit
 * @param threads how many candidates are scored at once; one is best for a scorer that uses all processors itself, as
 *     {@link org.spikernel.score.RScore} does
 * @param journal the file that keeps scored candidates; empty for none
 */
public record RandomSearch(
        SearchSpace space,
        CellMacroArchitecture macro,
        Optional<Scorer> scorer,
        int iterations,
        long seed,
        Optional<MemoryBudget> budget,
        int threads,
        Optional<Path> journal) {

    private static final int PAPER_ITERATIONS = 1000;

    public RandomSearch {
        if (iterations < 1 || threads < 1) {
            throw new IllegalArgumentException(
                    "iterations and threads must be positive, but are " + iterations + " and " + threads);
        }
    }

    /** A search of 1,000 iterations with seed 0, no budget, one candidate at a time; it still needs a scorer. */
    public static RandomSearch over(SearchSpace space, CellMacroArchitecture macro) {
        return new RandomSearch(
                space, macro, Optional.empty(), PAPER_ITERATIONS, 0, Optional.empty(), 1, Optional.empty());
    }

    public RandomSearch scoredBy(Scorer scorer) {
        return new RandomSearch(
                space, macro, SearchRun.given(scorer, "scorer"), iterations, seed, budget, threads, journal);
    }

    public RandomSearch iterations(int iterations) {
        return new RandomSearch(space, macro, scorer, iterations, seed, budget, threads, journal);
    }

    public RandomSearch seed(long seed) {
        return new RandomSearch(space, macro, scorer, iterations, seed, budget, threads, journal);
    }

    public RandomSearch budget(MemoryBudget budget) {
        return new RandomSearch(
                space, macro, scorer, iterations, seed, SearchRun.given(budget, "budget"), threads, journal);
    }

    public RandomSearch threads(int threads) {
        return new RandomSearch(space, macro, scorer, iterations, seed, budget, threads, journal);
    }

    /**
     * The same search with a journal: a file to which every candidate is added as soon as it is scored, and from which the search
     * continues when it is run again.
     *
     * <pre>{@code
     * RandomSearch search = RandomSearch.over(space, macro).seed(42).scoredBy(RScore.on(batch)).journal(Path.of("set3.csv"));
     * search.iterations(1000).run(Progress.bar()); // interrupted, or killed with the kernel
     * search.iterations(1000).run(Progress.bar()); // scores the rest; the same result as if nothing had happened
     * search.iterations(5000).run(Progress.bar()); // scores what 4,000 further iterations add
     *
     * Table.read().usingOptions(CsvReadOptions.builder("set3.csv").commentPrefix('#'));
     * }</pre>
     *
     * <p>What is in the journal is not scored again: score, to the last bit, and seconds come from the file. Threads and iterations
     * may change between runs, since the draws of a longer search begin with those of the shorter. All else must stay: the first
     * lines of the file name the space, the macro-architecture, the seed, the budget, and how and on which images the scorer
     * {@linkplain Scorer#settings scores}. A scorer without settings, such as a lambda, needs a {@linkplain Scorer#named name}.
     *
     * <p>As long as the search runs, a file beside the journal, {@code set3.csv.lock}, keeps other searches out; reading is free. A journal
     * that an editor has saved, with other line ends or empty lines, is continued; a line that is damaged is named.
     *
     * @param file the file, in a directory that exists
     */
    public RandomSearch journal(Path file) {
        return new RandomSearch(
                space, macro, scorer, iterations, seed, budget, threads, SearchRun.given(file, "journal"));
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
     * @param progress is told of every candidate; those in the journal are done from the beginning
     * @throws IllegalArgumentException if no drawn candidate meets the budget (names the smallest), or if the journal is that of
     *     another search (names the differences) or damaged (names the line)
     * @throws IllegalStateException if there is no scorer, or if the journal is in use by another search
     * @throws java.io.UncheckedIOException if the journal cannot be read or written
     */
    public SearchResult run(Progress progress) {
        SearchRun run = new SearchRun(
                setting(), order(), macro, scorer.orElseThrow(SearchRun::noScorer), budget, threads, journal);
        return run.over(
                IntStream.rangeClosed(1, iterations)
                        .mapToObj(iteration -> CellArchitecture.of(cell(iteration)))
                        .toList(),
                progress);
    }

    private Map<String, String> order() {
        Map<String, String> order = new LinkedHashMap<>();
        order.put("search", "random");
        order.put("seed", Long.toString(seed));
        order.put("space", space.toString());
        return order;
    }
}
