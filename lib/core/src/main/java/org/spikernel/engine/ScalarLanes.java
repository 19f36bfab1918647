package org.spikernel.engine;

import java.util.Arrays;

/** Loops without the vector module. */
final class ScalarLanes implements Lanes {

    @Override
    public void sumRows(float[] numbers, int[] rows, int offset, int count, float[] sums, int start, int width) {
        Arrays.fill(sums, start, start + width, 0);
        for (int i = 0; i < count; i++) {
            int row = rows[i] + offset;
            for (int column = 0; column < width; column++) {
                sums[start + column] += numbers[row + column];
            }
        }
    }

    @Override
    public void addScaledRows(
            float[] numbers, int[] rows, float[] factors, int offset, int count, float[] sums, int start, int width) {
        for (int i = 0; i < count; i++) {
            int row = rows[i] + offset;
            float factor = factors[i];
            for (int column = 0; column < width; column++) {
                sums[start + column] += factor * numbers[row + column];
            }
        }
    }

    @Override
    public void fire(float[] potentials, int start, int count, float threshold, float reset, long[] spikes, int word) {
        for (int first = 0; first < count; first += Long.SIZE) {
            long bits = 0;
            for (int i = first; i < Math.min(count, first + Long.SIZE); i++) {
                float potential = potentials[start + i];
                boolean fires = potential >= threshold;
                bits |= fires ? 1L << i : 0;
                potentials[start + i] = fires ? reset : potential;
            }
            spikes[word + first / Long.SIZE] = bits;
        }
    }
}
