package org.spikernel.score;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the engine computes has the same bits on every machine: these, wherever this test runs. */
class SameBitsTest {

    private static final List<String> EVERYWHERE = List.of(
            "score 0x1.d74c006bc6522p5",
            "unrounded weights 0x1.d77059f61a586p5",
            "firing rate 0x1.8eb9ab9ab9abap-4",
            "blocks 0x1.de140ee9c11fep5",
            "feedback 0x1.de9a3fdae79dp5",
            "rates 0x1.d7021411b6a8bp5",
            "latencies 0x1.d7073a44a119dp5",
            "events 0x1.d78e0a032076p5",
            "best of a search 0x1.a2e04c65947d2p5");

    @Test
    void hereTheyAreThose() {
        assertThat(SameBits.numbers()).isEqualTo(EVERYWHERE);
    }

    /** Java starts without its vector module unless it is told otherwise. */
    @ParameterizedTest
    @ValueSource(strings = {"-XX:ActiveProcessorCount=1", "-XX:ActiveProcessorCount=3"})
    void withoutTheVectorModuleAndForAnyNumberOfThreadsTheyAreThose(String processors) throws IOException {
        assertThat(SameBits.numbersOfAnotherProcess(processors)).isEqualTo(EVERYWHERE);
    }
}
