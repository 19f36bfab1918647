package org.spikernel.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import tech.tablesaw.api.Table;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.internal.checks.Given;
import org.spikernel.search.Candidate;
import org.spikernel.search.SearchResult;
import org.spikernel.space.Architecture;

/**
 * What a search has found beside what random draws find, in a space of which every candidate is known: as many draws as it scored networks, and
 * as many as fit into the time that its scores took.
 *
 * <pre>{@code
 * var beside = SearchBesideDraws.of("pruning", pruned, all, draws).with("the same everywhere, no search", score.of(network));
 * beside.sentence();
 * beside.table(1_000);
 * }</pre>
 *
 * @param name of the search
 * @param found what it has found; its candidates and its steps have been paid for
 * @param known the search that scored every candidate of the space, each once
 * @param draws what the best of random draws is, each draw with its probability
 * @param secondsOfDraw how long scoring a draw takes on average
 * @param others scores of what took no search, by their names
 */
public record SearchBesideDraws(
        String name,
        SearchResult found,
        SearchResult known,
        BestOfDraws draws,
        double secondsOfDraw,
        Map<String, Double> others) {

    /** What a row says: a search, and the score of what it finds. */
    private record Line(String search, double score) {}

    public SearchBesideDraws {
        Given.text(name, "the name of a search");
        Given.value(found, "what a search has found");
        Given.value(known, "the search of a whole space");
        Given.value(draws, "the best of draws");
        others = new LinkedHashMap<>(others);
    }

    /**
     * Beside independent draws of which each is equally likely.
     *
     * @param everyDraw all that can be drawn; a candidate that computes the same as another stands as often as it is written otherwise
     * @throws IllegalArgumentException if a draw has not been scored (names it)
     */
    public static SearchBesideDraws of(
            String name, SearchResult found, SearchResult known, List<? extends Architecture> everyDraw) {
        Map<Architecture, Double> seconds = known.candidates().stream()
                .collect(Collectors.toMap(Candidate::architecture, SearchBesideDraws::seconds));
        double mean = everyDraw.stream()
                .mapToDouble(draw -> secondsOf(draw, seconds))
                .average()
                .orElseThrow(() ->
                        new IllegalArgumentException("a search is set beside one draw or more, but there is none"));
        return new SearchBesideDraws(name, found, known, BestOfDraws.independent(known, everyDraw), mean, Map.of());
    }

    private static double secondsOf(Architecture draw, Map<Architecture, Double> seconds) {
        Double known = seconds.get(draw.canonical());
        if (known == null) {
            throw new IllegalArgumentException("the search of the whole space should have scored every draw, but not "
                    + draw + "; score the space with Strategy.exhaustive()");
        }
        return known;
    }

    private static double seconds(Candidate scored) {
        return scored.seconds().toNanos() / 1e9;
    }

    /** The same with the score of something that took no search, such as a cell that one would have written down without any. */
    @CheckReturnValue
    public SearchBesideDraws with(String other, double score) {
        Map<String, Double> more = new LinkedHashMap<>(others);
        more.put(other, score);
        return new SearchBesideDraws(name, found, known, draws, secondsOfDraw, more);
    }

    /** How many scores the search has paid for. */
    public int scores() {
        return found.candidates().size() + found.steps().size();
    }

    /** How many draws fit into the time of its scores, one at least. */
    public int drawsInTime() {
        double paid = Stream.concat(found.steps().stream(), found.candidates().stream())
                .mapToDouble(SearchBesideDraws::seconds)
                .sum();
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.round(paid / secondsOfDraw)));
    }

    /** The probability that a draw has at least the score of what the search has found. */
    public double chanceOfAsGood() {
        double best = found.best().score().getAsDouble();
        return draws.scores().stream().filter(score -> score >= best).count() / (double) draws.size();
    }

    /**
     * One row a way to find a network: search, R (the mean, of draws), beats_percent (how many percent of all different candidates have a
     * lower score). The search; as many draws; draws that take as long; so many draws; what took no search; the best of the space.
     */
    public Table table(int moreDraws) {
        double[] different = known.ranking().doubleColumn("score").asDoubleArray();
        Stream<Line> searched = Stream.of(
                new Line(
                        String.format(Locale.ROOT, "%s, %,d scores", name, scores()),
                        found.best().score().getAsDouble()),
                best(scores(), " (as many)"),
                best(drawsInTime(), " (as long)"),
                best(moreDraws, ""));
        Stream<Line> without = others.entrySet().stream().map(other -> new Line(other.getKey(), other.getValue()));
        Stream<Line> highest =
                Stream.of(new Line("best of the space", known.best().score().getAsDouble()));
        return Rows.of(Stream.of(searched, without, highest)
                        .flatMap(lines -> lines)
                        .toList())
                .text("search", Line::search)
                .number("R", Line::score)
                .number(
                        "beats_percent",
                        line -> 100.0
                                * DoubleStream.of(different)
                                        .filter(score -> score < line.score)
                                        .count()
                                / different.length)
                .table(name + " beside random draws");
    }

    private Line best(int of, String how) {
        return new Line(String.format(Locale.ROOT, "best of %,d draws%s", of, how), draws.expected(of));
    }

    /** How likely a draw is as good, in a sentence. */
    public String sentence() {
        double chance = chanceOfAsGood();
        return String.format(
                Locale.ROOT,
                "A draw is as good as what %s has found with a probability of %.1f%%%s.",
                name,
                100 * chance,
                chance > 0
                        ? String.format(Locale.ROOT, ": it takes %,.0f draws on average to find one", 1 / chance)
                        : "");
    }

    @Override
    public String toString() {
        return sentence();
    }
}
