package org.spikernel.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.spikernel.cell.Cell;
import org.spikernel.cell.Edge;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.Operation;
import org.spikernel.cell.SearchSpace;
import org.spikernel.network.SnasNet;
import org.spikernel.score.Scorer;
import org.spikernel.score.UndefinedScoreException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RegularisedEvolutionTest {

    private static final SearchSpace SPACE = SearchSpace.of(KernelSet.SET_3);
    private static final RegularisedEvolution EVOLUTION =
            RegularisedEvolution.over(SPACE).iterations(300).population(20).sample(5);

    /** A hill without other summits: each convolution helps by itself. */
    private static OptionalDouble byConvolutions(Cell cell) {
        return OptionalDouble.of(cell.convolutions());
    }

    @Property(tries = 20)
    void cellsAreCanonicalAndConnected(@ForAll long seed) {
        List<Cell> cells = EVOLUTION.seed(seed).cells(RegularisedEvolutionTest::byConvolutions);

        assertThat(cells)
                .hasSize(300)
                .allMatch(cell -> cell.equals(cell.canonical()))
                .allMatch(cell -> cell.connects(new Edge(0, 3)));
    }

    @Property(tries = 20)
    void climbsWhereRandomSearchDoesNot(@ForAll long seed) {
        List<Cell> cells = EVOLUTION.seed(seed).cells(RegularisedEvolutionTest::byConvolutions);

        assertThat(mean(cells.subList(250, 300))).isGreaterThan(mean(cells.subList(0, 20)) + 1);
    }

    private static double mean(List<Cell> cells) {
        return cells.stream().mapToInt(Cell::convolutions).average().orElseThrow();
    }

    @Test
    void childDiffersFromSomeLivingCellInOneEdge() {
        SearchSpace alwaysConnected = SearchSpace.of(Operation.SKIP, Operation.conv(3), Operation.conv(5));
        List<Cell> cells = RegularisedEvolution.over(alwaysConnected)
                .iterations(200)
                .population(10)
                .cells(RegularisedEvolutionTest::byConvolutions);

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
        List<Cell> cells = EVOLUTION.cells(cell -> {
            asked.add(cell);
            return byConvolutions(cell);
        });

        assertThat(asked).doesNotHaveDuplicates().hasSameSizeAs(new HashSet<>(cells));
    }

    @Test
    void seedDecides() {
        List<Cell> cells = EVOLUTION.cells(RegularisedEvolutionTest::byConvolutions);

        assertThat(EVOLUTION.cells(RegularisedEvolutionTest::byConvolutions)).isEqualTo(cells);
        assertThat(EVOLUTION.iterations(100).cells(RegularisedEvolutionTest::byConvolutions))
                .isEqualTo(cells.subList(0, 100));
        assertThat(EVOLUTION.seed(1).cells(RegularisedEvolutionTest::byConvolutions))
                .isNotEqualTo(cells);
    }

    @Test
    void cellsWithoutAScoreHaveNoChildrenWhereOthersHaveOne() {
        Scorer onlySmall = network -> {
            if (network.spikingLayers().size() > 8) {
                throw new UndefinedScoreException("too large");
            }
            return 0;
        };
        SnasNet macro = SnasNet.cifar10().channels(4);
        List<Cell> cells = EVOLUTION.cells(macro, onlySmall);
        List<Cell> free = EVOLUTION.cells(cell -> OptionalDouble.of(0));

        assertThat(mean(cells.subList(100, 300))).isLessThan(mean(free.subList(100, 300)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void worthThatIsNoFiniteNumberIsNone(double none) {
        List<Cell> cells =
                EVOLUTION.cells(cell -> OptionalDouble.of(cell.convolutions() % 2 == 0 ? none : cell.convolutions()));
        List<Cell> expected = EVOLUTION.cells(
                cell -> cell.convolutions() % 2 == 0 ? OptionalDouble.empty() : OptionalDouble.of(cell.convolutions()));

        assertThat(cells).isEqualTo(expected);
    }

    @Test
    void settingsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> EVOLUTION.population(0)).hasMessageContaining("must be positive");
        assertThatThrownBy(() -> RegularisedEvolution.over(SearchSpace.of(Operation.ZERO, Operation.SKIP)))
                .hasMessageContaining("two operations besides zero");
    }
}
