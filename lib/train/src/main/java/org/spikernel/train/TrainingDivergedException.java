package org.spikernel.train;

/** A training arrived at numbers that are infinite or NaN; the message says at which step, what was found and what to do. */
public final class TrainingDivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TrainingDivergedException(String message) {
        super(message);
    }
}
