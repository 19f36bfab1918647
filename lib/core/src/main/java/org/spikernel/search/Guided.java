package org.spikernel.search;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.internal.checks.Given;
import org.spikernel.network.MacroArchitecture;
import org.spikernel.random.RandomStream;
import org.spikernel.search.Predictor.Belief;
import org.spikernel.space.Architecture;
import org.spikernel.space.Space;

/**
 * A search that is guided by what it has learned: evaluates few, learns, and proposes a batch of what may be best, again and again.
 *
 * <p>A batch is chosen from random architectures and from mutants of the best. Every other one of it has the highest expected worth; the
 * others each are the best in a draw from what the predictor believes (Thompson, Biometrika 1933), so that what nobody is sure of is tried as
 * often as it may be best.
 *
 * <p>Where the evaluator has several {@linkplain Evaluator#stages stages}, everything begins at the first, and from each stage one in some goes
 * on to the next: the best of all that came so far, as soon as it is one of these (asynchronous successive halving: Li et al., MLSys 2020). What
 * was stopped early is learned from too: its worth is what a straight line predicts, fitted to those that went on, and it counts the less the
 * less that line explains.
 *
 * <pre>{@code
 * var guided = Strategy.guided(100, KernelPredictor.ofCells()).seed(42);
 * Search.of(space, macro, TrainedAccuracy.of(split).stages(1, 3).keptIn(files)).strategy(guided).journal(file).run();
 * }</pre>
 *
 * <p>With measures to keep {@linkplain #minimising low} beside the score, every batch weighs score and measures another way, drawn at random
 * (Knowles, ParEGO, IEEE TEVC 2006), so that the candidates together make a front.
 *
 * <p>No canonical form is proposed twice at a stage. What has no score teaches nothing and does not go on. The price of all that is evaluated
 * is what ends the search.
 *
 * @param evaluations what may be paid, in whole evaluations
 * @param predictor what learns
 * @param first how many are drawn at random before anything is learned
 * @param batch how many are proposed at once
 * @param oneIn of so many that came to a stage, one goes on to the next
 * @param learned the measure that is learned from and that decides who goes on; empty for the score
 * @param minimised measures to keep low beside it
 * @param seed of all chance
 */
public record Guided(
        int evaluations,
        Predictor predictor,
        int first,
        int batch,
        int oneIn,
        Optional<String> learned,
        List<String> minimised,
        long seed)
        implements Strategy {

    private static final int FIRST = 10;
    private static final int BATCH = 5;
    private static final int ONE_IN = 2;
    private static final int DRAWS = 1_000;
    private static final int PARENTS = 20;
    private static final int MUTANTS = 20;

    /** Of how many of the highest means a draw is made: the work of one grows with the third power. */
    private static final int DRAWN = 300;

    /** Where chance finds nothing new any more, so many of the space are looked through. */
    private static final int LISTED = 100_000;

    private static final String PLACE = "guided";

    public Guided {
        Given.positive(evaluations, "evaluations");
        Given.value(predictor, "the predictor of a guided search");
        Given.positive(first, "first");
        Given.positive(batch, "batch");
        Given.value(learned, "what a guided search learns from");
        minimised = Given.list(minimised, "the measures that a guided search keeps low");
        if (oneIn < 2) {
            throw new IllegalArgumentException(
                    "of two or more that came to a stage, one goes on to the next, but found one in " + oneIn);
        }
    }

    /** With seed 0: 10 at random, then batches of 5; one in 2 goes on to the next stage. */
    static Guided of(int evaluations, Predictor predictor) {
        return new Guided(evaluations, predictor, FIRST, BATCH, ONE_IN, Optional.empty(), List.of(), 0);
    }

    /** The same with another number that are drawn at random before anything is learned. */
    @CheckReturnValue
    public Guided first(int first) {
        return new Guided(evaluations, predictor, first, batch, oneIn, learned, minimised, seed);
    }

    /** The same with another number that are proposed at once: as many as are evaluated at the same time, or a few times as many. */
    @CheckReturnValue
    public Guided batch(int batch) {
        return new Guided(evaluations, predictor, first, batch, oneIn, learned, minimised, seed);
    }

    /** The same, with one going on to the next stage of so many that came to a stage. */
    @CheckReturnValue
    public Guided oneIn(int oneIn) {
        return new Guided(evaluations, predictor, first, batch, oneIn, learned, minimised, seed);
    }

    /**
     * The same, learning from a measure in place of the score, such as an accuracy that depends less on luck. The search still takes the
     * candidate with the highest score.
     */
    @CheckReturnValue
    public Guided learningFrom(String measure) {
        Given.text(measure, "the measure that a guided search learns from");
        return new Guided(evaluations, predictor, first, batch, oneIn, Optional.of(measure), minimised, seed);
    }

    /** The same, looking for what is low in this measure, too. */
    @CheckReturnValue
    public Guided minimising(String measure) {
        Given.text(measure, "the measure that a guided search keeps low");
        List<String> more =
                Stream.concat(minimised.stream(), Stream.of(measure)).distinct().toList();
        return new Guided(evaluations, predictor, first, batch, oneIn, learned, more, seed);
    }

    /** The same from another seed. */
    @CheckReturnValue
    public Guided seed(long seed) {
        return new Guided(evaluations, predictor, first, batch, oneIn, learned, minimised, seed);
    }

    /** The architectures of {@link #trials}. */
    @Override
    public List<? extends Architecture> next(SearchHistory history) {
        return trials(history).stream().map(Trial::architecture).toList();
    }

    @Override
    public List<Trial> trials(SearchHistory history) {
        requireMeasures(history.search());
        Experience experience = new Experience(history, oneIn, worth(history));
        List<Trial> wanted = experience.promotions();
        if (wanted.isEmpty()) {
            wanted = experience.begun(newOnes(history, experience));
        }
        if (wanted.isEmpty()) {
            wanted = experience.leftBehind().limit(batch).toList();
        }
        return experience.affordable(wanted, evaluations);
    }

    private void requireMeasures(Search search) {
        List<String> measured = search.evaluator().measures();
        Stream.concat(learned.stream(), minimised.stream())
                .filter(measure -> !measured.contains(measure))
                .findFirst()
                .ifPresent(missing -> {
                    throw new IllegalArgumentException("a guided search goes by the measure " + missing
                            + ", but its evaluator measures " + measured + "; measure it, as Scorer.measuring does");
                });
    }

    private Worth worth(SearchHistory history) {
        return Worth.of(learned, minimised, random(history, "weights"));
    }

    private RandomStream random(SearchHistory history, String use) {
        return RandomStream.at(seed, PLACE, use, history.size() + 1);
    }

    private List<Architecture> newOnes(SearchHistory history, Experience experience) {
        if (history.isEmpty()) {
            return firstOnes(history.search().space());
        }
        List<Architecture> candidates = candidates(history, experience);
        List<Predictor.Observation> known = experience.observations();
        return known.size() < 2 || candidates.size() <= batch
                ? candidates.stream().limit(batch).toList()
                : chosen(candidates, predictor.learn(known), random(history, "draw"));
    }

    /** As drawn, each canonical form once; fewer where the space has fewer. */
    private List<Architecture> firstOnes(Space space) {
        Set<Architecture> forms = new HashSet<>();
        return space.draws(seed)
                .limit(DRAWS + (long) first)
                .filter(drawn -> forms.add(drawn.canonical()))
                .limit(first)
                .<Architecture>map(drawn -> drawn)
                .toList();
    }

    /** What a batch is chosen from: within the search's budget, in canonical form, and new; the first of them are random. */
    private List<Architecture> candidates(SearchHistory history, Experience experience) {
        Search search = history.search();
        MacroArchitecture macro = search.macro();
        Optional<Limit> limit = search.budget().map(budget -> Limit.of(budget, macro));
        Set<Architecture> found = new LinkedHashSet<>();
        RandomStream random = random(history, "candidates");
        Stream<Architecture> drawn = Stream.generate(() -> search.space().draw(random));
        keep(drawn.limit(DRAWS), found, experience, limit);
        for (Architecture parent : experience.best(PARENTS)) {
            keep(mutants(search.space(), parent, random), found, experience, limit);
        }
        if (found.size() < batch) {
            keep(search.space().all().limit(LISTED), found, experience, limit);
        }
        return List.copyOf(found);
    }

    private static Stream<Architecture> mutants(Space space, Architecture parent, RandomStream random) {
        return Stream.<Architecture>generate(() -> space.mutate(parent, random)).limit(MUTANTS);
    }

    private static void keep(
            Stream<? extends Architecture> more,
            Set<Architecture> found,
            Experience experience,
            Optional<Limit> limit) {
        more.map(Architecture::canonical)
                .filter(form -> !experience.knows(form) && !found.contains(form))
                .filter(form -> limit.isEmpty() || limit.get().allows(form))
                .forEach(found::add);
    }

    private List<Architecture> chosen(List<Architecture> candidates, Belief belief, RandomStream random) {
        double[] means = belief.means(candidates);
        List<Architecture> likely = inOrder(candidates, means).limit(DRAWN).toList();
        Set<Architecture> chosen = new LinkedHashSet<>();
        for (int place = 0; place < batch && place < likely.size(); place++) {
            Stream<Architecture> order =
                    place % 2 == 0 ? likely.stream() : inOrder(likely, belief.draw(likely, random));
            chosen.add(order.filter(architecture -> !chosen.contains(architecture))
                    .findFirst()
                    .orElseThrow());
        }
        return List.copyOf(chosen);
    }

    /** The highest number first; of several, the first in the list. */
    private static Stream<Architecture> inOrder(List<Architecture> architectures, double[] numbers) {
        return IntStream.range(0, numbers.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer place) -> -numbers[place]))
                .map(architectures::get);
    }

    /** {@code 3x3_5x5_guided_100x}. */
    @Override
    public String setting(Search search) {
        return search.space().name() + "_guided_" + evaluations + "x";
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("search", "guided");
        settings.put("seed", Long.toString(seed));
        settings.put("first", Integer.toString(first));
        settings.put("batch", Integer.toString(batch));
        settings.put("one in", Integer.toString(oneIn));
        settings.put("learns from", learned.orElse("score"));
        settings.put("minimises", minimised.toString());
        predictor.settings().forEach((name, value) -> settings.put("predictor " + name, value));
        return settings;
    }

    @Override
    public OptionalInt expectedIterations(Search search) {
        return search.evaluator().stages().size() == 1 ? OptionalInt.of(evaluations) : OptionalInt.empty();
    }
}
