package org.spikernel.jupyter.evaluation;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jdk.jshell.spi.ExecutionControl.ResolutionException;
import jdk.jshell.spi.ExecutionControl.RunException;
import jdk.jshell.spi.ExecutionControl.UserException;
import jdk.jshell.spi.SPIResolutionException;

/**
 * Takes down what an exception of a cell says of itself. Its methods may be the person's own: they may throw, return null, or name causes
 * that never end.
 */
final class CellFailure {

    private static final int MAX_CAUSES = 100;

    private CellFailure() {}

    /** What an exception says, in the form in which JShell takes it. */
    static RunException of(Throwable exception) {
        return of(exception, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private static RunException of(Throwable exception, Set<Throwable> told) {
        if (exception instanceof RunException already) {
            return already;
        }
        if (exception instanceof SPIResolutionException unresolved) {
            return new ResolutionException(unresolved.id(), unresolved.getStackTrace());
        }
        told.add(exception);
        UserException failure =
                new UserException(message(exception), exception.getClass().getName(), frames(exception));
        Optional<Throwable> cause =
                ask(exception::getCause).filter(next -> told.size() <= MAX_CAUSES && !told.contains(next));
        failure.initCause(cause.map(next -> of(next, told)).orElse(null));
        return failure;
    }

    private static String message(Throwable exception) {
        try {
            return exception.getMessage();
        } catch (RuntimeException | Error e) {
            return "its getMessage() threw " + e.getClass().getName();
        }
    }

    private static StackTraceElement[] frames(Throwable exception) {
        return ask(exception::getStackTrace).stream()
                .flatMap(Stream::of)
                .filter(Objects::nonNull)
                .toArray(StackTraceElement[]::new);
    }

    /** The answer; empty if there is none. */
    private static <T> Optional<T> ask(Supplier<T> question) {
        try {
            return Optional.ofNullable(question.get());
        } catch (RuntimeException | Error e) {
            return Optional.empty();
        }
    }
}
