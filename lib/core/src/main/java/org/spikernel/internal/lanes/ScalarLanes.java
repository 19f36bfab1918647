package org.spikernel.internal.lanes;

/** Loops without the vector module. */
final class ScalarLanes implements Lanes {

    @Override
    public void addRows(float[] numbers, int[] rows, int from, int to, int offset, float[] sums, int start, int width) {
        for (int i = from; i < to; i++) {
            int row = rows[i] + offset;
            for (int column = 0; column < width; column++) {
                sums[start + column] += numbers[row + column];
            }
        }
    }

    @Override
    public void addScaledRows(
            float[] numbers,
            int[] rows,
            float[] factors,
            int from,
            int to,
            int offset,
            float[] sums,
            int start,
            int width) {
        for (int i = from; i < to; i++) {
            int row = rows[i] + offset;
            float factor = factors[i];
            for (int column = 0; column < width; column++) {
                sums[start + column] += factor * numbers[row + column];
            }
        }
    }

    @Override
    public void addToRows(float[] numbers, int row, int[] places, int count, int offset, float[] sums, int width) {
        for (int i = 0; i < count; i++) {
            add(numbers, row, width, sums, places[i] + offset);
        }
    }

    @Override
    public void gatherBytes(byte[] numbers, int[] rows, int from, int to, int offset, short[] sums, int width) {
        for (int i = from; i < to; i++) {
            addBytes(numbers, rows[i] + offset, sums, 0, width);
        }
    }

    @Override
    public void scatterBytes(
            byte[] numbers,
            int[] rows,
            int[] columns,
            int from,
            int to,
            int offset,
            short[] sums,
            int step,
            int width) {
        for (int i = from; i < to; i++) {
            addBytes(numbers, rows[i] + offset, sums, columns[i] * step, width);
        }
    }

    private static void addBytes(byte[] numbers, int row, short[] sums, int start, int width) {
        for (int i = 0; i < width; i++) {
            sums[start + i] += numbers[row + i];
        }
    }

    @Override
    public void addTimes(short[] integers, int start, float factor, float[] sums, int at, int count) {
        for (int i = 0; i < count; i++) {
            sums[at + i] += factor * integers[start + i];
        }
    }

    @Override
    public void times(short[] integers, int start, int count, float factor, float[] into, int at) {
        for (int i = 0; i < count; i++) {
            into[at + i] = factor * integers[start + i];
        }
    }

    @Override
    public void addMoments(float[] numbers, int start, int count, double[] sums, double[] squares) {
        addMoments(numbers, start, count, 0, sums, squares);
    }

    /** As {@link Lanes#addMoments}, for the channels from one on. */
    static void addMoments(float[] numbers, int start, int count, int firstChannel, double[] sums, double[] squares) {
        for (int position = start; position < start + count; position += sums.length) {
            for (int channel = firstChannel; channel < sums.length; channel++) {
                double number = numbers[position + channel];
                sums[channel] += number;
                squares[channel] += number * number;
            }
        }
    }

    @Override
    public void normalise(float[] numbers, int start, int count, float[] scale, float[] shift, float[] into, int at) {
        for (int i = 0; i < count; i++) {
            into[at + i] = numbers[start + i] * scale[i % scale.length] + shift[i % scale.length];
        }
    }

    @Override
    public void normalise(short[] integers, int start, int count, float[] scale, float[] shift, float[] into, int at) {
        for (int i = 0; i < count; i++) {
            into[at + i] = integers[start + i] * scale[i % scale.length] + shift[i % scale.length];
        }
    }

    @Override
    public void addNormalised(
            float[] numbers, int start, int count, float[] scale, float[] shift, float[] into, int at) {
        for (int i = 0; i < count; i++) {
            into[at + i] += numbers[start + i] * scale[i % scale.length] + shift[i % scale.length];
        }
    }

    @Override
    public void addNormalised(
            short[] integers, int start, int count, float[] scale, float[] shift, float[] into, int at) {
        for (int i = 0; i < count; i++) {
            into[at + i] += integers[start + i] * scale[i % scale.length] + shift[i % scale.length];
        }
    }

    @Override
    public void add(float[] numbers, int start, int count, float[] into, int at) {
        for (int i = 0; i < count; i++) {
            into[at + i] += numbers[start + i];
        }
    }

    @Override
    public void charge(float[] currents, float[] potentials, int start, int count, float tau, float reset) {
        for (int i = 0; i < count; i++) {
            float potential = potentials[start + i];
            potentials[start + i] = potential + (currents[i] - (potential - reset)) / tau;
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
