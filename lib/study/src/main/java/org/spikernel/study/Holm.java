package org.spikernel.study;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Holm's correction of p-values for their number (Holm, 1979). */
final class Holm {

    private Holm() {}

    /**
     * Corrected p-values, in the order of those that are given: the smallest of m counts m times, the next m - 1 times, and none less than
     * one before it.
     */
    static double[] corrected(double[] ps) {
        int[] order = IntStream.range(0, ps.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> ps[i]))
                .mapToInt(i -> i)
                .toArray();
        double[] corrected = new double[ps.length];
        double least = 0;
        for (int rank = 0; rank < order.length; rank++) {
            least = Math.max(least, Math.min(1, ps[order[rank]] * (ps.length - rank)));
            corrected[order[rank]] = least;
        }
        return corrected;
    }
}
