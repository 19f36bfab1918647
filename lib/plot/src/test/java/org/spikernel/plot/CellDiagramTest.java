package org.spikernel.plot;

import org.junit.jupiter.api.Test;

import org.spikernel.cell.AddedOperation;

import static org.assertj.core.api.Assertions.assertThat;

class CellDiagramTest {

    @Test
    void newKindOfOperationNeedsAColour() {
        assertThat(AddedOperation.MAX_POOLING.readersThatMustLearn()).containsExactly("plot/CellDiagram.java");
    }
}
