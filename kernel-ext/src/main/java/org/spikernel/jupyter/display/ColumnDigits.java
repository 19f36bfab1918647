package org.spikernel.jupyter.display;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How many digits the numbers of a column are shown with, so that they stand under one another and can be told apart: all with as many decimals
 * as give the distance from the smallest to the largest three significant digits (the largest itself where all are below 1, two decimals and more
 * where all are equal), and with six significant digits at most. A number of which that would leave less than three digits has three of its own,
 * a zero is 0, and numbers with two decimals or fewer are shown as they are.
 *
 * @param decimals of the numbers of the column
 */
record ColumnDigits(int decimals) {

    private static final int DIGITS = 3;
    private static final int MOST_DIGITS = 6;
    private static final int FEW_DECIMALS = 2;
    private static final int MOST_PLAIN_DIGITS = 15;

    /** Those of a column, from its numbers by row; numbers that are not finite do not count. */
    static ColumnDigits of(int rows, IntToDoubleFunction numbers) {
        double[] finite = IntStream.range(0, rows)
                .mapToDouble(numbers)
                .filter(Double::isFinite)
                .toArray();
        double largest = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        int needed = 0;
        for (double number : finite) {
            largest = Math.max(largest, Math.abs(number));
            low = Math.min(low, number);
            high = Math.max(high, number);
            needed = Math.max(needed, exact(number).scale());
        }
        int ofLargest = DIGITS - digitsBeforePoint(largest);
        int ofDistance = high > low
                ? DIGITS - digitsBeforePoint(Math.min(high - low, Double.MAX_VALUE))
                : Math.max(ofLargest, FEW_DECIMALS);
        int wanted = largest < 1 ? ofLargest : ofDistance;
        int telling = Math.min(wanted, MOST_DIGITS - digitsBeforePoint(largest));
        return new ColumnDigits(needed <= FEW_DECIMALS ? Math.max(0, needed) : Math.max(0, Math.min(telling, needed)));
    }

    private static BigDecimal exact(double number) {
        return number == 0 ? BigDecimal.ZERO : BigDecimal.valueOf(number).stripTrailingZeros();
    }

    /** 2 of 12.3, and -1 of 0.0123. */
    private static int digitsBeforePoint(double number) {
        BigDecimal exact = exact(number);
        return exact.precision() - exact.scale();
    }

    /** A finite number of the column. */
    String text(double number) {
        BigDecimal exact = exact(number);
        if (exact.signum() == 0) {
            return "0";
        }
        int before = exact.precision() - exact.scale();
        if (before > MOST_PLAIN_DIGITS || before < -MOST_DIGITS) {
            return String.format(Locale.ROOT, "%." + (DIGITS - 1) + "e", number);
        }
        boolean isExact = exact.scale() <= decimals;
        if (isExact || before + decimals >= DIGITS) {
            return exact.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
        }
        return exact.round(new MathContext(DIGITS)).toPlainString();
    }
}
