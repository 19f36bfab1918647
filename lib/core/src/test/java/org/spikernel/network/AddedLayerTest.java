package org.spikernel.network;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AddedLayerTest {

    @Test
    void compilerNamesWhatMustLearnANewKind() {
        assertThat(AddedLayer.DEPTHWISE.readersThatMustLearn())
                .containsExactly(
                        "engine/RandomWeights.java",
                        "engine/StepMaker.java",
                        "network/Emission.java",
                        "network/ParamCount.java",
                        "network/ReceptiveField.java",
                        "score/SpikeNumbers.java",
                        "score/Synapses.java",
                        "score/SynapticEvents.java");
    }

    @Test
    void nobodyDecidesByADefault() {
        assertThat(AddedLayer.DEPTHWISE.readersThatAskForOneKind()).isEmpty();
    }
}
