package org.spikernel.score;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

import org.spikernel.internal.checks.Given;

/**
 * What a scorer finds out about a network.
 *
 * @param score ranks it, higher is better; empty if it has none
 * @param measures further numbers by their names, as far as they are finite
 */
public record Evaluation(OptionalDouble score, Map<String, Double> measures) {

    public Evaluation {
        Given.value(score, "the score of an evaluation, or that it has none,");
        Map<String, Double> finite = new LinkedHashMap<>(Given.value(measures, "the measures of an evaluation"));
        finite.values().removeIf(number -> !Double.isFinite(number));
        measures = Collections.unmodifiableMap(finite);
    }

    /** The same with another measure. */
    Evaluation with(String measure, double number) {
        Map<String, Double> more = new LinkedHashMap<>(measures);
        more.put(measure, number);
        return new Evaluation(score, more);
    }
}
