package org.spikernel.checkup;

import java.util.List;
import java.util.Optional;

import org.spikernel.internal.checks.Given;

/**
 * Something that is out of the ordinary.
 *
 * @param symptom what is wrong
 * @param place the layer that it was seen at, as the network calls it; empty if it is about the whole network
 * @param found the numbers that were found
 * @param expected what they are like in a network that learns
 * @param advice what to try, the likeliest first: code to write, or what to look at
 */
public record Finding(Symptom symptom, Optional<String> place, String found, String expected, List<String> advice) {

    public Finding {
        Given.value(symptom, "the symptom of a finding");
        Given.value(place, "the place of a finding, which may be empty,");
        Given.text(found, "what was found");
        Given.text(expected, "what was expected");
        advice = Given.list(advice, "the advice of a finding");
    }

    /** Of a layer. */
    public static Finding at(String place, Symptom symptom, String found, String expected, List<String> advice) {
        return new Finding(symptom, Optional.of(Given.text(place, "the place of a finding")), found, expected, advice);
    }

    /** Of a whole network. */
    public static Finding of(Symptom symptom, String found, String expected, List<String> advice) {
        return new Finding(symptom, Optional.empty(), found, expected, advice);
    }

    /** Symptom and place. */
    public String headline() {
        return symptom + place.map(layer -> " at '" + layer + "'").orElse("");
    }

    /** Several lines: symptom and place; found, expected, and what to try. */
    @Override
    public String toString() {
        return String.join(
                System.lineSeparator(),
                headline(),
                "   found     " + found,
                "   expected  " + expected,
                "   try       " + String.join(System.lineSeparator() + "        or  ", advice));
    }
}
