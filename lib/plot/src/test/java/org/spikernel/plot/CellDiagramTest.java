package org.spikernel.plot;

import org.junit.jupiter.api.Test;

import org.spikernel.cell.AddedOperation;
import org.spikernel.cell.Cell;

import static org.assertj.core.api.Assertions.assertThat;

class CellDiagramTest {

    @Test
    void newKindOfOperationNeedsAColour() {
        assertThat(AddedOperation.MAX_POOLING.readersThatMustLearn()).containsExactly("plot/CellDiagram.java");
    }

    @Test
    void backwardEdgesAreDashedAndSaidToComeLater() {
        String forward = "conv3x3 | zero conv3x3 | conv3x3 zero conv1x1";
        String without = CellDiagram.of(Cell.parse(forward)).svg();
        String with = CellDiagram.of(Cell.parse(forward + " ; back 2->0 avg3x3 3->1 conv1x1 3->2 skip"))
                .svg();

        assertThat(without).doesNotContain("stroke-dasharray=\"7 5\"", "later");
        assertThat(with)
                .contains(">avg3x3</text>", ">skip</text>", "dashed: one timestep later", "; back 2-&gt;0 avg3x3");
        assertThat(with.split("stroke-dasharray=\"7 5\"", -1)).hasSize(3 + 1);
    }
}
