package org.spikernel.study;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;

import tech.tablesaw.api.Table;

import org.spikernel.search.Candidate;
import org.spikernel.search.SearchResult;

/**
 * What fewer iterations of a search find and what they save, measured: from searches that ran the full number, of which the first
 * iterations are what a shorter search would have been.
 *
 * <p>That holds for a strategy that draws without looking at what was found, such as a random search. The speed-up is not that of the
 * numbers of iterations: what is drawn again is not scored again, and the longer a search, the more of its draws come again.
 *
 * <pre>{@code
 * var costs = IterationCosts.of(searches, 1_000, 2_500, 5_000);      // the same search from several seeds
 * costs.table();
 * costs.sentence();
 * }</pre>
 *
 * @param searches the same search from one seed or several, each over the largest number of iterations and more
 * @param iterations from the smallest number to the largest, with which the others are compared
 */
public record IterationCosts(List<SearchResult> searches, List<Integer> iterations) {

    public IterationCosts {
        searches = List.copyOf(searches);
        iterations = iterations.stream().distinct().sorted().toList();
        if (searches.isEmpty() || iterations.isEmpty() || iterations.get(0) < 1) {
            throw new IllegalArgumentException(
                    "iterations are compared of one search or more, and count from 1, but there are " + searches.size()
                            + " searches and iterations " + iterations);
        }
        int most = iterations.get(iterations.size() - 1);
        for (SearchResult search : searches) {
            if (search.iterations() < most || !search.complete()) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "%s should have run %,d iterations to be asked about so many, but ran %,d%s; run it longer or ask for fewer",
                        search.setting(),
                        most,
                        search.iterations(),
                        search.complete() ? "" : " or fewer, since it was interrupted"));
            }
        }
    }

    /** Of numbers of iterations, in any order. */
    public static IterationCosts of(List<SearchResult> searches, int... iterations) {
        return new IterationCosts(searches, Arrays.stream(iterations).boxed().toList());
    }

    private int most() {
        return iterations.get(iterations.size() - 1);
    }

    private double mean(int n, ToDoubleBiFunction<SearchResult, Integer> of) {
        return searches.stream()
                .mapToDouble(search -> of.applyAsDouble(search, n))
                .average()
                .orElseThrow();
    }

    private static double scored(SearchResult search, int n) {
        return search.candidates().stream()
                .filter(candidate -> candidate.iteration() <= n)
                .count();
    }

    /** Of scoring alone, which is all but everything of a search; not of the wait for it, where several threads score at once. */
    private static double seconds(SearchResult search, int n) {
        return search.candidates().stream()
                        .filter(candidate -> candidate.iteration() <= n)
                        .mapToLong(candidate -> candidate.seconds().toNanos())
                        .sum()
                / 1e9;
    }

    private double speedUp(SearchResult search, int n) {
        return seconds(search, most()) / seconds(search, n);
    }

    private static double best(SearchResult search, int n) {
        return search.bestAfter(n).score().orElseThrow();
    }

    private double lost(SearchResult search, int n) {
        return best(search, most()) - best(search, n);
    }

    private double isSame(SearchResult search, int n) {
        Candidate full = search.bestAfter(most());
        return full.equals(search.bestAfter(n)) ? 1 : 0;
    }

    /**
     * One row a number of iterations, each a mean over the searches: iterations, scored (different candidates), seconds (of scoring them),
     * speed_up (how many times less than the largest number took), iterations_saved (how many times fewer they are), best_score, lost (to the
     * best of the largest number), same_best (the share of searches, from 0 to 1, in which it is the same candidate).
     *
     * @throws org.spikernel.score.UndefinedScoreException if the first iterations of a search found nothing with a score
     */
    public Table table() {
        return Rows.of(iterations)
                .count("iterations", n -> n)
                .number("scored", n -> mean(n, IterationCosts::scored))
                .number("seconds", n -> mean(n, IterationCosts::seconds))
                .number("speed_up", n -> mean(n, this::speedUp))
                .number("iterations_saved", n -> (double) most() / n)
                .number("best_score", n -> mean(n, IterationCosts::best))
                .number("lost", n -> mean(n, this::lost))
                .number("same_best", n -> mean(n, this::isSame))
                .table(String.format(
                        Locale.ROOT,
                        "What fewer iterations find and save, %s",
                        searches.size() == 1 ? "of one search" : "mean over " + searches.size() + " searches"));
    }

    /** What the table says, in a sentence a number of iterations. */
    public String sentence() {
        return iterations.stream()
                .filter(n -> n < most())
                .map(n -> String.format(
                        Locale.ROOT,
                        "%,d of %,d iterations take %.1f times less time and lose %.3g points of the score; in %.0f of %d searches they find the same.",
                        n,
                        most(),
                        mean(n, this::speedUp),
                        mean(n, this::lost),
                        searches.size() * mean(n, this::isSame),
                        searches.size()))
                .collect(Collectors.joining(" "));
    }
}
