package org.spikernel.progress;

import java.io.PrintStream;
import java.time.Duration;

/** Progress as plain lines of text, one every few seconds and one at the end. */
final class ProgressLines implements Progress {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final PrintStream out;
    private Duration lastShown = Duration.ZERO;

    ProgressLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void update(ProgressStep step) {
        boolean due = step.elapsed().minus(lastShown).compareTo(INTERVAL) >= 0;
        if (due || step.done() == step.total()) {
            lastShown = step.elapsed();
            out.println(step.line());
        }
    }
}
