package org.spikernel.jupyter.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Why a cell did not finish, in words for the person who wrote it. */
public final class CellException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int MAX_FRAMES = 20;

    private final String name;
    private final String report;

    /**
     * @param name the kind of error: the simple name of an exception, "CompilationError", "Interrupted"
     * @param message what went wrong, in one line
     * @param report what to show below the cell, line by line
     */
    CellException(String name, String message, List<String> report) {
        super(message, null, false, false);
        this.name = name;
        this.report = String.join("\n", report);
    }

    /** The kind of error. */
    public String name() {
        return name;
    }

    /** What to show below the cell, line by line. */
    public List<String> report() {
        return report.lines().toList();
    }

    /** The kernel itself failed, or the JVM did. */
    public static CellException unexpected(Throwable cause) {
        List<String> report = new ArrayList<>(List.of(cause.toString()));
        Stream.of(cause.getStackTrace())
                .limit(MAX_FRAMES)
                .map(frame -> "  at " + frame)
                .forEach(report::add);
        return new CellException(cause.getClass().getSimpleName(), String.valueOf(cause.getMessage()), report);
    }

    /** The JVM ends while the cell runs. */
    public static CellException ended(String message) {
        return new CellException("SystemExit", message, List.of("SystemExit: " + message));
    }

    /**
     * A line that is no Java and asks something of the kernel failed.
     *
     * @param place the cell and the line
     * @param source the line
     */
    public static CellException ofMagic(String place, String source, Exception cause) {
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return new CellException(
                "MagicError", message, List.of("MagicError: " + message, "  at " + place, "    " + source));
    }
}
