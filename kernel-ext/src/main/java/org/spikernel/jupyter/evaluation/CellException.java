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
}
