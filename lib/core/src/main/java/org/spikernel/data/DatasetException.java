package org.spikernel.data;

/** A data set is missing, damaged or cannot be fetched; the message says which file, what was found and what to do. */
public final class DatasetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatasetException(String message) {
        super(message);
    }

    public DatasetException(String message, Throwable cause) {
        super(message + " (" + cause + ")", cause);
    }
}
