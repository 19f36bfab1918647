package org.spikernel.data;

import java.io.IOException;

import org.spikernel.internal.files.FileTrouble;

/** A data set is missing, damaged or cannot be fetched; the message says which file, what was found and what to do. */
public final class DatasetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A data set that is not as it should be.
     *
     * @param message which file, what was found and what to do
     */
    public DatasetException(String message) {
        super(message);
    }

    /**
     * A data set that could not be fetched or read.
     *
     * @param message which file and what to do; what the cause says is added
     * @param cause what happened
     */
    public DatasetException(String message, Throwable cause) {
        super(
                message + " (" + (cause instanceof IOException failure ? FileTrouble.reading(failure) : cause) + ")",
                cause);
    }
}
