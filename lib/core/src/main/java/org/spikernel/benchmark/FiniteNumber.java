package org.spikernel.benchmark;

import java.util.OptionalDouble;

/** Reads numbers of files, where only what can be ranked is one. */
final class FiniteNumber {

    private FiniteNumber() {}

    /** The number that a text is; empty for anything else, NaN and infinities too. */
    static OptionalDouble parse(String text) {
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException none) {
            return OptionalDouble.empty();
        }
    }
}
