package org.spikernel.cell;

import java.util.List;
import java.util.Objects;

/** What somebody has given, which may be null. */
final class Given {

    private Given() {}

    /**
     * An unchangeable copy.
     *
     * @param what what the list holds, for the error
     * @throws IllegalArgumentException if the list is null, or an element of it
     */
    static <T> List<T> list(List<T> given, String what) {
        if (given == null || given.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException(what + " must all be given, but found " + given);
        }
        return List.copyOf(given);
    }

    /**
     * The text itself.
     *
     * @param what what it should be the text of, for the error
     * @throws IllegalArgumentException if it is null
     */
    static String text(String given, String what) {
        if (given == null) {
            throw new IllegalArgumentException("the text of " + what + " must be given, but is null");
        }
        return given;
    }
}
