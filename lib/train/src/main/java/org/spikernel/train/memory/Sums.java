package org.spikernel.train.memory;

import java.util.Arrays;

/**
 * Sums of many floats in a fixed order: {@value #LANES} running sums side by side, which compilers turn into vector instructions, added
 * up in double precision at the end.
 */
public final class Sums {

    private static final int LANES = 256;

    private final float[] lanes = new float[LANES];

    /** Sum of x. */
    public double of(float[] x, int length) {
        clear();
        int start = 0;
        for (; start + LANES <= length; start += LANES) {
            for (int i = 0; i < LANES; i++) {
                lanes[i] += x[start + i];
            }
        }
        for (int i = 0; i < length - start; i++) {
            lanes[i] += x[start + i];
        }
        return total();
    }

    /** Sum of (x - mean)^2. */
    public double ofSquares(float[] x, float mean, int length) {
        return ofProducts(x, mean, x, mean, length);
    }

    /** Sum of (x - xMean) (y - yMean). */
    public double ofProducts(float[] x, float xMean, float[] y, float yMean, int length) {
        clear();
        int start = 0;
        for (; start + LANES <= length; start += LANES) {
            for (int i = 0; i < LANES; i++) {
                lanes[i] += (x[start + i] - xMean) * (y[start + i] - yMean);
            }
        }
        for (int i = 0; i < length - start; i++) {
            lanes[i] += (x[start + i] - xMean) * (y[start + i] - yMean);
        }
        return total();
    }

    private void clear() {
        Arrays.fill(lanes, 0);
    }

    private double total() {
        double total = 0;
        for (float lane : lanes) {
            total += lane;
        }
        return total;
    }
}
