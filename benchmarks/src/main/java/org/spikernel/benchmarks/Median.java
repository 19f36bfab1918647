package org.spikernel.benchmarks;

import java.util.stream.DoubleStream;

/** The middle of some measurements, which other programs on the machine disturb least. */
final class Median {

    private Median() {}

    /** The middle number; of an even count, the larger of the two. */
    static double of(DoubleStream numbers) {
        double[] sorted = numbers.sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
