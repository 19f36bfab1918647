package org.spikernel.jupyter.course;

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

    private static final Check COURSE = new Check(Answers.ofCourse());

    private final Answers answers;

    Check(Answers answers) {
        this.answers = answers;
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
        if (!answers.has(exercise)) {
            throw new IllegalArgumentException("there is no exercise '" + exercise + "' to check, but "
                    + String.join(", ", answers.exercises())
                    + "; the others have no single answer, and are solved in notebooks/solutions");
        }
        return answers.verdict(exercise, answer);
    }
}
