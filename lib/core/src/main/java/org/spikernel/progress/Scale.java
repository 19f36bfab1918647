package org.spikernel.progress;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How much a notebook computes, from a try to what the papers compute. Each number that costs time is said once, for every scale:
 *
 * <pre>{@code
 * var scale = Scale.fromEnvironment();                // or Scale.EVENING
 * int iterations = scale.of(20, 60, 500, 5000);       // small, quick, evening, long
 * }</pre>
 */
public enum Scale {
    /** Just enough for every cell to run: for tests. */
    SMALL("just enough for every cell to run; its numbers say nothing"),

    /** A first look. */
    QUICK("a first look, a minute or two on 2 cores; intervals are wide"),

    /** What can be computed in an evening, for narrower intervals. */
    EVENING("some minutes for each notebook on 2 cores; intervals are narrower"),

    /** The papers' iterations and longer trainings. */
    LONG("the papers' iterations, and longer trainings: hours, days or months");

    private static final String VARIABLE = "SPIKERNEL_SCALE";

    private final String meaning;

    Scale(String meaning) {
        this.meaning = meaning;
    }

    /**
     * The scale that {@code ./spikernel report --scale} was given, as the environment variable {@code SPIKERNEL_SCALE} hands it on;
     * {@link #QUICK} without one, as in Jupyter.
     *
     * @throws IllegalArgumentException if there is no scale of that name
     */
    public static Scale fromEnvironment() {
        return from(System.getenv());
    }

    static Scale from(Map<String, String> environment) {
        String name = environment.getOrDefault(VARIABLE, "");
        return name.isBlank() ? QUICK : named(name.strip());
    }

    private static Scale named(String name) {
        return Arrays.stream(values())
                .filter(scale -> scale.text().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "there is no scale '%s', which %s asks for, but %s; say one of these, or unset it to have quick",
                        name,
                        VARIABLE,
                        Arrays.stream(values()).map(Scale::text).collect(Collectors.joining(", ")))));
    }

    /** What stands for this scale, of what stands for each. */
    public <T> T of(T ofSmall, T ofQuick, T ofEvening, T ofLong) {
        return switch (this) {
            case SMALL -> ofSmall;
            case QUICK -> ofQuick;
            case EVENING -> ofEvening;
            case LONG -> ofLong;
        };
    }

    private String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its name, and what it is for: {@code quick: a first look ...}. */
    @Override
    public String toString() {
        return text() + ": " + meaning;
    }
}
