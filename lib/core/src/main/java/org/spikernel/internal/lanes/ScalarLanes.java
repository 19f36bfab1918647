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

    @Override
    public void arrange(float[] matrix, int start, int inner, int columns, float[] into, int at) {
        System.arraycopy(matrix, start, into, at, inner * columns);
    }

    @Override
    public void addProduct(
            float[] a,
            int aStart,
            int aStep,
            float[] b,
            int bStart,
            float[] c,
            int cStart,
            int cStep,
            int rows,
            int inner,
            int columns) {
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < inner; i++) {
                addMultiple(a[aStart + row * aStep + i], b, bStart + i * columns, c, cStart + row * cStep, columns);
            }
        }
    }

    private static void addMultiple(float factor, float[] numbers, int start, float[] sums, int at, int count) {
        for (int i = 0; i < count; i++) {
            sums[at + i] = Math.fma(factor, numbers[start + i], sums[at + i]);
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
    public void mergeColumns(
            int[] rows,
            int[] from,
            int[] starts,
            int[] offsets,
            int lines,
            int columns,
            int most,
            int[] into,
            int[] mergedStarts) {
        int count = 0;
        for (int column = 0; column < columns; column++) {
            mergedStarts[column] = count;
            for (int line = 0; line < lines; line++) {
                int end = starts[from[line] + column + 1];
                for (int i = starts[from[line] + column]; i < end; i++) {
                    into[count++] = rows[i] + offsets[line];
                }
            }
        }
        mergedStarts[columns] = count;
    }

    @Override
    public void addMomentsWith(
            float[] numbers, int start, float[] others, int at, int count, double[] sums, double[] products) {
        addMomentsWith(numbers, start, others, at, count, 0, sums, products);
    }

    /** As {@link Lanes#addMomentsWith}, for the channels from one on. */
    static void addMomentsWith(
            float[] numbers,
            int start,
            float[] others,
            int at,
            int count,
            int firstChannel,
            double[] sums,
            double[] products) {
        int channels = sums.length;
        int most = POSITIONS_OF_FLOAT_SUMS * channels;
        for (int from = 0; from < count; from += most) {
            int size = Math.min(most, count - from);
            for (int c = firstChannel; c < channels; c++) {
                float pivot = numbers[start + from + c];
                float otherPivot = others[at + from + c];
                float sum = 0;
                float otherSum = 0;
                float product = 0;
                for (int i = from + c; i < from + size; i += channels) {
                    float distance = numbers[start + i] - pivot;
                    float otherDistance = others[at + i] - otherPivot;
                    sum += distance;
                    otherSum += otherDistance;
                    product += distance * otherDistance;
                }
                addDistances(sum, otherSum, product, pivot, otherPivot, size / channels, c, sums, products);
            }
        }
    }

    /** Adds to the sums of a channel what sums of distances from pivots stand for. */
    static void addDistances(
            double sum,
            double otherSum,
            double product,
            double pivot,
            double otherPivot,
            int count,
            int channel,
            double[] sums,
            double[] products) {
        sums[channel] += sum + count * pivot;
        products[channel] += product + pivot * otherSum + otherPivot * sum + count * pivot * otherPivot;
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
    public void combine(
            float[] numbers,
            int start,
            float[] factors,
            float[] others,
            int at,
            float[] otherFactors,
            float[] summands,
            int count,
            float[] into,
            int to) {
        for (int i = 0; i < count; i++) {
            combineOne(numbers, start, factors, others, at, otherFactors, summands, i, into, to);
        }
    }

    /** As {@link Lanes#combine}, for one number. */
    static void combineOne(
            float[] numbers,
            int start,
            float[] factors,
            float[] others,
            int at,
            float[] otherFactors,
            float[] summands,
            int index,
            float[] into,
            int to) {
        int i = index % factors.length;
        into[to + index] = numbers[start + index] * factors[i] + others[at + index] * otherFactors[i] + summands[i];
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
    public void discharge(
            float[] gradients,
            float[] slopes,
            float[] charged,
            float[] carried,
            int count,
            float threshold,
            float rate) {
        discharge(gradients, slopes, charged, carried, 0, count, threshold, rate);
    }

    /** As {@link Lanes#discharge}, for the neurons from one on. */
    static void discharge(
            float[] gradients,
            float[] slopes,
            float[] charged,
            float[] carried,
            int from,
            int count,
            float threshold,
            float rate) {
        for (int i = from; i < count; i++) {
            float ofCharged = gradients[i] * slopes[i] + (charged[i] >= threshold ? 0 : carried[i]);
            gradients[i] = ofCharged * rate;
            carried[i] = ofCharged - gradients[i];
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
