package org.spikernel.cell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import org.spikernel.random.RandomStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class SearchSpaceTest {

    private static final SearchSpace SPACE = SearchSpace.of(KernelSet.SET_3);

    @Test
    void kernelSetsOfThePapersHaveTheirNames() {
        assertThat(KernelSet.ALL)
                .extracting(KernelSet::name)
                .containsExactly("1x1_3x3", "1x1_5x5", "3x3_5x5", "1x1_7x7", "3x3_7x7", "5x5_7x7");
        assertThat(KernelSet.named("3x3_5x5"))
                .isEqualTo(KernelSet.SET_3)
                .isEqualTo(KernelSet.named("SET_3"))
                .isEqualTo(KernelSet.named("Set-3"));
    }

    @Test
    void unknownKernelSetIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> KernelSet.named("3x3_9x9"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown kernel set '3x3_9x9'")
                .hasMessageContaining("5x5_7x7")
                .hasMessageContaining("KernelSet.of");
        assertThatThrownBy(() -> KernelSet.of(3, 4)).hasMessageContaining("odd kernel sizes");
        assertThatThrownBy(() -> KernelSet.of(5, 3)).hasMessageContaining("ascending order");
    }

    @Test
    void spaceOfAKernelSetHasFifteenThousandCells() {
        assertThat(SPACE.size()).isEqualTo(15_625);
        assertThat(SPACE.cells().distinct().count()).isEqualTo(15_625);
        assertThat(SPACE.operations().toString()).isEqualTo("[zero, skip, conv3x3, conv5x5, avg3x3]");
    }

    @Test
    void equivalentCellsShrinkTheSpace() {
        long drawable = SPACE.drawableCells().map(Cell::canonical).distinct().count();

        assertThat(drawable).isEqualTo(7_012);
    }

    @Property
    void randomCellsAreRepairedAndConnected(@ForAll long seed) {
        Cell cell = SPACE.randomCell(RandomStream.at(seed));

        assertThat(cell).isEqualTo(cell.repaired());
        assertThat(cell.connects(new Edge(0, 3))).isTrue();
    }

    @Test
    void everyOperationIsEquallyLikelyOnTheDirectEdge() {
        Map<Operation, Long> counts = IntStream.range(0, 8_000)
                .mapToObj(i -> SPACE.randomCell(RandomStream.at(1, i)).operation(0, 3))
                .collect(Collectors.groupingBy(operation -> operation, Collectors.counting()));

        assertThat(counts).hasSize(4);
        assertThat(counts.values()).allMatch(count -> count > 1_850 && count < 2_150);
    }

    @Test
    void backwardConnectionsJoinEveryTwoNodesInOneDirection() {
        SearchSpace space = SearchSpace.of(KernelSet.SET_1).withBackward();
        SearchSpace small = SearchSpace.of(Operation.ZERO, Operation.SKIP, Operation.CONV3X3)
                .withBackward();

        assertThat(space).hasToString("1x1_3x3_Bw [zero, skip, conv1x1, conv3x3, avg3x3] forward or backward");
        assertThat(space.withBackward()).isEqualTo(space).isNotEqualTo(SearchSpace.of(KernelSet.SET_1));
        // Five operations forward and four backward; three and two.
        assertThat(space.size()).isEqualTo(531_441);
        assertThat(small.size()).isEqualTo(15_625);
        assertThat(small.cells().collect(Collectors.toSet())).hasSize(15_625);
        // What SNASNet found for CIFAR-10 and CIFAR-100.
        for (String found : List.of(
                "conv3x3 | zero conv3x3 | conv3x3 zero conv1x1 ; back 2->0 conv1x1 3->1 conv1x1",
                "conv3x3 | zero conv3x3 | conv1x1 zero conv3x3 ; back 2->0 conv3x3")) {
            assertThat(space.withChoices(space.choices(space.parse(found)))).hasValue(CellArchitecture.parse(found));
        }
    }

    /** A pair of nodes is joined forward in 4 of 10 draws, backward in 4, and not at all in 2; the pair 0, 3 always forward. Then repair. */
    @Test
    void aFairCoinPicksTheDirection() {
        SearchSpace skips = SearchSpace.of(Operation.ZERO, Operation.SKIP).withBackward();
        Map<Edge, Double> expected = new HashMap<>();
        skips.drawableCells().forEach(cell -> {
            double probability = Edge.ALL.stream()
                    .filter(edge -> !edge.equals(new Edge(0, 3)))
                    .mapToDouble(edge -> cell.connects(edge) || cell.connects(edge.reversed()) ? 0.4 : 0.2)
                    .reduce(1, (one, other) -> one * other);
            alive(cell.repaired()).forEach(edge -> expected.merge(edge, probability, Double::sum));
        });
        SearchSpace space = SearchSpace.of(KernelSet.SET_1).withBackward();
        int draws = 8_000;
        Map<Edge, Long> found = IntStream.range(0, draws)
                .mapToObj(i -> space.randomCell(RandomStream.at(1, i)))
                .flatMap(cell -> alive(cell).stream())
                .collect(Collectors.groupingBy(edge -> edge, Collectors.counting()));

        assertThat(found).containsOnlyKeys(expected.keySet()).doesNotContainKey(new Edge(3, 0));
        found.forEach((edge, count) ->
                assertThat((double) count / draws).as("%s", edge).isCloseTo(expected.get(edge), within(0.025)));
    }

    private static List<Edge> alive(Cell cell) {
        return Stream.concat(Edge.ALL.stream(), Edge.BACKWARD.stream())
                .filter(cell::connects)
                .toList();
    }

    @Test
    void spacesOfSpikeNasHaveItsOperations() {
        assertThat(SearchSpace.SPIKENAS_3O).hasToString("3O [skip, conv3x3, avg3x3]");
        assertThat(SearchSpace.SPIKENAS_2O).hasToString("2O [skip, conv3x3]");
        assertThat(SearchSpace.SPIKENAS_3O.drawableCells()).hasSize(729);
    }

    @Test
    void operationCanBeRemoved() {
        assertThat(SPACE.without(Operation.SKIP)).hasToString("3x3_5x5 without skip [zero, conv3x3, conv5x5, avg3x3]");
        assertThatThrownBy(() -> SPACE.without(Operation.CONV7X7))
                .hasMessageContaining("no conv7x7 to remove from 3x3_5x5 [zero, skip, conv3x3, conv5x5, avg3x3]");
        assertThatThrownBy(() -> SearchSpace.of(Operation.ZERO, Operation.SKIP).without(Operation.SKIP))
                .hasMessageContaining("besides zero");
    }

    @Test
    void spaceNeedsAnOperationThatConnects() {
        assertThatThrownBy(() -> SearchSpace.of(Operation.ZERO)).hasMessageContaining("besides zero");
        assertThatThrownBy(() -> SearchSpace.of(Operation.SKIP, Operation.SKIP))
                .hasMessageContaining("each operation once");
    }
}
