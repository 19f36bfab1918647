package org.spikernel.jupyter;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.dflib.jjava.jupyter.channels.JupyterConnection;

/** The end of the JVM that no front end has asked for. */
final class UnexpectedExit {

    private static final Duration DELIVERY = Duration.ofSeconds(3);
    private static final String CONSEQUENCE = " All variables are gone; restart the kernel and run the cells anew.";

    private UnexpectedExit() {}

    /** What ends the JVM, for the person whose kernel it is; to be called by a shutdown hook. */
    static String describe() {
        return Thread.getAllStackTraces().entrySet().stream()
                .map(UnexpectedExit::describe)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("the kernel was ended from outside." + CONSEQUENCE);
    }

    /** A thread that has called {@code System.exit} waits in it until the JVM has ended. */
    private static Optional<String> describe(Map.Entry<Thread, StackTraceElement[]> thread) {
        return Stream.of(thread.getValue()).anyMatch(UnexpectedExit::isExit)
                ? Optional.of(
                        "System.exit was called in thread \"" + thread.getKey().getName() + "\" and ended the kernel."
                                + CONSEQUENCE + " To leave a cell early, throw an exception.")
                : Optional.empty();
    }

    private static boolean isExit(StackTraceElement frame) {
        return frame.getClassName().equals(Runtime.class.getName())
                && frame.getMethodName().equals("exit");
    }

    /** Returns when the front end has all that was sent, or does not take it. */
    static void deliver(JupyterConnection connection) {
        Thread closing = new Thread(connection::close, "last words");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(DELIVERY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
