package org.spikernel.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.spikernel.random.RandomStream;
import org.spikernel.score.Evaluation;
import org.spikernel.space.Architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GuidedTest {

    private static final Widths.Choices SPACE = new Widths.Choices();
    private static final int SIZE = (int) SPACE.all().count();
    private static final List<Stage> STAGES = List.of(Stage.epochs(1, 10), Stage.epochs(3, 10), Stage.epochs(10, 10));
    private static final Strategy GUIDED = Strategy.guided(30, new Neighbours());

    /** How wide it is on average; what is learned early is the same and something at random, the more the earlier. */
    private static Evaluation learned(Trial trial) {
        double width = ((Widths) trial.architecture())
                .channels().stream().mapToInt(each -> each).average().orElseThrow();
        double luck =
                RandomStream.at(1, trial.architecture(), trial.stage().name()).nextNormal();
        double score = width + (1 - trial.stage().price()) * luck;
        return new Evaluation(OptionalDouble.of(score), new TreeMap<>(Map.of("narrowness", 8 - width, "width", width)));
    }

    private static Search search(Evaluator evaluator, Strategy strategy) {
        return Search.of(SPACE, new Widths.Plain(new AtomicInteger()), evaluator)
                .strategy(strategy);
    }

    private static Search staged(Strategy strategy) {
        return search(Evaluator.lookup(STAGES, List.of("narrowness", "width"), GuidedTest::learned), strategy);
    }

    private static double price(SearchResult result) {
        Map<Architecture, Double> paid = new HashMap<>();
        result.candidates()
                .forEach(each -> paid.merge(each.architecture(), each.stage().price(), Math::max));
        return paid.values().stream().mapToDouble(each -> each).sum();
    }

    @Test
    void findsTheBestSoonerThanChance() {
        Evaluator hidden = Evaluator.lookup(architecture -> OptionalDouble.of(
                -Math.abs(Integer.parseInt(architecture.toString().replace("-", "")) - 456)));
        double guided = mean(
                seed -> search(hidden, Strategy.guided(60, new Neighbours()).seed(seed)));
        double random = mean(seed -> search(hidden, Strategy.random(60).seed(seed)));

        assertThat(guided).isGreaterThan(random);
        assertThat(guided).isGreaterThan(-2);
    }

    private static double mean(LongFunction<Search> searches) {
        return IntStream.range(0, 10)
                .mapToDouble(seed -> searches.apply(seed).run().best().score().getAsDouble())
                .average()
                .orElseThrow();
    }

    @Property(tries = 5)
    void proposesNothingTwiceWhileThereIsAnythingElse(
            @ForAll @IntRange(max = 1000) int seed,
            @ForAll @IntRange(min = 1, max = 700) int evaluations,
            @ForAll @IntRange(min = 10, max = 60) int batch) {
        SearchResult result = search(
                        Evaluator.lookup(architecture ->
                                learned(new Trial(architecture, Stage.WHOLE)).score()),
                        Strategy.guided(evaluations, new Neighbours())
                                .batch(batch)
                                .seed(seed))
                .run();

        assertThat(result.equivalent()).isZero();
        assertThat(result.candidates()).hasSize(Math.min(SIZE, evaluations));
    }

    @Property(tries = 4)
    void manyBeginFewGoOnAndThePriceIsKept(
            @ForAll @IntRange(max = 1000) int seed, @ForAll @IntRange(min = 2, max = 4) int oneIn) {
        SearchResult result = staged(
                        Strategy.guided(30, new Neighbours()).oneIn(oneIn).seed(seed))
                .run();
        Map<Stage, Set<Architecture>> came = result.candidates().stream()
                .collect(Collectors.groupingBy(
                        Candidate::stage, Collectors.mapping(Candidate::architecture, Collectors.toSet())));

        assertThat(price(result)).isLessThanOrEqualTo(30 + 1e-9).isGreaterThan(29);
        for (int stage = 1; stage < STAGES.size(); stage++) {
            Set<Architecture> before = came.get(STAGES.get(stage - 1));
            assertThat(before).containsAll(came.get(STAGES.get(stage)));
            // Those of the last batch may wait for money.
            assertThat(came.get(STAGES.get(stage)).size()).isGreaterThanOrEqualTo(before.size() / oneIn - 5);
        }
        assertThat(came.get(STAGES.get(2)).size())
                .isPositive()
                .isLessThan(came.get(STAGES.get(0)).size() / 2);
        assertThat(result.equivalent()).isZero();
        assertThat(result.best().stage()).isEqualTo(STAGES.get(2));
    }

    @Test
    void whatIsLeftGoesOnWhereNothingIsNew() {
        SearchResult result =
                staged(Strategy.guided(SIZE + 100, new Neighbours()).batch(200)).run();

        assertThat(result.whole()).hasSize(SIZE);
        assertThat(result.candidates()).hasSize(3 * SIZE);
        assertThat(result.complete()).isTrue();
    }

    @Test
    void whatHasNoScoreTeachesNothingAndDoesNotGoOn() {
        Evaluator half = Evaluator.lookup(
                STAGES,
                List.of(),
                trial -> new Evaluation(
                        trial.architecture().toString().contains("5")
                                ? OptionalDouble.of(Double.NaN)
                                : learned(trial).score(),
                        Map.of()));
        Evaluator none = Evaluator.lookup(STAGES, List.of(), trial -> new Evaluation(OptionalDouble.empty(), Map.of()));
        SearchResult result = search(half, GUIDED).run();

        assertThat(result.candidates())
                .anyMatch(candidate -> candidate.score().isEmpty())
                .allMatch(candidate ->
                        candidate.score().isPresent() || candidate.stage().equals(STAGES.get(0)));
        assertThat(search(none, GUIDED).run().candidates())
                .hasSize(300)
                .allMatch(candidate -> candidate.stage().equals(STAGES.get(0)));
    }

    /** Learns on this machine, and says how; counts what it is asked. */
    private record Trainings(List<Trial> asked) implements Evaluator {

        @Override
        public void evaluate(List<Proposal> proposals, int threads, Consumer<Candidate> scored) {
            for (Proposal proposal : proposals) {
                asked.add(proposal.trial());
                scored.accept(proposal.known(learned(proposal.trial())));
            }
        }

        @Override
        public List<Stage> stages() {
            return STAGES;
        }

        @Override
        public List<String> measures() {
            return List.of("narrowness", "width");
        }

        @Override
        public Map<String, String> settings() {
            return Map.of("name", "widths and luck");
        }
    }

    @Test
    void anyBeginningOfAJournalOfStagesIsEnoughToContinue(@TempDir Path directory) throws IOException {
        Path journal = directory.resolve("journal.csv");
        SearchResult whole = search(new Trainings(new ArrayList<>()), GUIDED)
                .journal(journal)
                .run();
        List<String> lines = Files.readAllLines(journal);
        int header = lines.size() - whole.candidates().size();
        assertThat(lines.get(header - 1)).isEqualTo("iteration,cell,score,stage,narrowness,width,params,seconds,check");
        assertThat(lines).contains("# stages: [1_epochs (0.1), 3_epochs (0.3), 10_epochs (1.0)]");
        for (int known = 0; known < whole.candidates().size(); known += 41) {
            Files.write(journal, lines.subList(0, header + known));
            Trainings trainings = new Trainings(new ArrayList<>());
            SearchResult resumed = search(trainings, GUIDED).journal(journal).run();

            assertThat(resumed.table().removeColumns("seconds").printAll())
                    .isEqualTo(whole.table().removeColumns("seconds").printAll());
            assertThat(trainings.asked()).hasSize(whole.candidates().size() - known);
        }
        Files.write(journal, List.of(lines.get(header).replace(",1_epochs,", ",2_epochs,")));
        assertThatThrownBy(() -> search(new Trainings(new ArrayList<>()), GUIDED)
                        .journal(journal)
                        .run())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLongerSearchGoesOnFromTheJournalOfAShorterOne(@TempDir Path directory) {
        Path journal = directory.resolve("journal.csv");
        search(new Trainings(new ArrayList<>()), Strategy.guided(10, new Neighbours()))
                .journal(journal)
                .run();
        Trainings more = new Trainings(new ArrayList<>());
        SearchResult resumed = search(more, GUIDED).journal(journal).run();
        Trainings all = new Trainings(new ArrayList<>());
        SearchResult whole = search(all, GUIDED).run();

        assertThat(more.asked()).hasSizeLessThan(all.asked().size());
        assertThat(resumed.candidates().stream().map(Candidate::architecture))
                .isEqualTo(
                        whole.candidates().stream().map(Candidate::architecture).toList());
    }

    @Test
    void searchesWithAndWithoutStagesShareATable() {
        SearchResult staged = staged(Strategy.guided(5, new Neighbours())).run();
        SearchResult whole = search(Evaluator.lookup(architecture -> OptionalDouble.of(1)), Strategy.random(5))
                .run();

        for (List<SearchResult> results : List.of(List.of(staged, whole), List.of(whole, staged))) {
            assertThat(SearchResult.tableOf(results).stringColumn("stage").asList())
                    .isEqualTo(results.stream()
                            .flatMap(result -> result.candidates().stream())
                            .map(candidate -> candidate.stage().name())
                            .toList());
        }
        assertThat(SearchResult.tableOf(List.of(whole)).columnNames()).doesNotContain("stage");
    }

    @Test
    void learnsFromAMeasureWhereAsked() {
        // The score prefers narrow networks, the measure wide ones.
        Evaluator contrary = Evaluator.lookup(
                List.of(Stage.WHOLE),
                List.of("width"),
                trial -> new Evaluation(
                        OptionalDouble.of(-learned(trial).measures().get("width")),
                        Map.of("width", learned(trial).measures().get("width"))));
        Guided guided = Strategy.guided(40, new Neighbours());
        double byScore = meanWidth(search(contrary, guided).run());
        double byMeasure =
                meanWidth(search(contrary, guided.learningFrom("width")).run());

        assertThat(byMeasure).isGreaterThan(byScore + 0.5);
    }

    private static double meanWidth(SearchResult result) {
        return result.candidates().stream()
                .mapToDouble(each -> each.measure("width"))
                .average()
                .orElseThrow();
    }

    @Test
    void severalObjectivesSpreadCandidatesAlongTheFront() {
        Guided guided = Strategy.guided(60, new Neighbours());
        long alone = narrow(guided);
        long both = narrow(guided.minimising("width"));

        assertThat(both).isGreaterThan(alone + 3);
        assertThat(alone).isLessThan(3);
    }

    /** How many narrow networks are evaluated as a whole. */
    private static long narrow(Strategy strategy) {
        return staged(strategy).run().whole().stream()
                .filter(each -> each.measure("width") < 4)
                .count();
    }

    @Test
    void equalScoresTeachNothingAndHarmNothing() {
        Evaluator equal = Evaluator.lookup(architecture -> OptionalDouble.of(3));
        Evaluator nearlyEqual = Evaluator.lookup(
                architecture -> OptionalDouble.of(architecture.toString().startsWith("1") ? -1e300 : 3));

        assertThat(search(equal, GUIDED).run().candidates()).hasSize(30);
        assertThat(search(nearlyEqual, GUIDED).run().candidates()).hasSize(30);
    }

    @Test
    void whatIsNotMeasuredIsRefused() {
        assertThatThrownBy(() -> staged(Strategy.guided(10, new Neighbours()).minimising("microjoules"))
                        .run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "goes by the measure microjoules, but its evaluator measures [narrowness, width]");
    }

    /** Wants a stage that its search does not have. */
    private record Impatient() implements Strategy {

        @Override
        public List<? extends Architecture> next(SearchHistory history) {
            return List.of();
        }

        @Override
        public List<Trial> trials(SearchHistory history) {
            return List.of(new Trial(new Widths(List.of(1)), Stage.epochs(2, 10)));
        }

        @Override
        public String setting(Search search) {
            return "impatient";
        }

        @Override
        public Map<String, String> settings() {
            return Map.of();
        }
    }

    @Test
    void stageThatTheEvaluatorHasNotIsRefused() {
        assertThatThrownBy(() -> staged(new Impatient()).run())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "proposed to evaluate 1 to 2_epochs (0.2); its evaluator has the stages [1_epochs");
    }

    @Test
    void stagesFollowOneAnother() {
        assertThatThrownBy(() -> Evaluator.lookup(List.of(Stage.epochs(1, 2)), List.of(), GuidedTest::learned))
                .hasMessageContaining("the last stage is the whole evaluation, which has the price 1");
        assertThatThrownBy(() -> Evaluator.lookup(
                        List.of(Stage.WHOLE, Stage.epochs(1, 2), Stage.epochs(2, 2)), List.of(), GuidedTest::learned))
                .hasMessageContaining("the prices of stages must rise");
        assertThatThrownBy(() -> Stage.epochs(3, 2)).hasMessageContaining("above 0 and 1 at most, but is 1.5");
        assertThatThrownBy(() -> new Stage("a b", 1)).hasMessageContaining("but found 'a b'");
    }
}
