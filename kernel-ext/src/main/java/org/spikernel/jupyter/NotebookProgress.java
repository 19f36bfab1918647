package org.spikernel.jupyter;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

import org.spikernel.jupyter.display.ProgressBar;
import org.spikernel.progress.Progress;
import org.spikernel.progress.ProgressBarProvider;
import org.spikernel.progress.ProgressStep;

/** Progress as a bar below the cell, which changes in place. */
final class NotebookProgress implements Progress {

    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final BaseKernel kernel;
    private final String id = UUID.randomUUID().toString();
    private Instant lastShown;
    private ProgressStep waiting;

    /** Offers the bar wherever a notebook kernel runs. */
    public static final class Provider implements ProgressBarProvider {
        @Override
        public Optional<Progress> bar() {
            return JavaKernel.running().map(NotebookProgress::new);
        }
    }

    private NotebookProgress(BaseKernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public synchronized void update(ProgressStep step) {
        boolean due =
                lastShown == null || Duration.between(lastShown, Instant.now()).compareTo(INTERVAL) >= 0;
        if (due || step.done() == step.total()) {
            show(step);
        } else {
            waiting = step;
        }
    }

    @Override
    public synchronized void close() {
        if (waiting != null) {
            show(waiting);
        }
    }

    private void show(ProgressStep step) {
        DisplayData data = new DisplayData(ProgressBar.text(step));
        data.putHTML(ProgressBar.html(step));
        data.setDisplayId(id);
        if (lastShown == null) {
            kernel.display(data);
        } else {
            Notebook.update(kernel, data);
        }
        lastShown = Instant.now();
        waiting = null;
    }
}
