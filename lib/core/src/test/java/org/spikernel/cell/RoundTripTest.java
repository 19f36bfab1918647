package org.spikernel.cell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What can be made can be written and read back, and what could not be read back cannot be made. */
class RoundTripTest {

    @Provide
    Arbitrary<Integer> sizes() {
        return Arbitraries.integers().between(0, Operation.LARGEST / 2).map(half -> 2 * half + 1);
    }

    @Provide
    Arbitrary<Operation> operations() {
        Arbitrary<OptionalDouble> thresholds = Arbitraries.integers()
                .between(Float.floatToIntBits(Float.MIN_VALUE), Float.floatToIntBits(Float.MAX_VALUE))
                .map(bits -> OptionalDouble.of(Float.intBitsToFloat(bits)));
        return Arbitraries.oneOf(
                Arbitraries.of(Operation.ZERO, Operation.SKIP),
                sizes().map(Operation::conv),
                sizes().map(Operation.AveragePooling::new),
                sizes().flatMap(size -> thresholds.map(threshold -> new Operation.Convolution(size, threshold))));
    }

    @Provide
    Arbitrary<Cell> cells() {
        Arbitrary<List<Operation>> six = operations().list().ofSize(Edge.ALL.size());
        return Arbitraries.oneOf(
                six.map(Cell::new), Combinators.combine(six, six).as(Cell::new));
    }

    @Provide
    Arbitrary<CellArchitecture> architectures() {
        return cells().list().ofMinSize(1).ofMaxSize(4).map(CellArchitecture::new);
    }

    @Provide
    Arbitrary<KernelSet> kernelSets() {
        return sizes().set()
                .ofMinSize(1)
                .map(set -> new KernelSet(set.stream().sorted().toList()));
    }

    @Property
    void operations(@ForAll("operations") Operation operation) {
        assertThat(Operation.parse(operation.text())).isEqualTo(operation);
        assertThat(Operation.parse(operation.toString())).isEqualTo(operation);
    }

    @Property
    void cells(@ForAll("cells") Cell cell) {
        assertThat(Cell.parse(cell.toString())).isEqualTo(cell);
    }

    @Property(tries = 200)
    void architectures(@ForAll("architectures") CellArchitecture architecture) {
        assertThat(CellArchitecture.parse(architecture.toString())).isEqualTo(architecture);
    }

    @Property(tries = 200)
    void kernelSets(@ForAll("kernelSets") KernelSet set) {
        assertThat(KernelSet.parse(set.name())).isEqualTo(set);
        assertThat(set.operations())
                .allSatisfy(operation ->
                        assertThat(Operation.parse(operation.text())).isEqualTo(operation));
    }

    @Property
    void sizeIsEitherReadBackOrRefused(@ForAll int size) {
        try {
            Operation made = Operation.conv(size);
            assertThat(Operation.parse(made.text())).isEqualTo(made);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining("at most 99, but is " + size);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, -3, 2, 98, 100, 101, 1_001, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void sizeThatCannotBeIsNamed(int size) {
        assertThatThrownBy(() -> Operation.conv(size))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("size must be odd and positive to keep rows and columns, and at most 99, but is " + size);
        assertThatThrownBy(() -> new Operation.AveragePooling(size)).hasMessageContaining("but is " + size);
        assertThatThrownBy(() -> KernelSet.of(size))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "a kernel set needs odd kernel sizes from 1 to 99 in ascending order, each once, but found ["
                                + size + "]");
    }

    @Test
    void kernelSetThatCannotBeIsNamed() {
        assertThatThrownBy(() -> KernelSet.of(3, 101))
                .hasMessageContaining("from 1 to 99")
                .hasMessageContaining("[3, 101]");
        assertThatThrownBy(KernelSet::of).hasMessageContaining("but found []");
        assertThatThrownBy(() -> KernelSet.of(3, 3)).hasMessageContaining("each once, but found [3, 3]");
        assertThatThrownBy(() -> KernelSet.of((int[]) null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the sizes of a kernel set must all be given, but found null");
        assertThatThrownBy(() -> new KernelSet(Arrays.asList(3, null))).hasMessageContaining("found [3, null]");
        assertThatCode(() -> KernelSet.of(1, 99)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "3x5", "3", "3x3_", "3x3 5x5", "03x03", "4x4", "101x101", "5x5_3x3", "3x3_3x3", "conv3x3"})
    void textThatIsNoKernelSetIsNamed(String text) {
        assertThatThrownBy(() -> KernelSet.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(".*(is no kernel size in '" + text + "'|needs odd kernel sizes).*");
    }

    @Test
    void whatIsNotGivenIsNamed() {
        List<Operation> five = new ArrayList<>(
                List.of(Operation.SKIP, Operation.SKIP, Operation.SKIP, Operation.SKIP, Operation.SKIP));
        five.add(null);

        assertThatThrownBy(() -> new Cell(five))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the operations of a cell must all be given, but found [skip, skip, skip, skip, skip, null]");
        assertThatThrownBy(() -> CellArchitecture.of((Cell) null)).hasMessageContaining("the cells of an architecture");
        assertThatThrownBy(() -> SearchSpace.of(Operation.SKIP, null))
                .hasMessageContaining("the operations of a search space must all be given, but found [skip, null]");
        assertThatThrownBy(() -> new Operation.Convolution(3, null))
                .hasMessageContaining("a threshold must be given or empty");
        assertThatThrownBy(() -> Operation.parse(null))
                .hasMessage("the text of an operation must be given, but is null");
        assertThatThrownBy(() -> Cell.parse(null)).hasMessage("the text of a cell must be given, but is null");
        assertThatThrownBy(() -> CellArchitecture.parse(null)).hasMessageContaining("the text of an architecture");
        assertThatThrownBy(() -> KernelSet.parse(null)).hasMessageContaining("the text of a kernel set");
        assertThatThrownBy(() -> KernelSet.named(null)).hasMessageContaining("the text of a kernel set");
    }
}
