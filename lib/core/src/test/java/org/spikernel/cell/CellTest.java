package org.spikernel.cell;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.spikernel.cell.Operation.AVG3X3;
import static org.spikernel.cell.Operation.CONV3X3;
import static org.spikernel.cell.Operation.CONV5X5;
import static org.spikernel.cell.Operation.SKIP;
import static org.spikernel.cell.Operation.ZERO;

class CellTest {

    @Provide
    Arbitrary<Cell> cells() {
        return Cells.any();
    }

    @Test
    void textGroupsOperationsByTargetNode() {
        Cell cell = Cell.parse("conv3x3 | skip conv5x5 | skip zero conv3x3");

        assertThat(cell).isEqualTo(Cell.of(CONV3X3, SKIP, CONV5X5, SKIP, ZERO, CONV3X3));
        assertThat(cell.operation(1, 2)).isEqualTo(CONV5X5);
        assertThat(cell.convolutions()).isEqualTo(3);
    }

    @Property
    void parseReadsWhatPrintWrites(@ForAll("cells") Cell cell) {
        assertThat(Cell.parse(cell.toString())).isEqualTo(cell);
    }

    @Property
    void canonicalOfCanonicalIsItself(@ForAll("cells") Cell cell) {
        assertThat(cell.canonical().canonical()).isEqualTo(cell.canonical());
    }

    @Property
    void repairedCellHasNoDeadEdge(@ForAll("cells") Cell cell) {
        Cell repaired = cell.repaired();
        for (Edge edge : Edge.ALL) {
            if (repaired.connects(edge)) {
                assertThat(edge.source() == Cell.INPUT
                                || !repaired.connectedInto(edge.source()).isEmpty())
                        .as("%s of %s is fed", edge, repaired)
                        .isTrue();
                assertThat(edge.target() == Cell.OUTPUT
                                || Edge.ALL.stream()
                                        .anyMatch(next -> next.source() == edge.target() && repaired.connects(next)))
                        .as("%s of %s is read", edge, repaired)
                        .isTrue();
            }
        }
    }

    @Test
    void repairRemovesEdgesOfANodeThatReceivesNothing() {
        assertThat(Cell.of(ZERO, ZERO, CONV3X3, SKIP, CONV3X3, CONV5X5).repaired())
                .isEqualTo(Cell.of(ZERO, ZERO, ZERO, SKIP, ZERO, ZERO));
    }

    @Test
    void repairRemovesEdgesOfANodeThatSendsNothing() {
        assertThat(Cell.of(CONV3X3, SKIP, CONV5X5, SKIP, AVG3X3, ZERO).repaired())
                .isEqualTo(Cell.of(CONV3X3, ZERO, ZERO, SKIP, AVG3X3, ZERO));
    }

    @Test
    void canonicalFormForgetsTheNamesOfUnconnectedInnerNodes() {
        Cell one = Cell.of(CONV3X3, SKIP, ZERO, SKIP, CONV5X5, AVG3X3);
        Cell other = Cell.of(SKIP, CONV3X3, ZERO, SKIP, AVG3X3, CONV5X5);

        assertThat(one.canonical()).isEqualTo(other.canonical());
        assertThat(Cell.of(CONV3X3, SKIP, SKIP, SKIP, CONV5X5, AVG3X3).canonical())
                .isNotEqualTo(
                        Cell.of(SKIP, CONV3X3, SKIP, SKIP, AVG3X3, CONV5X5).canonical());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "conv3x3 | skip conv4x4 | skip zero conv3x3; edge 1->2: unknown operation 'conv4x4'",
                "conv3x3 | skip conv5x5 | skip maxpool conv3x3; edge 1->3: unknown operation 'maxpool'",
                "conv3x3 | skip | skip zero conv3x3; node 2 needs 2 operations (0->2, 1->2), but found 1",
                " | skip skip | skip zero conv3x3; node 1 needs 1 operations (0->1), but found 0",
                "conv3x3 skip conv5x5 skip zero conv3x3; has 1 groups; expected 3",
                "conv3x3 | skip conv3x5 | skip zero zero; edge 1->2: unknown operation 'conv3x5'",
                "conv3x3@ | skip zero | skip zero zero; edge 0->1: unknown operation 'conv3x3@'",
                "avg3x3@0.5 | skip zero | skip zero zero; edge 0->1: unknown operation 'avg3x3@0.5'",
                "conv3x3@0 | skip zero | skip zero zero; edge 0->1: a threshold must be positive and finite, but is 0.0",
            })
    void malformedTextIsRefusedWithItsPlace(String text, String message) {
        assertThatThrownBy(() -> Cell.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void convolutionMayHaveAThresholdOfItsOwn() {
        assertThat(Operation.conv(3, 0.5).text()).isEqualTo("conv3x3@0.5");
        assertThat(Operation.conv(3, 1).text()).isEqualTo("conv3x3@1");
        assertThat(Operation.parse("conv3x3@0.50")).isEqualTo(Operation.conv(3, 0.5));
        assertThat(Operation.parse("conv3x3")).isEqualTo(CONV3X3).isNotEqualTo(Operation.conv(3, 1));
        assertThatThrownBy(() -> Operation.conv(3, Double.NaN)).hasMessageContaining("a threshold must be positive");
    }

    @Test
    void cellNeedsSixOperations() {
        assertThatThrownBy(() -> Cell.of(SKIP, SKIP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a cell has 6 operations")
                .hasMessageContaining("found 2");
    }
}
