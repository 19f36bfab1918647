package org.spikernel.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.spikernel.block.BlockSpace;
import org.spikernel.cell.Cell;
import org.spikernel.cell.CellArchitecture;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.engine.Golden;
import org.spikernel.network.MacroArchitecture;
import org.spikernel.network.Network;
import org.spikernel.network.SnasNet;
import org.spikernel.random.RandomStream;
import org.spikernel.score.Fitness;
import org.spikernel.score.Scorer;
import org.spikernel.search.SearchHistory.Iteration;
import org.spikernel.space.Architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class AutoSnnEvolutionTest {

    private static final BlockSpace BLOCKS = BlockSpace.autoSnn();
    private static final SearchSpace CELLS = SearchSpace.of(KernelSet.SET_3);
    private static final SnasNet MACRO = SnasNet.cifar10().withChannels(4);

    @TempDir
    private Path directory;

    /** The digits of a number to base 5, the lowest first. */
    private static List<Integer> digits(int number) {
        return IntStream.iterate(number, rest -> rest / 5)
                .limit(5)
                .map(rest -> rest % 5)
                .boxed()
                .toList();
    }

    private static Architecture blocks(int number) {
        return BLOCKS.withChoices(digits(number)).orElseThrow();
    }

    /** Chance that was written down. */
    private static final class Written implements AutoSnnEvolution.Chance {
        private final Deque<Number> numbers = new ArrayDeque<>();

        @Override
        public int below(int bound) {
            int number = numbers.remove().intValue();
            assertThat(number).isBetween(0, bound - 1);
            return number;
        }

        @Override
        public double uniform() {
            return numbers.remove().doubleValue();
        }

        void mutation(JsonNode attempt, double probability) {
            numbers.add(attempt.get("parent").asInt());
            for (int slot = 0; slot < 5; slot++) {
                double uniform = attempt.get("uniforms").get(slot).asDouble();
                numbers.add(uniform);
                if (uniform < probability) {
                    numbers.add(attempt.get("choices").get(slot).asInt());
                }
            }
        }

        void crossover(JsonNode attempt) {
            int first = attempt.get("first").asInt();
            int second = attempt.get("second").asInt();
            numbers.add(first);
            numbers.add(second < first ? second : second - 1);
            numbers.add(attempt.get("slot").asInt() - 1);
        }
    }

    @Test
    void makesThePoolsOfTheIndependentImplementation() {
        JsonNode golden = Golden.read("autosnn/evolution").json();
        for (JsonNode step : golden.get("steps")) {
            List<Architecture> best = new ArrayList<>();
            step.get("top_after")
                    .forEach(parent -> best.add(blocks(parent.get("number").asInt())));
            Set<Architecture> seen = new HashSet<>();
            step.get("seen").forEach(number -> seen.add(blocks(number.asInt())));
            Written chance = new Written();
            double probability = golden.get("mutation_probability").asDouble();
            step.get("mutation_attempts").forEach(attempt -> chance.mutation(attempt, probability));
            step.get("crossover_attempts").forEach(chance::crossover);
            step.get("random_attempts")
                    .forEach(attempt ->
                            chance.numbers.addAll(digits(attempt.get("number").asInt())));

            List<Architecture> pool = AutoSnnEvolution.published().new NextPool(BLOCKS, best, seen, chance).made();

            List<String> expected = new ArrayList<>();
            step.get("next_pool").forEach(architecture -> {
                List<String> names = new ArrayList<>();
                architecture.forEach(name -> names.add(name.asText()));
                expected.add(String.join(" ", names));
            });
            assertThat(pool)
                    .as(step.get("name").asText())
                    .extracting(Architecture::toString)
                    .isEqualTo(expected);
            assertThat(chance.numbers).isEmpty();
        }
    }

    @Test
    void fitnessIsThatOfTheIndependentImplementation() {
        JsonNode golden = Golden.read("autosnn/evolution").json();
        for (JsonNode row : golden.get("fitness")) {
            assertThat(fitness(row, row)).isCloseTo(row.get("fitness").asDouble(), within(1e-12));
        }
        for (JsonNode step : golden.get("steps")) {
            for (JsonNode member : step.get("pool")) {
                assertThat(fitness(step, member))
                        .isCloseTo(member.get("fitness").asDouble(), within(1e-12));
            }
        }
    }

    private static double fitness(JsonNode settings, JsonNode network) {
        return new Fitness(
                        settings.get("coefficient").asDouble(),
                        settings.get("mean_spikes").asDouble())
                .of(network.get("accuracy").asDouble(), network.get("spikes").asDouble());
    }

    private static Search search(AutoSnnEvolution evolution) {
        return Search.of(CELLS, MACRO, Evaluator.lookup(AutoSnnEvolutionTest::worth))
                .strategy(evolution);
    }

    private static OptionalDouble worth(Architecture architecture) {
        Cell cell = ((CellArchitecture) architecture).cell();
        return OptionalDouble.of(cell.convolutions() + (cell.hashCode() & 0xff) / 1000.0);
    }

    @Property(tries = 20)
    void nothingIsEvaluatedTwice(@ForAll long seed) {
        SearchResult result =
                search(Strategy.autoSnnEvolution().rounds(6).seed(seed)).run();

        assertThat(result.iterations()).isEqualTo(6 * 20);
        assertThat(result.candidates()).hasSize(6 * 20);
        assertThat(result.equivalent()).isZero();
    }

    @Test
    void theBestOfAllIsTheParentOfWhatFollows() {
        AutoSnnEvolution evolution = new AutoSnnEvolution(4, 1, 10, 10, 0, 0.2, 3);
        List<Iteration> iterations = new ArrayList<>();
        search(evolution).strategy(new WatchedStrategy(evolution, iterations)).run();

        for (int round = 1; round < 4; round++) {
            Iteration best = iterations.subList(0, 10 * round).stream()
                    .reduce((one, other) ->
                            other.score().getAsDouble() > one.score().getAsDouble() ? other : one)
                    .orElseThrow();
            List<Integer> parent = CELLS.choices(best.proposed());
            long nearby = iterations.subList(10 * round, 10 * round + 10).stream()
                    .map(iteration -> CELLS.choices(iteration.proposed()))
                    .filter(child -> IntStream.range(0, parent.size())
                                    .filter(edge -> !child.get(edge).equals(parent.get(edge)))
                                    .count()
                            <= 3)
                    .count();
            // Of 6 edges more than 3 change in one mutation of 60.
            assertThat(nearby).isGreaterThanOrEqualTo(8);
        }
    }

    @Test
    void findsMoreThanChance() {
        double evolved = 0;
        double drawn = 0;
        for (int seed = 0; seed < 20; seed++) {
            evolved += search(Strategy.autoSnnEvolution().seed(seed))
                    .run()
                    .best()
                    .score()
                    .getAsDouble();
            drawn += Search.of(CELLS, MACRO, Evaluator.lookup(AutoSnnEvolutionTest::worth))
                    .strategy(Strategy.random(200).seed(seed))
                    .run()
                    .best()
                    .score()
                    .getAsDouble();
        }

        assertThat(evolved).isGreaterThan(drawn);
    }

    @Test
    void continuesFromAJournal() throws IOException {
        Path journal = directory.resolve("journal.csv");
        Search search = Search.of(
                        CELLS,
                        MACRO,
                        Scorer.named("layers", network -> network.nodes().size()))
                .journal(journal);
        SearchResult first =
                search.strategy(Strategy.autoSnnEvolution().rounds(2)).run();
        SearchResult more =
                search.strategy(Strategy.autoSnnEvolution().rounds(3)).run();

        assertThat(more.candidates().subList(0, 40))
                .usingElementComparator((one, other) -> one.architecture().equals(other.architecture()) ? 0 : 1)
                .containsExactlyElementsOf(first.candidates());
        assertThat(Files.readAllLines(journal)).contains("# probability of mutation: 0.2", "# pool: 20");
    }

    @Test
    void aSpaceWithoutSlotsIsRefused() {
        assertThatThrownBy(() -> Search.of(
                                new Widths.Choices(),
                                new SnasNetOfNothing(),
                                Evaluator.lookup(architecture -> OptionalDouble.of(1)))
                        .strategy(Strategy.autoSnnEvolution())
                        .run())
                .hasMessageContaining("takes a space of choices in slots (SlottedSpace), but found widths");
    }

    private static final class SnasNetOfNothing implements MacroArchitecture {
        @Override
        public String name() {
            return "nothing";
        }

        @Override
        public Map<String, String> settings() {
            return Map.of();
        }

        @Override
        public Network network(Architecture architecture) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void numbersThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new AutoSnnEvolution(10, 10, 20, 15, 10, 0.2, 0))
                .hasMessage(
                        "a pool of 20 has no room for 15 mutants and 10 that are crossed; make it larger, or these fewer");
        assertThatThrownBy(() -> new AutoSnnEvolution(10, 10, 20, 10, 10, 0, 0))
                .hasMessage("the probability of a mutation must lie above 0 and up to 1, but is 0.0");
        assertThatThrownBy(() -> new Fitness(0.1, 110_000)).hasMessageContaining("such as -0.08, but is 0.1");
        assertThatThrownBy(() -> new Fitness(0, 0)).hasMessageContaining("above 0, but is 0.0");
        assertThatThrownBy(() -> CELLS.choices(CellArchitecture.of(CELLS.cell(77), CELLS.cell(78))))
                .hasMessageContaining("are the operations of one cell, but found");
    }

    @Test
    void nothingIsCrossedWhereThereIsNoCut() {
        BlockSpace oneSlot = BlockSpace.of(1, BLOCKS.blocks());
        List<Architecture> best =
                oneSlot.all().limit(3).map(Architecture.class::cast).toList();

        assertThat(Strategy.autoSnnEvolution()
                        .new NextPool(
                                oneSlot,
                                best,
                                new HashSet<>(best),
                                AutoSnnEvolution.Chance.of(RandomStream.at(1, "one slot")))
                        .made())
                .containsExactlyInAnyOrderElementsOf(oneSlot.all().skip(3).toList());
    }
}
