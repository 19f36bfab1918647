package org.spikernel.jupyter.course;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Tells whether the answer to an exercise of the course is right, without giving it away.
 *
 * <pre>{@code
 * Check.that("00.1", 0.6)                 // 00.1: not yet. ...
 * }</pre>
 *
 * <p>Only exercises that have one answer, which is the same on every machine and for every data set, can be checked. Numbers are compared to
 * three significant digits, whole numbers to the last, texts without regard to case and spaces.
 */
public final class Check {

    /**
     * A directory for what the solutions answer, one file for each exercise with its line of {@code answers.csv}; such a run makes that file
     * anew.
     */
    private static final String RECORD = "SPIKERNEL_ANSWERS";

    private static final Check COURSE = new Check(
            Answers.ofCourse(), Optional.ofNullable(System.getenv(RECORD)).map(Path::of));

    private final Answers answers;
    private final Optional<Path> record;

    Check(Answers answers, Optional<Path> record) {
        this.answers = answers;
        this.record = record;
    }

    /**
     * The verdict on an answer.
     *
     * @param exercise the number of the notebook, a point, and the number of the exercise: {@code "00.1"}
     * @param answer a number, a text, or a thing with a text, such as a cell
     * @throws IllegalArgumentException if there is no such exercise, or none that can be checked; names those that can
     */
    public static Verdict that(String exercise, Object answer) {
        return COURSE.verdict(exercise, answer);
    }

    Verdict verdict(String exercise, Object answer) {
        if (answer == null) {
            throw new IllegalArgumentException(
                    "the answer to exercise " + exercise + " is null; give a number or a text");
        }
        record.ifPresent(directory -> record(directory, exercise, answer));
        if (answers.has(exercise)) {
            return answers.verdict(exercise, answer);
        }
        if (record.isPresent()) {
            return new Verdict(exercise, true, "recorded.");
        }
        throw new IllegalArgumentException("there is no exercise '" + exercise + "' to check, but "
                + String.join(", ", answers.exercises())
                + "; the others have no single answer, and are solved in notebooks/solutions");
    }

    private static void record(Path directory, String exercise, Object answer) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(exercise), Answers.line(exercise, answer) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
