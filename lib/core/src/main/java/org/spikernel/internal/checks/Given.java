package org.spikernel.internal.checks;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * What somebody has given as an argument, checked: every method gives it back, or throws an {@link IllegalArgumentException} that names
 * it. Not meant for users.
 */
public final class Given {

    private Given() {}

    /**
     * A value that is not null.
     *
     * @param what it is, for the error
     */
    public static <T> T value(T given, String what) {
        if (given == null) {
            throw new IllegalArgumentException(what + " must be given, but is null");
        }
        return given;
    }

    /**
     * A text that is not null.
     *
     * @param what it should be the text of, for the error
     */
    public static String text(String given, String what) {
        return value(given, "the text of " + what);
    }

    /**
     * An unchangeable copy of a collection that is not null and holds no null.
     *
     * @param what it holds, for the error
     */
    public static <T> List<T> list(Collection<? extends T> given, String what) {
        if (given == null || given.stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException(what + " must all be given, but found " + given);
        }
        return List.copyOf(given);
    }

    /**
     * A number above 0.
     *
     * @param what it counts, for the error
     */
    public static int positive(int given, String what) {
        return (int) positive((long) given, what);
    }

    /** As {@link #positive(int, String)}. */
    public static long positive(long given, String what) {
        if (given < 1) {
            throw new IllegalArgumentException(what + " must be positive, but is " + given);
        }
        return given;
    }

    /**
     * A number that is not below 0.
     *
     * @param what it counts, for the error
     */
    public static int notNegative(int given, String what) {
        if (given < 0) {
            throw new IllegalArgumentException(what + " must not be negative, but is " + given);
        }
        return given;
    }

    /**
     * A number that is not infinite or NaN.
     *
     * @param what it is, for the error
     */
    public static double finite(double given, String what) {
        if (!Double.isFinite(given)) {
            throw new IllegalArgumentException(what + " must be a finite number, but is " + given);
        }
        return given;
    }
}
