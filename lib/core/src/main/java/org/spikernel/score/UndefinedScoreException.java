package org.spikernel.score;

/** A network has no score; the message says why and what to do. */
public final class UndefinedScoreException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * A network without a score.
     *
     * @param message why it has none, and what to do
     */
    public UndefinedScoreException(String message) {
        super(message);
    }
}
