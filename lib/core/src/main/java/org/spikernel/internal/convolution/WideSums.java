package org.spikernel.internal.convolution;

import java.util.Arrays;

/** Sums of sums of 16 bits, where more weights are added than 16 bits hold for certain. For one thread. */
final class WideSums {

    private int[] sums = {};
    private int length;

    /** Begins anew, with so many zeros. */
    WideSums begin(int length) {
        this.length = length;
        if (sums.length < length) {
            sums = new int[length];
        } else {
            Arrays.fill(sums, 0, length, 0);
        }
        return this;
    }

    /** Adds integers, which are zero afterwards. */
    void move(short[] integers) {
        for (int i = 0; i < length; i++) {
            sums[i] += integers[i];
        }
        Arrays.fill(integers, 0, length, (short) 0);
    }

    /** Adds what was moved to the integers that came after it; returns whether the sums fit. */
    boolean fitWith(short[] integers) {
        boolean fit = true;
        for (int i = 0; i < length; i++) {
            int sum = sums[i] + integers[i];
            integers[i] = (short) sum;
            fit &= integers[i] == sum;
        }
        return fit;
    }
}
