package org.spikernel.train;

import org.junit.jupiter.api.Test;

import org.spikernel.network.AddedLayer;

import static org.assertj.core.api.Assertions.assertThat;

class AddedLayerTest {

    @Test
    void compilerNamesWhatMustLearnANewKind() {
        assertThat(AddedLayer.DEPTHWISE.readersThatMustLearn())
                .containsExactly("internal/passes/NetworkPasses.java", "train/Form.java", "train/NetworkGraph.java");
    }

    @Test
    void nobodyDecidesByADefault() {
        assertThat(AddedLayer.DEPTHWISE.readersThatAskForOneKind()).isEmpty();
    }
}
