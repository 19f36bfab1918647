package org.spikernel.jupyter.course;

/**
 * What there is to say of an answer to an exercise.
 *
 * @param exercise which one: {@code 00.1} is the first of notebook 00
 * @param isRight whether the answer is right
 * @param words it in words; of a wrong answer, with a hint
 */
public record Verdict(String exercise, boolean isRight, String words) {

    /** It in words: "00.1: right." */
    @Override
    public String toString() {
        return exercise + ": " + words;
    }
}
