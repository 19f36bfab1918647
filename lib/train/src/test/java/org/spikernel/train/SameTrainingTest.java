package org.spikernel.train;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A training has the same bits on every machine: these, wherever this test runs. */
class SameTrainingTest {

    private static final List<String> EVERYWHERE = List.of(
            "C=16 loss 0x1.26d9ffd73321p1",
            "C=16 weights 0x1.75fa2ff82e323p9",
            "C=12 loss 0x1.24fa2b1edeecdp1",
            "C=12 weights 0x1.113a051fb4b82p10",
            "blocks loss 0x1.e22d0eb6f1aa5p-4",
            "blocks weights 0x1.cb6ac5a4d5996p9",
            "feedback loss 0x1.27363f764c7a5p1",
            "feedback weights 0x1.e936a38d1b9fcp8");

    @Test
    void hereTheyAreThose() {
        assertThat(SameTraining.numbers()).isEqualTo(EVERYWHERE);
    }

    /** Java starts without its vector module unless it is told otherwise. */
    @ParameterizedTest
    @ValueSource(strings = {"-XX:ActiveProcessorCount=1", "-XX:ActiveProcessorCount=3", "-XX:ActiveProcessorCount=8"})
    void withoutTheVectorModuleAndForAnyNumberOfThreadsTheyAreThose(String processors) throws IOException {
        assertThat(SameTraining.numbersOfAnotherProcess(processors)).isEqualTo(EVERYWHERE);
    }
}
