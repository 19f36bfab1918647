package org.spikernel.internal.arrays;

import java.util.Arrays;

/**
 * Sums of many floats in a fixed order: {@value #LANES} running sums side by side, added up in double precision at the end.
 *
 * <p>Numbers are copied to arrays of their own first. Compilers make vector instructions of loops in which all arrays have the same
 * index, and of few others.
 */
public final class Sums {

    private static final int LANES = 1024;

    private final float[] sums = new float[LANES];
    private final float[] left = new float[LANES];
    private final float[] right = new float[LANES];

    /** Sum of x. */
    public double of(float[] x, int length) {
        Arrays.fill(sums, 0);
        for (int start = 0; start < length; start += LANES) {
            int lanes = Math.min(LANES, length - start);
            System.arraycopy(x, start, left, 0, lanes);
            add(sums, left, lanes);
        }
        return total();
    }

    private static void add(float[] sums, float[] x, int lanes) {
        for (int i = 0; i < lanes; i++) {
            sums[i] += x[i];
        }
    }

    /** Sum of (x - mean)^2. */
    public double ofSquares(float[] x, float mean, int length) {
        return ofProducts(x, mean, x, mean, length);
    }

    /** Sum of (x - xMean) (y - yMean). */
    public double ofProducts(float[] x, float xMean, float[] y, float yMean, int length) {
        Arrays.fill(sums, 0);
        for (int start = 0; start < length; start += LANES) {
            int lanes = Math.min(LANES, length - start);
            System.arraycopy(x, start, left, 0, lanes);
            System.arraycopy(y, start, right, 0, lanes);
            addProducts(sums, left, xMean, right, yMean, lanes);
        }
        return total();
    }

    private static void addProducts(float[] sums, float[] x, float xMean, float[] y, float yMean, int lanes) {
        for (int i = 0; i < lanes; i++) {
            sums[i] += (x[i] - xMean) * (y[i] - yMean);
        }
    }

    private double total() {
        double total = 0;
        for (float sum : sums) {
            total += sum;
        }
        return total;
    }
}
