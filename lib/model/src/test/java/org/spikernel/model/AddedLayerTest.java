package org.spikernel.model;

import org.junit.jupiter.api.Test;

import org.spikernel.network.AddedLayer;

import static org.assertj.core.api.Assertions.assertThat;

class AddedLayerTest {

    @Test
    void compilerNamesWhatMustLearnANewKind() {
        assertThat(AddedLayer.DEPTHWISE.readersThatMustLearn())
                .containsExactlyInAnyOrder("internal/checkup/Currents.java", "model/PooledSpikes.java");
    }

    @Test
    void nobodyDecidesByADefault() {
        assertThat(AddedLayer.DEPTHWISE.readersThatAskForOneKind()).isEmpty();
    }
}
