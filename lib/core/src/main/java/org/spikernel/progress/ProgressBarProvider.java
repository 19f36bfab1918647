package org.spikernel.progress;

import java.util.Optional;

/** Offers a live progress bar to {@link Progress#bar()}; found by {@link java.util.ServiceLoader}. */
public interface ProgressBarProvider {

    /** A new bar, or empty where this provider's display is not running. */
    Optional<Progress> bar();
}
