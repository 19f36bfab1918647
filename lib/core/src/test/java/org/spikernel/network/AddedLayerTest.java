package org.spikernel.network;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AddedLayerTest {

    @Test
    void compilerNamesWhatMustLearnANewKind() {
        assertThat(AddedLayer.DEPTHWISE.readersThatMustLearn())
                .contains(
                        "network/Emission.java",
                        "network/ParamCount.java",
                        "network/ReceptiveField.java",
                        "score/Synapses.java",
                        "score/SynapticEvents.java");
    }

    @Test
    void nobodyDecidesByADefault() {
        assertThat(AddedLayer.DEPTHWISE.readersThatAskForOneKind()).allMatch(reader -> reader.startsWith("engine/"));
    }
}
