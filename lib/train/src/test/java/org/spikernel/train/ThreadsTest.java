package org.spikernel.train;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.spikernel.ChildJvm;

import static org.assertj.core.api.Assertions.assertThat;

class ThreadsTest {

    private static final int PROCESSORS = 32;
    private static final int EPOCHS = 40;

    /** The streams of training have threads of their own beside the engine's, and so has ND4J. */
    private static final int MOST = 3 * PROCESSORS;

    @Test
    void validationAtEveryEpochTakesNoMoreThreads() throws IOException {
        List<String> lines = ChildJvm.lines(ManyValidations.start(PROCESSORS, EPOCHS));
        String last = lines.get(lines.size() - 1);

        assertThat(last).as(lines.toString()).containsOnlyDigits();
        assertThat(Integer.parseInt(last)).isLessThan(MOST);
    }
}
