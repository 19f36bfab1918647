package org.spikernel.train;

/** Training came to numbers that are none; the message says at which step, what was found and what to do. */
public final class TrainingDivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TrainingDivergedException(String message) {
        super(message);
    }
}
