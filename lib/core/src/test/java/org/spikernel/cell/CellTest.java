package org.spikernel.cell;

import java.util.List;
import java.util.stream.Stream;

import net.jqwik.api.Arbitraries;
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
import static org.spikernel.cell.Operation.CONV1X1;
import static org.spikernel.cell.Operation.CONV3X3;
import static org.spikernel.cell.Operation.CONV5X5;
import static org.spikernel.cell.Operation.SKIP;
import static org.spikernel.cell.Operation.ZERO;

class CellTest {

    @Provide
    Arbitrary<Cell> cells() {
        return Arbitraries.oneOf(Cells.any(), Cells.withFeedback());
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
        List<Edge> alive = Stream.concat(Edge.ALL.stream(), repaired.feedback().stream())
                .filter(repaired::connects)
                .toList();
        for (Edge edge : alive) {
            assertThat(edge.source() == Cell.INPUT || alive.stream().anyMatch(other -> other.target() == edge.source()))
                    .as("%s of %s is fed", edge, repaired)
                    .isTrue();
            assertThat(edge.target() == Cell.OUTPUT
                            || alive.stream().anyMatch(other -> other.source() == edge.target()))
                    .as("%s of %s is read", edge, repaired)
                    .isTrue();
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
    void textListsBackwardEdgesBehindTheForwardOnes() {
        Cell cell = Cell.parse("conv3x3 | zero conv3x3 | conv3x3 zero conv1x1 ; back 3->1 conv1x1 2->0 skip");

        assertThat(cell.operation(2, 0)).isEqualTo(SKIP);
        assertThat(cell.operation(new Edge(3, 1))).isEqualTo(CONV1X1);
        assertThat(cell.feedback()).containsExactly(new Edge(2, 0), new Edge(3, 1));
        assertThat(cell.convolutions()).isEqualTo(5);
        assertThat(cell)
                .hasToString("conv3x3 | zero conv3x3 | conv3x3 zero conv1x1 ; back 2->0 skip 3->1 conv1x1")
                .isEqualTo(new Cell(
                        List.of(CONV3X3, ZERO, CONV3X3, CONV3X3, ZERO, CONV1X1),
                        List.of(ZERO, SKIP, ZERO, ZERO, CONV1X1, ZERO)));
        assertThat(cell.with(new Edge(2, 0), ZERO).with(new Edge(3, 1), ZERO))
                .hasToString("conv3x3 | zero conv3x3 | conv3x3 zero conv1x1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "; 3->1 skip @ expected the word back and backward edges",
                "; back @ but found 'back'",
                "; back 3->1 @ but found 'back 3->1'",
                "; back 1->3 skip @ '1->3' is no backward edge; those are 1->0, 2->0, 3->0, 2->1, 3->1, 3->2",
                "; back 3->1 maxpool @ edge 3->1: unknown operation 'maxpool'",
                "; back 3->1 skip 3->1 conv1x1 @ backward edge 3->1 stands there twice",
            })
    void malformedBackwardEdgesAreRefusedWithTheirPlace(String back, String message) {
        assertThatThrownBy(() -> Cell.parse("skip | skip skip | skip skip skip " + back))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    /** Node 1 hears node 2 alone, one timestep later; its edge to the output is alive. */
    @Test
    void repairFollowsBackwardEdges() {
        Cell chain = Cell.parse("zero | skip zero | conv3x3 conv1x1 zero ; back 1->0 conv3x3 2->1 avg3x3 3->2 skip");
        Cell dead = Cell.parse("zero | zero zero | skip conv1x1 zero ; back 2->1 skip 1->0 skip");

        assertThat(chain.repaired()).isEqualTo(chain);
        assertThat(dead.repaired()).hasToString("zero | zero zero | skip zero zero");
        assertThat(Cell.parse("skip | zero zero | skip zero zero").repaired())
                .hasToString("zero | zero zero | skip zero zero");
        assertThat(Cell.parse("skip | zero zero | skip zero zero ; back 1->0 conv3x3")
                        .repaired())
                .hasToString("skip | zero zero | skip zero zero ; back 1->0 conv3x3");
    }

    @Test
    void nodesThatABackwardEdgeJoinsKeepTheirNames() {
        Cell apart = Cell.parse("skip | conv3x3 zero | skip skip avg3x3 ; back 1->0 conv3x3 3->2 skip");
        Cell joined = Cell.parse("skip | conv3x3 zero | skip skip avg3x3 ; back 2->1 skip");

        assertThat(apart.canonical())
                .hasToString("conv3x3 | skip zero | skip avg3x3 skip ; back 2->0 conv3x3 3->1 skip");
        assertThat(joined.canonical()).isEqualTo(joined);
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
