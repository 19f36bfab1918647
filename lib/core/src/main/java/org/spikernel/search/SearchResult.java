package org.spikernel.search;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

import org.spikernel.network.ParamCount.Kind;
import org.spikernel.network.ParamCount.Scope;
import org.spikernel.score.UndefinedScoreException;
import org.spikernel.space.Architecture;

/**
 * What a search has found.
 *
 * @param setting the search, as the papers write it, {@code 3x3_5x5_1000x}, {@code 3x3_5x5_all} or {@code SpikeNAS_2C3O}, or as it was
 *     {@linkplain Search#named named}
 * @param iterations how many architectures were drawn, or proposed otherwise
 * @param candidates the scored candidates, in the order in which they were first drawn
 * @param steps what else was scored, since the strategy went by it: {@linkplain Architecture#isDecided undecided} architectures such as the
 *     super-cells of {@link Pruning}, in the order in which they were first proposed; none of most strategies
 * @param overBudget how many different architectures were drawn and left out because they exceed the budget
 * @param equivalent how many iterations drew what computes the same as an earlier one, and were not scored again
 * @param complete whether the search came to its end; false if it was interrupted
 * @param elapsed how long the search took; candidates from a journal count with the time that they took, shared among the threads
 */
public record SearchResult(
        String setting,
        int iterations,
        List<Candidate> candidates,
        List<Candidate> steps,
        int overBudget,
        int equivalent,
        boolean complete,
        Duration elapsed) {

    public SearchResult {
        candidates = List.copyOf(candidates);
        steps = List.copyOf(steps);
    }

    /**
     * The candidate with the highest score, of those that were evaluated furthest; of several, the one that was drawn first.
     *
     * @throws UndefinedScoreException if no candidate has a score
     */
    public Candidate best() {
        return leader().orElseThrow(() -> nothingScored(candidates, "of what it proposed"));
    }

    /** As {@link #best}; empty if no candidate has a score. */
    Optional<Candidate> leader() {
        return inOrderOfScore().findFirst();
    }

    /**
     * The candidates that have a score, from the {@linkplain #best best} to the {@linkplain #worst worst}: those that were evaluated further
     * before the others.
     */
    public List<Candidate> ranked() {
        return inOrderOfScore().toList();
    }

    /** The candidate with the lowest score, of those that were evaluated least; of several, the one that was drawn last. */
    public Candidate worst() {
        return inOrderOfScore()
                .reduce((higher, lower) -> lower)
                .orElseThrow(() -> nothingScored(candidates, "of what it proposed"));
    }

    private Stream<Candidate> inOrderOfScore() {
        return candidates.stream()
                .filter(candidate -> candidate.score().isPresent())
                .sorted(Candidate.BY_SCORE.reversed());
    }

    /**
     * Why there is no best one.
     *
     * @param lookedAt the candidates among which it was looked for
     * @param part of what the search proposed these are, for the error
     */
    private UndefinedScoreException nothingScored(List<Candidate> lookedAt, String part) {
        if (!lookedAt.isEmpty()) {
            return new UndefinedScoreException(setting + ": none of the " + lookedAt.size()
                    + " scored candidates has a finite score. Use other images, more channels or more timesteps,"
                    + " or look at what the scorer computes.");
        } else if (!complete) {
            String after = candidates.isEmpty()
                    ? steps.size() + " scores on the way to a candidate"
                    : candidates.size() + " scores, before any " + part;
            return new UndefinedScoreException(setting + ": the search was interrupted after " + after
                    + ". Run it again; with a journal, it goes on where it was.");
        }
        return new UndefinedScoreException(setting + ": the search scored no candidate " + part
                + ", which exceeds the budget or is a step on the way. Look at more iterations, or allow more.");
    }

    /** How many different architectures were proposed and had not had their turn when the search was interrupted. */
    private int left() {
        return iterations - equivalent - overBudget - candidates.size() - steps.size();
    }

    /**
     * One row a candidate, in the order of first draws: iteration, cell (the text of its {@linkplain Candidate#architecture
     * architecture}: of cells, one cell, or as many as differ), setting, stage (where the evaluator has several), score (missing where undefined), what else was
     * {@linkplain org.spikernel.score.Measure measured}, params (total),
     * params_features, params_batch_norm, params_classifier, seconds.
     */
    public Table table() {
        return rows(setting, candidates, haveStages(candidates), names(measures()));
    }

    /** As {@link #table}, of the candidates that have a score: the best first; of equals, the one that was drawn first. */
    public Table ranking() {
        return rows(setting, inOrderOfScore().toList(), haveStages(candidates), names(measures()));
    }

    /**
     * Some candidates in rows, in their order, with the columns of {@link #table}: of a front, of the steps of a search, the best of several
     * searches.
     *
     * @param name of the table
     */
    public static Table table(String name, List<Candidate> candidates) {
        return rows(name, candidates, haveStages(candidates), names(measures(candidates)));
    }

    /** Each once, in the order in which they come. */
    private static Set<String> names(Stream<String> measures) {
        return measures.collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Table rows(String name, List<Candidate> rows, boolean hasStages, Set<String> measures) {
        IntColumn iteration = IntColumn.create("iteration");
        StringColumn cell = StringColumn.create("cell");
        StringColumn settings = StringColumn.create("setting");
        StringColumn stage = StringColumn.create("stage");
        DoubleColumn score = DoubleColumn.create("score");
        LongColumn total = LongColumn.create(Scope.TOTAL.column());
        LongColumn features = LongColumn.create(Scope.FEATURES.column());
        LongColumn batchNorm = LongColumn.create("params_batch_norm");
        LongColumn classifier = LongColumn.create("params_classifier");
        DoubleColumn seconds = DoubleColumn.create("seconds");
        for (Candidate candidate : rows) {
            iteration.append(candidate.iteration());
            cell.append(candidate.architecture().toString());
            settings.append(candidate.setting());
            stage.append(candidate.stage().name());
            candidate.score().ifPresentOrElse(score::append, score::appendMissing);
            total.append(candidate.params().total());
            features.append(candidate.params().features());
            batchNorm.append(candidate.params().of(Kind.BATCH_NORM));
            classifier.append(candidate.params().of(Kind.CLASSIFIER));
            seconds.append(candidate.seconds().toNanos() / 1e9);
        }
        Table table = Table.create(name, iteration, cell, settings);
        if (hasStages) {
            table.addColumns(stage);
        }
        table.addColumns(score);
        measures.forEach(measure -> table.addColumns(
                DoubleColumn.create(measure, rows.stream().mapToDouble(candidate -> candidate.measure(measure)))));
        return table.addColumns(total, features, batchNorm, classifier, seconds);
    }

    private static boolean haveStages(List<Candidate> candidates) {
        return candidates.stream().anyMatch(candidate -> !candidate.stage().equals(Stage.WHOLE));
    }

    /** What candidates were measured by beside their scores, in the order of first mention. */
    private Stream<String> measures() {
        return measures(candidates);
    }

    private static Stream<String> measures(List<Candidate> candidates) {
        return candidates.stream().flatMap(candidate -> candidate.measures().keySet().stream());
    }

    /**
     * The tables of several searches under one another; the column {@code setting} tells them apart. What only some were measured by is
     * missing in the others; if only some have stages, the others' is {@code whole}.
     *
     * @throws IllegalArgumentException if there is no search
     */
    public static Table tableOf(List<SearchResult> results) {
        boolean hasStages = results.stream().anyMatch(result -> haveStages(result.candidates));
        Set<String> measures = names(results.stream().flatMap(SearchResult::measures));
        return results.stream()
                .map(result -> rows(result.setting, result.candidates, hasStages, measures))
                .reduce(Table::append)
                .orElseThrow(() -> new IllegalArgumentException("a table of searches needs at least one search"))
                .setName("candidates");
    }

    /**
     * What searches cost and found, one row each (as SpikeNAS Fig. 11): setting, iterations, scored (candidates and steps), over_budget, equivalent,
     * seconds, speed_up (how many times less than the first search it took), best_score (missing where nothing has a score),
     * best_params_features and best_params (of the candidate with that score).
     */
    public static Table comparisonOf(List<SearchResult> results) {
        StringColumn settings = StringColumn.create("setting");
        IntColumn iterations = IntColumn.create("iterations");
        IntColumn scored = IntColumn.create("scored");
        IntColumn overBudget = IntColumn.create("over_budget");
        IntColumn equivalent = IntColumn.create("equivalent");
        DoubleColumn seconds = DoubleColumn.create("seconds");
        DoubleColumn speedUp = DoubleColumn.create("speed_up");
        DoubleColumn score = DoubleColumn.create("best_score");
        LongColumn features = LongColumn.create("best_" + Scope.FEATURES.column());
        LongColumn total = LongColumn.create("best_" + Scope.TOTAL.column());
        for (SearchResult result : results) {
            settings.append(result.setting());
            iterations.append(result.iterations());
            scored.append(result.candidates().size() + result.steps().size());
            overBudget.append(result.overBudget());
            equivalent.append(result.equivalent());
            seconds.append(result.elapsed().toNanos() / 1e9);
            speedUp.append((double) results.get(0).elapsed().toNanos()
                    / result.elapsed().toNanos());
            result.leader()
                    .ifPresentOrElse(
                            best -> {
                                score.append(best.score().getAsDouble());
                                features.append(best.params().features());
                                total.append(best.params().total());
                            },
                            () -> List.of(score, features, total).forEach(Column::appendMissing));
        }
        return Table.create(
                "searches",
                settings,
                iterations,
                scored,
                overBudget,
                equivalent,
                seconds,
                speedUp,
                score,
                features,
                total);
    }

    /** The candidates that were evaluated as a whole, in the order in which they were. */
    public List<Candidate> whole() {
        return candidates.stream()
                .filter(candidate -> candidate.stage().price() == Stage.WHOLE.price())
                .toList();
    }

    /** The best score of a whole evaluation so far, one row an improvement and one for the end: iteration, score. */
    public Table bestSoFar() {
        IntColumn iteration = IntColumn.create("iteration");
        DoubleColumn score = DoubleColumn.create("score");
        double best = Double.NEGATIVE_INFINITY;
        for (Candidate candidate : whole()) {
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

    /**
     * What is best after fewer iterations of the same search; never better than this one's best. Of a search that was interrupted, it is the
     * best of those that had been scored by then, which need not be the first ones.
     *
     * @param iterations how many, counted from 1
     * @throws UndefinedScoreException if no candidate of them has a score
     */
    public Candidate bestAfter(int iterations) {
        if (iterations < 1) {
            throw new IllegalArgumentException(
                    "iterations count from 1, so there is no best candidate after " + iterations);
        }
        return inOrderOfScore()
                .filter(candidate -> candidate.iteration() <= iterations)
                .findFirst()
                .orElseThrow(() -> nothingScored(
                        candidates.stream()
                                .filter(candidate -> candidate.iteration() <= iterations)
                                .toList(),
                        "of the first " + iterations + " iterations"));
    }

    /** How many candidates were scored, what became of the rest, and which is best. Of an interrupted search, how many were left. */
    @Override
    public String toString() {
        long undefined = candidates.stream()
                .filter(candidate -> candidate.score().isEmpty())
                .count();
        return String.format(
                Locale.ROOT,
                "%s%s: %,d different candidates scored in %.1f s%s%s%s%s%s%n%s",
                setting,
                complete ? "" : " (interrupted)",
                candidates.size(),
                elapsed.toNanos() / 1e9,
                complete ? "" : String.format(Locale.ROOT, ", %,d left when it was interrupted", left()),
                steps.isEmpty() ? "" : String.format(Locale.ROOT, ", after %,d steps on the way", steps.size()),
                overBudget == 0 ? "" : String.format(Locale.ROOT, ", %,d over budget", overBudget),
                equivalent == 0 ? "" : String.format(Locale.ROOT, ", %,d equivalent to others", equivalent),
                undefined == 0 ? "" : String.format(Locale.ROOT, ", %,d without a score", undefined),
                undefined == candidates.size() ? "no best candidate" : "best: " + best());
    }
}
