package org.spikernel.search;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.spikernel.cell.Cell;
import org.spikernel.cell.CellArchitecture;
import org.spikernel.cell.Edge;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.Operation;
import org.spikernel.cell.SearchSpace;
import org.spikernel.network.SnasNet;
import org.spikernel.progress.ProgressStep;
import org.spikernel.score.UndefinedScoreException;
import org.spikernel.search.SearchHistory.Iteration;
import org.spikernel.space.Architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RegularisedEvolutionTest {

    private static final SearchSpace SPACE = SearchSpace.of(KernelSet.SET_3);
    private static final SnasNet MACRO = SnasNet.cifar10().withChannels(4);
    private static final RegularisedEvolution EVOLUTION =
            Strategy.evolution(300).population(20).sample(5);

    private static Cell cell(Architecture architecture) {
        return ((CellArchitecture) architecture).cell();
    }

    /** A hill without other summits: each convolution helps by itself. */
    private static OptionalDouble byConvolutions(Architecture architecture) {
        return OptionalDouble.of(cell(architecture).convolutions());
    }

    private static List<Cell> cells(Strategy evolution) {
        return cells(evolution, Evaluator.lookup(RegularisedEvolutionTest::byConvolutions));
    }

    private static List<Cell> cells(Strategy evolution, Function<Architecture, OptionalDouble> worth) {
        return cells(evolution, Evaluator.lookup(worth));
    }

    /** The cell of every iteration, in canonical form. */
    private static List<Cell> cells(Strategy evolution, Evaluator evaluator) {
        return forms(evolution, Search.of(SPACE, MACRO, evaluator));
    }

    private static List<Cell> forms(Strategy evolution, Search search) {
        List<Iteration> seen = new ArrayList<>();
        search.strategy(new WatchedStrategy(evolution, seen)).run();
        return seen.stream()
                .map(iteration -> cell(iteration.proposed().canonical()))
                .toList();
    }

    @Property(tries = 20)
    void cellsAreCanonicalAndConnected(@ForAll long seed) {
        List<Cell> cells = cells(EVOLUTION.seed(seed));

        assertThat(cells).hasSize(300).allMatch(cell -> cell.connects(new Edge(0, 3)));
    }

    @Property(tries = 20)
    void climbsWhereRandomSearchDoesNot(@ForAll long seed) {
        List<Cell> cells = cells(EVOLUTION.seed(seed));

        assertThat(mean(cells.subList(250, 300))).isGreaterThan(mean(cells.subList(0, 20)) + 1);
    }

    private static double mean(List<Cell> cells) {
        return cells.stream().mapToInt(Cell::convolutions).average().orElseThrow();
    }

    @Test
    void childDiffersFromSomeLivingCellInOneEdge() {
        SearchSpace alwaysConnected = SearchSpace.of(Operation.SKIP, Operation.conv(3), Operation.conv(5));
        List<Cell> cells = forms(
                Strategy.evolution(200).population(10),
                Search.of(alwaysConnected, MACRO, Evaluator.lookup(RegularisedEvolutionTest::byConvolutions)));

        for (int child = 10; child < cells.size(); child++) {
            List<Cell> alive = cells.subList(child - 10, child);
            Cell born = cells.get(child);
            assertThat(alive).as("parents of %s", born).anyMatch(parent -> differences(parent, born) == 1);
        }
    }

    private static long differences(Cell one, Cell other) {
        return Edge.ALL.stream()
                .filter(edge -> !one.operation(edge).equals(other.operation(edge)))
                .count();
    }

    @Test
    void eachFormIsEvaluatedOnce() {
        List<Cell> asked = new ArrayList<>();
        List<Cell> cells = cells(EVOLUTION, architecture -> {
            asked.add(cell(architecture));
            return byConvolutions(architecture);
        });

        assertThat(asked).doesNotHaveDuplicates().hasSameSizeAs(new HashSet<>(cells));
    }

    @Test
    void seedDecides() {
        List<Cell> cells = cells(EVOLUTION);
        Strategy shorter = Strategy.evolution(100).population(20).sample(5);

        assertThat(cells(EVOLUTION)).isEqualTo(cells);
        assertThat(cells(shorter)).isEqualTo(cells.subList(0, 100));
        assertThat(cells(EVOLUTION.seed(1))).isNotEqualTo(cells);
    }

    /** Told by evolution when it was a procedure of its own. */
    @ParameterizedTest
    @CsvSource({"0, 474c9161", "1, 481fa0fa", "42, 191a25ed"})
    void cellsOfASeedStayTheSame(long seed, String check) {
        CRC32 sum = new CRC32();
        sum.update(cells(EVOLUTION.seed(seed)).stream()
                .map(Cell::toString)
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8));

        assertThat(Long.toHexString(sum.getValue())).isEqualTo(check);
    }

    @Test
    void scorersAreAskedLikeTables() {
        Evaluator scored = Evaluator.of(network -> network.params().features());
        Evaluator lookedUp = Evaluator.lookup(architecture ->
                OptionalDouble.of(MACRO.network(architecture).params().features()));

        assertThat(cells(EVOLUTION, scored)).isEqualTo(cells(EVOLUTION, lookedUp));
    }

    @Test
    void cellsWithoutAScoreHaveNoChildrenWhereOthersHaveOne() {
        List<Cell> cells = cells(EVOLUTION, Evaluator.of(network -> {
            if (network.spikingLayers().size() > 8) {
                throw new UndefinedScoreException("too large");
            }
            return 0;
        }));
        List<Cell> free = cells(EVOLUTION, architecture -> OptionalDouble.of(0));

        assertThat(mean(cells.subList(100, 300))).isLessThan(mean(free.subList(100, 300)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void worthThatIsNoFiniteNumberIsNone(double none) {
        List<Cell> cells = cells(EVOLUTION, architecture -> {
            int convolutions = cell(architecture).convolutions();
            return OptionalDouble.of(convolutions % 2 == 0 ? none : convolutions);
        });
        List<Cell> expected = cells(EVOLUTION, architecture -> {
            int convolutions = cell(architecture).convolutions();
            return convolutions % 2 == 0 ? OptionalDouble.empty() : OptionalDouble.of(convolutions);
        });

        assertThat(cells).isEqualTo(expected);
    }

    @Test
    void progressKnowsHowManyIterationsThereWillBe() {
        List<ProgressStep> steps = new ArrayList<>();
        SearchResult result = Search.of(SPACE, MACRO, Evaluator.lookup(RegularisedEvolutionTest::byConvolutions))
                .strategy(EVOLUTION)
                .run(steps::add);

        assertThat(steps.get(0).total()).isBetween(200L, 300L);
        assertThat(steps.get(steps.size() - 1).done())
                .isEqualTo(result.candidates().size());
        assertThat(steps.get(steps.size() - 1).fraction()).isEqualTo(1);
        assertThat(result.setting()).isEqualTo("3x3_5x5_evolution_300x");
        assertThat(result.iterations()).isEqualTo(300);
    }

    @Test
    void settingsThatCannotBeAreRefused() {
        SearchSpace single = SearchSpace.of(Operation.ZERO, Operation.SKIP);
        Evaluator never = Evaluator.lookup(architecture -> {
            throw new AssertionError("nothing should be asked for");
        });

        assertThatThrownBy(() -> EVOLUTION.population(0)).hasMessageContaining("must be positive");
        assertThatThrownBy(() ->
                        Search.of(single, MACRO, never).strategy(EVOLUTION).run())
                .hasMessageContaining("two operations besides zero");
    }
}
