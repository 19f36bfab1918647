package org.spikernel.search;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.network.ParamCount.Kind;
import org.spikernel.network.ParamCount.Scope;
import org.spikernel.score.UndefinedScoreException;

/**
 * What a search has found.
 *
 * @param setting the search, as the papers write it, {@code 3x3_5x5_1000x}, or {@code 3x3_5x5_all}, or the name of chosen cells
 * @param iterations how many cells were to be drawn
 * @param candidates the scored candidates, in the order in which they were first drawn
 * @param overBudget how many different cells were drawn and left out because they exceed the budget
 * @param complete whether every affordable cell was scored; false if the search was interrupted
 * @param elapsed how long scoring took; candidates from a journal count with the time that they took, shared among the threads
 */
public record SearchResult(
        String setting,
        int iterations,
        List<Candidate> candidates,
        int overBudget,
        boolean complete,
        Duration elapsed) {

    private static final Comparator<Candidate> BY_SCORE =
            Comparator.comparingDouble(candidate -> candidate.score().orElse(Double.NEGATIVE_INFINITY));

    public SearchResult {
        candidates = List.copyOf(candidates);
    }

    /**
     * The candidate with the highest score; of several, the one that was drawn first.
     *
     * @throws UndefinedScoreException if no candidate has a score
     */
    public Candidate best() {
        return inOrderOfScore().findFirst().orElseThrow(this::nothingScored);
    }

    /** The candidate with the lowest score; of several, the one that was drawn last. */
    public Candidate worst() {
        return inOrderOfScore().reduce((higher, lower) -> lower).orElseThrow(this::nothingScored);
    }

    private Stream<Candidate> inOrderOfScore() {
        return candidates.stream()
                .filter(candidate -> candidate.score().isPresent())
                .sorted(BY_SCORE.reversed());
    }

    private UndefinedScoreException nothingScored() {
        return new UndefinedScoreException(setting + ": none of the " + candidates.size()
                + " scored candidates has a finite score. Use other images, more channels or more timesteps.");
    }

    /**
     * One row a candidate, in the order of first draws: iteration, cell, setting, score (missing where undefined), params (total),
     * params_features, params_batch_norm, params_classifier, seconds.
     */
    public Table table() {
        IntColumn iteration = IntColumn.create("iteration");
        StringColumn cell = StringColumn.create("cell");
        StringColumn settings = StringColumn.create("setting");
        DoubleColumn score = DoubleColumn.create("score");
        LongColumn total = LongColumn.create(Scope.TOTAL.column());
        LongColumn features = LongColumn.create(Scope.FEATURES.column());
        LongColumn batchNorm = LongColumn.create("params_batch_norm");
        LongColumn classifier = LongColumn.create("params_classifier");
        DoubleColumn seconds = DoubleColumn.create("seconds");
        for (Candidate candidate : candidates) {
            iteration.append(candidate.iteration());
            cell.append(candidate.cell().toString());
            settings.append(candidate.setting());
            candidate.score().ifPresentOrElse(score::append, score::appendMissing);
            total.append(candidate.params().total());
            features.append(candidate.params().features());
            batchNorm.append(candidate.params().of(Kind.BATCH_NORM));
            classifier.append(candidate.params().of(Kind.CLASSIFIER));
            seconds.append(candidate.seconds().toNanos() / 1e9);
        }
        return Table.create(setting, iteration, cell, settings, score, total, features, batchNorm, classifier, seconds);
    }

    /**
     * The tables of several searches under one another; the column {@code setting} tells them apart.
     *
     * @throws IllegalArgumentException if there is no search
     */
    public static Table tableOf(List<SearchResult> results) {
        return results.stream()
                .map(SearchResult::table)
                .reduce(Table::append)
                .orElseThrow(() -> new IllegalArgumentException("a table of searches needs at least one search"))
                .setName("candidates");
    }

    /** The best score so far, one row an improvement and one for the end: iteration, score. */
    public Table bestSoFar() {
        IntColumn iteration = IntColumn.create("iteration");
        DoubleColumn score = DoubleColumn.create("score");
        double best = Double.NEGATIVE_INFINITY;
        for (Candidate candidate : candidates) {
            if (candidate.score().orElse(best) > best) {
                best = candidate.score().getAsDouble();
                iteration.append(candidate.iteration());
                score.append(best);
            }
        }
        if (complete && !iteration.isEmpty() && iteration.get(iteration.size() - 1) < iterations) {
            iteration.append(iterations);
            score.append(best);
        }
        return Table.create("best so far", iteration, score);
    }

    /** What is best after fewer iterations of the same search; never better than this one's best. */
    public Candidate bestAfter(int iterations) {
        return inOrderOfScore()
                .filter(candidate -> candidate.iteration() <= iterations)
                .findFirst()
                .orElseThrow(this::nothingScored);
    }

    @Override
    public String toString() {
        long undefined = candidates.stream()
                .filter(candidate -> candidate.score().isEmpty())
                .count();
        return String.format(
                Locale.ROOT,
                "%s%s: %,d different cells scored in %.1f s%s%s%n%s",
                setting,
                complete ? "" : " (interrupted)",
                candidates.size(),
                elapsed.toNanos() / 1e9,
                overBudget == 0 ? "" : String.format(Locale.ROOT, ", %,d over budget", overBudget),
                undefined == 0 ? "" : String.format(Locale.ROOT, ", %,d without a score", undefined),
                undefined == candidates.size() ? "no best candidate" : "best: " + best());
    }
}
