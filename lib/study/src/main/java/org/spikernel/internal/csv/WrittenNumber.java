package org.spikernel.internal.csv;

import java.util.regex.Pattern;

/** A number as a file of a benchmark holds it. */
public final class WrittenNumber {

    private static final Pattern NUMBER = Pattern.compile("\\s*-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?\\s*");

    private WrittenNumber() {}

    /**
     * Reads a finite number in decimal digits.
     *
     * @throws NumberFormatException if it is none
     */
    public static double number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new NumberFormatException(text);
        }
        double number = Double.parseDouble(text);
        if (Double.isInfinite(number)) {
            throw new NumberFormatException(text);
        }
        return number;
    }

    /**
     * Reads a number from 0 to 100.
     *
     * @throws NumberFormatException if it is none
     */
    public static double percent(String text) {
        double number = number(text);
        if (number < 0 || number > 100) {
            throw new NumberFormatException(text);
        }
        return number;
    }

    /**
     * Reads a whole number from 0 on, which may be written as {@code 7} or {@code 7.0}.
     *
     * @throws NumberFormatException if it is none
     */
    public static int count(String text) {
        double number = number(text);
        if (number < 0 || number > Integer.MAX_VALUE || number != Math.rint(number)) {
            throw new NumberFormatException(text);
        }
        return (int) number;
    }
}
