package org.spikernel.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ThreadsTest {

    private static final int PROCESSORS = 32;
    private static final int EPOCHS = 40;

    /** The streams of training have threads of their own beside the engine's, and so has ND4J. */
    private static final int MOST = 3 * PROCESSORS;

    @Test
    void validationAtEveryEpochTakesNoMoreThreads() throws IOException {
        Process process = ManyValidations.start(PROCESSORS, EPOCHS);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).containsPattern("threads: \\d+\\s*$");
        int threads = Integer.parseInt(said.strip().replaceAll("(?s).*threads: ", ""));
        assertThat(threads).isLessThan(MOST);
    }
}
