package org.spikernel.progress;

import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Is told how far a piece of work is, and shows it.
 *
 * <p>Work calls {@link #update} as it goes, from any thread but never from two at once, and {@link #close} when it ends, whether it
 * finished, was cancelled or failed.
 *
 * <pre>{@code
 * var result = Search.of(space, macro, score).run(Progress.bar());
 * }</pre>
 */
@FunctionalInterface
public interface Progress {

    /** Shows the state of the work. */
    void update(ProgressStep step);

    /** The work has ended; nothing more will be shown. */
    default void close() {}

    /** Shows nothing. */
    static Progress none() {
        return step -> {};
    }

    /** A bar that updates in place where the surroundings can show one (Jupyter), and a line every few seconds elsewhere. */
    static Progress bar() {
        return ServiceLoader.load(ProgressBarProvider.class).stream()
                .map(provider -> provider.get().bar())
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> new ProgressLines(System.out));
    }
}
