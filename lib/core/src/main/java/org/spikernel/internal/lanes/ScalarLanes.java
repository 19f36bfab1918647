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
    public void transform(
            Winograd way,
            float[] numbers,
            int start,
            int step,
            int lineStep,
            int lines,
            float[] into,
            int at,
            int pointStep,
            int width) {
        transform(way, numbers, start, step, lineStep, lines, into, at, pointStep, width, 0);
    }

    /** Of the numbers of each row from {@code first} on. */
    void transform(
            Winograd way,
            float[] numbers,
            int start,
            int step,
            int lineStep,
            int lines,
            float[] into,
            int at,
            int pointStep,
            int width,
            int first) {
        for (int line = 0; line < lines; line++) {
            for (int i = first; i < width; i++) {
                int from = start + line * lineStep + i;
                int to = at + line * width + i;
                if (way == Winograd.FOUR_OF_THREE) {
                    transformSix(numbers, from, step, into, to, pointStep);
                } else {
                    transformEight(numbers, from, step, into, to, pointStep);
                }
            }
        }
    }

    private static void transformSix(float[] numbers, int from, int step, float[] into, int to, int pointStep) {
        float x0 = numbers[from];
        float x1 = numbers[from + step];
        float x2 = numbers[from + 2 * step];
        float x3 = numbers[from + 3 * step];
        float x4 = numbers[from + 4 * step];
        float x5 = numbers[from + 5 * step];
        float evenOfOne = Math.fma(-4, x2, x4);
        float oddOfOne = Math.fma(-4, x1, x3);
        float evenOfTwo = x4 - x2;
        float oddOfTwo = x3 - x1;
        into[to] = Math.fma(4, x0, Math.fma(-5, x2, x4));
        into[to + pointStep] = evenOfOne + oddOfOne;
        into[to + 2 * pointStep] = evenOfOne - oddOfOne;
        into[to + 3 * pointStep] = Math.fma(2, oddOfTwo, evenOfTwo);
        into[to + 4 * pointStep] = Math.fma(-2, oddOfTwo, evenOfTwo);
        into[to + 5 * pointStep] = Math.fma(4, x1, Math.fma(-5, x3, x5));
    }

    private static void transformEight(float[] numbers, int from, int step, float[] into, int to, int pointStep) {
        float x0 = numbers[from];
        float x1 = numbers[from + step];
        float x2 = numbers[from + 2 * step];
        float x3 = numbers[from + 3 * step];
        float x4 = numbers[from + 4 * step];
        float x5 = numbers[from + 5 * step];
        float x6 = numbers[from + 6 * step];
        float x7 = numbers[from + 7 * step];
        float evenOfOne = Math.fma(-4.25f, x4, x2 + x6);
        float oddOfOne = Math.fma(-4.25f, x3, x1 + x5);
        float evenOfTwo = Math.fma(0.25f, x2, Math.fma(-1.25f, x4, x6));
        float oddOfTwo = Math.fma(0.5f, x1, Math.fma(-2.5f, x3, x5 + x5));
        float evenOfHalf = Math.fma(4, x2, Math.fma(-5, x4, x6));
        float oddOfHalf = Math.fma(0.5f, x5, Math.fma(-2.5f, x3, x1 + x1));
        into[to] = Math.fma(5.25f, x4 - x2, x0 - x6);
        into[to + pointStep] = evenOfOne + oddOfOne;
        into[to + 2 * pointStep] = evenOfOne - oddOfOne;
        into[to + 3 * pointStep] = evenOfTwo + oddOfTwo;
        into[to + 4 * pointStep] = evenOfTwo - oddOfTwo;
        into[to + 5 * pointStep] = evenOfHalf + oddOfHalf;
        into[to + 6 * pointStep] = evenOfHalf - oddOfHalf;
        into[to + 7 * pointStep] = Math.fma(5.25f, x3 - x5, x7 - x1);
    }

    @Override
    public void addTransformedBack(
            Winograd way,
            float[] products,
            int start,
            int pointStep,
            int lines,
            int width,
            float[] into,
            int at,
            int step,
            int lineStep,
            int sums) {
        addTransformedBack(way, products, start, pointStep, lines, width, into, at, step, lineStep, sums, 0);
    }

    /** Of the numbers of each row from {@code first} on. */
    void addTransformedBack(
            Winograd way,
            float[] products,
            int start,
            int pointStep,
            int lines,
            int width,
            float[] into,
            int at,
            int step,
            int lineStep,
            int sums,
            int first) {
        float[] sumsOfOne = new float[way.sums()];
        for (int line = 0; line < lines; line++) {
            for (int i = first; i < width; i++) {
                transformBack(way, products, start + line * width + i, pointStep, sumsOfOne);
                for (int sum = 0; sum < sums; sum++) {
                    into[at + line * lineStep + sum * step + i] += sumsOfOne[sum];
                }
            }
        }
    }

    private static void transformBack(Winograd way, float[] products, int from, int pointStep, float[] sums) {
        float one = products[from + pointStep];
        float minusOne = products[from + 2 * pointStep];
        float two = products[from + 3 * pointStep];
        float minusTwo = products[from + 4 * pointStep];
        float evenOfOne = one + minusOne;
        float oddOfOne = one - minusOne;
        float evenOfTwo = two + minusTwo;
        float oddOfTwo = two - minusTwo;
        float infinity = products[from + (way.points() - 1) * pointStep];
        sums[0] = products[from] + evenOfOne + evenOfTwo;
        sums[1] = Math.fma(2, oddOfTwo, oddOfOne);
        if (way == Winograd.FOUR_OF_THREE) {
            sums[2] = Math.fma(4, evenOfTwo, evenOfOne);
            sums[3] = Math.fma(8, oddOfTwo, oddOfOne) + infinity;
            return;
        }
        float half = products[from + 5 * pointStep];
        float minusHalf = products[from + 6 * pointStep];
        float evenOfHalf = half + minusHalf;
        float oddOfHalf = half - minusHalf;
        sums[0] += evenOfHalf;
        sums[1] = Math.fma(0.5f, oddOfHalf, sums[1]);
        if (way == Winograd.TWO_OF_SEVEN) {
            sums[1] += infinity;
            return;
        }
        sums[2] = Math.fma(0.25f, evenOfHalf, Math.fma(4, evenOfTwo, evenOfOne));
        sums[3] = Math.fma(0.125f, oddOfHalf, Math.fma(8, oddOfTwo, oddOfOne)) + infinity;
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
    public void chargeAtRate(float[] currents, float[] potentials, int start, int count, float rate, float reset) {
        chargeAtRate(currents, potentials, start, 0, count, rate, reset);
    }

    /** As {@link Lanes#chargeAtRate}, for the neurons from one on. */
    static void chargeAtRate(
            float[] currents, float[] potentials, int start, int from, int count, float rate, float reset) {
        for (int i = from; i < count; i++) {
            float potential = potentials[start + i];
            potentials[start + i] = potential + (currents[i] - (potential - reset)) * rate;
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
