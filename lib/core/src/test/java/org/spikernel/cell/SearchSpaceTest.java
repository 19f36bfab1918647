package org.spikernel.cell;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import org.spikernel.random.RandomStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
