package org.spikernel.search;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.internal.checks.Given;
import org.spikernel.network.MacroArchitecture;
import org.spikernel.network.MemoryBudget;
import org.spikernel.progress.Progress;
import org.spikernel.progress.RunFiles;
import org.spikernel.random.RandomStream;
import org.spikernel.score.Scorer;
import org.spikernel.space.Architecture;
import org.spikernel.space.Space;

/**
 * A search: looks at architectures of a space in the order of a {@link Strategy}, scores each without training, and keeps the best.
 *
 * <pre>{@code
 * SearchResult result = Search.of(space, macro, RScore.on(batch))
 *         .strategy(Strategy.random(1000).seed(42))    // exhaustive(), cellByCell(), pruning(), evolution(1000), chosen(...), or your own
 *         .budget(MemoryBudget.params(10_000_000))
 *         .journal(Path.of("set3.csv"))
 *         .run(Progress.bar());
 * }</pre>
 *
 * <p>Of the candidates that a strategy proposes at once, 256 at a time are scored in the order that is best for the scorer: cells that
 * begin alike follow one another, and {@link org.spikernel.score.RScore} computes once what they share. Result and history have them in the
 * order of the strategy; a journal has them as they were scored. A search that was interrupted has all that its strategy wanted first, but
 * for those among the last 256 that had not had their turn.
 *
 * <p>What computes the same is scored once, however often it comes up: what is scored is the {@linkplain Architecture#canonical canonical
 * form}. What is found does not depend on the number of threads, and with {@link org.spikernel.score.RScore} has the same bits on every
 * machine. A search with a {@linkplain #journal(Path) journal} writes down every
 * candidate as it is scored; interrupted or killed, it is started again with the same lines and continues where it was.
 *
 * @param space what may be looked at
 * @param macro everything else of a network
 * @param evaluator where candidates get their scores
 * @param strategy what to look at next
 * @param name what the column {@code setting} calls it; empty to leave that to the strategy
 * @param budget what a candidate may need to be scored; empty for no limit
 * @param threads how many candidates are scored at once
 * @param journal the file that keeps scored candidates; empty for none
 */
public record Search(
        Space space,
        MacroArchitecture macro,
        Evaluator evaluator,
        Strategy strategy,
        Optional<String> name,
        Optional<MemoryBudget> budget,
        int threads,
        Optional<Path> journal) {

    private static final int PAPER_ITERATIONS = 1000;

    public Search {
        Given.value(space, "the space of a search");
        Given.value(macro, "the macro-architecture of a search");
        Given.value(evaluator, "the evaluator of a search");
        Given.value(strategy, "the strategy of a search");
        Given.positive(threads, "threads");
    }

    /**
     * A search of 1,000 random draws with seed 0, no budget, one candidate at a time.
     *
     * @param space what may be looked at
     * @param macro everything else of a network
     * @param scorer what ranks networks
     * @throws IllegalArgumentException if the macro-architecture makes no network of what the space draws
     */
    public static Search of(Space space, MacroArchitecture macro, Scorer scorer) {
        Evaluator evaluator = Evaluator.of(scorer);
        Search search = of(space, macro, evaluator);
        search.requireNetworks();
        return search;
    }

    /** As {@link #of(Space, MacroArchitecture, Scorer)}, with scores from elsewhere; no network is built to try. */
    public static Search of(Space space, MacroArchitecture macro, Evaluator evaluator) {
        return new Search(
                space,
                macro,
                evaluator,
                Strategy.random(PAPER_ITERATIONS),
                Optional.empty(),
                Optional.empty(),
                1,
                Optional.empty());
    }

    /** Tries it, so that what does not fit is told here and not by a thread that scores. */
    private void requireNetworks() {
        Architecture drawn = space.draw(RandomStream.at(0, "trial"));
        try {
            macro.network(drawn);
        } catch (IllegalArgumentException | ClassCastException failure) {
            throw new IllegalArgumentException(
                    macro.name() + " makes no network of what the space " + space.name() + " draws, such as " + drawn
                            + ": " + failure.getMessage()
                            + ". Search a space that this macro-architecture is made for.",
                    failure);
        }
    }

    /** The same search in another order. */
    @CheckReturnValue
    public Search strategy(Strategy strategy) {
        return new Search(space, macro, evaluator, strategy, name, budget, threads, journal);
    }

    /** The same search under a name, which the column {@code setting} holds. */
    @CheckReturnValue
    public Search named(String name) {
        return new Search(space, macro, evaluator, strategy, given(name, "name"), budget, threads, journal);
    }

    /** The same search of what fits into a budget; what exceeds it is not scored. */
    @CheckReturnValue
    public Search budget(MemoryBudget budget) {
        return new Search(space, macro, evaluator, strategy, name, given(budget, "budget"), threads, journal);
    }

    /**
     * The same search, scoring several candidates at once. One is best for a scorer that uses all processors itself, as
     * {@link org.spikernel.score.RScore} does; more than there are processors help only a scorer that waits for something.
     */
    @CheckReturnValue
    public Search threads(int threads) {
        return new Search(space, macro, evaluator, strategy, name, budget, threads, journal);
    }

    /**
     * The same search with a journal: a file to which every candidate is added as soon as it is scored, and from which the search
     * continues when it is run again.
     *
     * <pre>{@code
     * Search search = Search.of(space, macro, RScore.on(batch)).journal(Path.of("set3.csv"));
     * search.strategy(Strategy.random(1000).seed(42)).run(Progress.bar()); // interrupted, or killed with the kernel
     * search.strategy(Strategy.random(1000).seed(42)).run(Progress.bar()); // scores the rest; the same result as if nothing had happened
     * search.strategy(Strategy.random(5000).seed(42)).run(Progress.bar()); // scores what 4,000 further iterations add
     *
     * Table.read().usingOptions(CsvReadOptions.builder("set3.csv").commentPrefix('#'));
     * }</pre>
     *
     * <p>What is in the journal is not scored again: score, to the last bit, and seconds come from the file. Threads and iterations
     * may change between runs. All else must stay: the first lines of the file name the {@linkplain Strategy#settings strategy}, such as
     * its seed, the space, the macro-architecture, the budget, and how and on which images the scorer {@linkplain Scorer#settings scores}.
     * A scorer without settings, such as a lambda, needs a {@linkplain Scorer#named name}.
     *
     * <p>As long as the search runs, a file beside the journal, {@code set3.csv.lock}, keeps other searches out; reading is free. A journal
     * that an editor has saved, with other line ends or empty lines, is continued; a line that is damaged is named.
     *
     * @param file the file, in a directory that exists
     */
    @CheckReturnValue
    public Search journal(Path file) {
        return new Search(space, macro, evaluator, strategy, name, budget, threads, given(file, "journal"));
    }

    private static <T> Optional<T> given(T setting, String what) {
        return Optional.of(Given.value(setting, "the " + what + " of a search"));
    }

    /**
     * The same search with a journal among the files of a run, under a name that is made of all its settings. Say it last, since what is
     * set afterwards is not in the name.
     *
     * @throws IllegalArgumentException if the scorer does not say how it scores
     */
    @CheckReturnValue
    public Search keptIn(RunFiles files) {
        return files.directory().isEmpty()
                ? this
                : files.file(setting(), settings(), ".csv").map(this::journal).orElse(this);
    }

    /**
     * What the search is called: its {@linkplain #named name}, or what its {@linkplain Strategy#setting strategy} makes of it, such as
     * {@code 3x3_5x5_1000x}.
     */
    public String setting() {
        return name.orElseGet(() -> strategy.setting(this));
    }

    /** As {@link #run(Progress)}, silently. */
    public SearchResult run() {
        return run(Progress.none());
    }

    /**
     * Runs the search. An interrupt of the calling thread ends it early: the result then holds what was found until then, its text says that it
     * was interrupted and how many were left, and the thread stays interrupted.
     *
     * @param progress is told of every candidate; those in the journal are done from the beginning. Where a strategy makes its mind up as it
     *     goes, the number of candidates to come is estimated
     * @return the candidates, each with the first iteration that has its architecture
     * @throws IllegalArgumentException if no candidate meets the budget (names the smallest), if the strategy cannot search this space, or if
     *     the journal is that of another search (names the differences) or damaged (names the line)
     * @throws IllegalStateException if the journal is in use by another search
     * @throws java.io.UncheckedIOException if the journal cannot be read or written
     */
    public SearchResult run(Progress progress) {
        try {
            return new RunningSearch(this, progress).toItsEnd();
        } finally {
            progress.close();
        }
    }

    /** All that the scores and the order of candidates depend on, as a journal names it. */
    Map<String, String> settings() {
        Map<String, String> ofScores = evaluator.settings();
        if (ofScores.isEmpty()) {
            throw new IllegalArgumentException(
                    "a journal must tell its scores from others, but the scorer does not say how it scores;"
                            + " say Search.of(space, macro, Scorer.named(\"what it computes\", scorer))");
        }
        // Sorted, since a strategy may give its settings in another order when it runs again.
        Map<String, String> settings = new LinkedHashMap<>(new TreeMap<>(strategy.settings()));
        settings.put("space", space.toString());
        settings.put("budget", budget.map(MemoryBudget::toString).orElse("none"));
        macro.settings().forEach((name, value) -> settings.put("macro-architecture " + name, value));
        if (evaluator.stages().size() > 1) {
            settings.put("stages", evaluator.stages().toString());
        }
        ofScores.forEach((name, value) -> settings.put("score " + name, value));
        return settings;
    }
}
