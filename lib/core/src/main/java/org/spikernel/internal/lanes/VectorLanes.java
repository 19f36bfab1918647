package org.spikernel.internal.lanes;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops with numbers across the lanes of vector registers.
 *
 * <p>Rows are summed in blocks of eight registers that stay in place while all rows pass by: wide enough to keep the memory busy, and
 * few enough that the compiler never spills them. The compiler of Java 17 keeps vectors in registers only in methods that are short and
 * have one loop in which sums are carried along, and only while there is but one species for each type of number.
 */
final class VectorLanes implements Lanes {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(SHORTS.vectorBitSize() / 2));
    private static final int LANES = SPECIES.length();
    private static final int SHORT_LANES = SHORTS.length();
    private static final int BLOCK = 8 * LANES;

    /** Processors with the widest registers have twice as many. */
    private static final boolean HAS_MANY_REGISTERS = LANES >= FLOATS_IN_WIDEST_REGISTER;

    /** Numbers whose bit patterns have one bit each, the first the lowest bit: what the spikes of 32 neurons set. */
    private static final float[] SPIKE_BITS = spikeBits();

    private static final float[] NONE = {};

    private final ScalarLanes remainder = new ScalarLanes();

    private static float[] spikeBits() {
        float[] bits = new float[Integer.SIZE];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.intBitsToFloat(1 << i);
        }
        return bits;
    }

    @Override
    public void addRows(float[] numbers, int[] rows, int from, int to, int offset, float[] sums, int start, int width) {
        float[] last = lastOf(sums, start, width);
        int column = 0;
        for (; column + BLOCK <= width; column += BLOCK) {
            addBlock(numbers, rows, from, to, offset + column, sums, start + column);
        }
        for (; column + 5 * LANES <= width && column + 6 * LANES != width; column += 5 * LANES) {
            addFive(numbers, rows, from, to, offset + column, sums, start + column);
        }
        for (; column + 3 * LANES <= width; column += 3 * LANES) {
            addThree(numbers, rows, from, to, offset + column, sums, start + column);
        }
        for (; column + 2 * LANES <= width; column += 2 * LANES) {
            addPair(numbers, rows, from, to, offset + column, sums, start + column);
        }
        for (; column + LANES <= width; column += LANES) {
            addOne(numbers, rows, from, to, offset + column, sums, start + column);
        }
        if (last != NONE) {
            addOne(numbers, rows, from, to, offset + width - LANES, last, 0);
            System.arraycopy(last, LANES - width + column, sums, start + column, width - column);
        } else if (column < width) {
            remainder.addRows(numbers, rows, from, to, offset + column, sums, start + column, width - column);
        }
    }

    /**
     * The last register of a row of sums that whole registers do not fill, before they are added to: it overlaps with the one before it, and
     * what both hold is computed twice. {@link #NONE} where none is needed, or the row is too short for one.
     */
    private static float[] lastOf(float[] sums, int start, int width) {
        if (width < LANES || width % LANES == 0) {
            return NONE;
        }
        float[] last = new float[LANES];
        System.arraycopy(sums, start + width - LANES, last, 0, LANES);
        return last;
    }

    private static void addBlock(float[] numbers, int[] rows, int from, int to, int offset, float[] sums, int start) {
        FloatVector sum0 = FloatVector.fromArray(SPECIES, sums, start);
        FloatVector sum1 = FloatVector.fromArray(SPECIES, sums, start + LANES);
        FloatVector sum2 = FloatVector.fromArray(SPECIES, sums, start + 2 * LANES);
        FloatVector sum3 = FloatVector.fromArray(SPECIES, sums, start + 3 * LANES);
        FloatVector sum4 = FloatVector.fromArray(SPECIES, sums, start + 4 * LANES);
        FloatVector sum5 = FloatVector.fromArray(SPECIES, sums, start + 5 * LANES);
        FloatVector sum6 = FloatVector.fromArray(SPECIES, sums, start + 6 * LANES);
        FloatVector sum7 = FloatVector.fromArray(SPECIES, sums, start + 7 * LANES);
        for (int i = from; i < to; i++) {
            int row = rows[i] + offset;
            sum0 = sum0.add(FloatVector.fromArray(SPECIES, numbers, row));
            sum1 = sum1.add(FloatVector.fromArray(SPECIES, numbers, row + LANES));
            sum2 = sum2.add(FloatVector.fromArray(SPECIES, numbers, row + 2 * LANES));
            sum3 = sum3.add(FloatVector.fromArray(SPECIES, numbers, row + 3 * LANES));
            sum4 = sum4.add(FloatVector.fromArray(SPECIES, numbers, row + 4 * LANES));
            sum5 = sum5.add(FloatVector.fromArray(SPECIES, numbers, row + 5 * LANES));
            sum6 = sum6.add(FloatVector.fromArray(SPECIES, numbers, row + 6 * LANES));
            sum7 = sum7.add(FloatVector.fromArray(SPECIES, numbers, row + 7 * LANES));
        }
        sum0.intoArray(sums, start);
        sum1.intoArray(sums, start + LANES);
        sum2.intoArray(sums, start + 2 * LANES);
        sum3.intoArray(sums, start + 3 * LANES);
        sum4.intoArray(sums, start + 4 * LANES);
        sum5.intoArray(sums, start + 5 * LANES);
        sum6.intoArray(sums, start + 6 * LANES);
        sum7.intoArray(sums, start + 7 * LANES);
    }

    private static void addFive(float[] numbers, int[] rows, int from, int to, int offset, float[] sums, int start) {
        FloatVector sum0 = FloatVector.fromArray(SPECIES, sums, start);
        FloatVector sum1 = FloatVector.fromArray(SPECIES, sums, start + LANES);
        FloatVector sum2 = FloatVector.fromArray(SPECIES, sums, start + 2 * LANES);
        FloatVector sum3 = FloatVector.fromArray(SPECIES, sums, start + 3 * LANES);
        FloatVector sum4 = FloatVector.fromArray(SPECIES, sums, start + 4 * LANES);
        for (int i = from; i < to; i++) {
            int row = rows[i] + offset;
            sum0 = sum0.add(FloatVector.fromArray(SPECIES, numbers, row));
            sum1 = sum1.add(FloatVector.fromArray(SPECIES, numbers, row + LANES));
            sum2 = sum2.add(FloatVector.fromArray(SPECIES, numbers, row + 2 * LANES));
            sum3 = sum3.add(FloatVector.fromArray(SPECIES, numbers, row + 3 * LANES));
            sum4 = sum4.add(FloatVector.fromArray(SPECIES, numbers, row + 4 * LANES));
        }
        sum0.intoArray(sums, start);
        sum1.intoArray(sums, start + LANES);
        sum2.intoArray(sums, start + 2 * LANES);
        sum3.intoArray(sums, start + 3 * LANES);
        sum4.intoArray(sums, start + 4 * LANES);
    }

    private static void addThree(float[] numbers, int[] rows, int from, int to, int offset, float[] sums, int start) {
        FloatVector sum0 = FloatVector.fromArray(SPECIES, sums, start);
        FloatVector sum1 = FloatVector.fromArray(SPECIES, sums, start + LANES);
        FloatVector sum2 = FloatVector.fromArray(SPECIES, sums, start + 2 * LANES);
        for (int i = from; i < to; i++) {
            int row = rows[i] + offset;
            sum0 = sum0.add(FloatVector.fromArray(SPECIES, numbers, row));
            sum1 = sum1.add(FloatVector.fromArray(SPECIES, numbers, row + LANES));
            sum2 = sum2.add(FloatVector.fromArray(SPECIES, numbers, row + 2 * LANES));
        }
        sum0.intoArray(sums, start);
        sum1.intoArray(sums, start + LANES);
        sum2.intoArray(sums, start + 2 * LANES);
    }

    private static void addPair(float[] numbers, int[] rows, int from, int to, int offset, float[] sums, int start) {
        FloatVector sum0 = FloatVector.fromArray(SPECIES, sums, start);
        FloatVector sum1 = FloatVector.fromArray(SPECIES, sums, start + LANES);
        for (int i = from; i < to; i++) {
            int row = rows[i] + offset;
            sum0 = sum0.add(FloatVector.fromArray(SPECIES, numbers, row));
            sum1 = sum1.add(FloatVector.fromArray(SPECIES, numbers, row + LANES));
        }
        sum0.intoArray(sums, start);
        sum1.intoArray(sums, start + LANES);
    }

    private static void addOne(float[] numbers, int[] rows, int from, int to, int offset, float[] sums, int start) {
        FloatVector sum0 = FloatVector.fromArray(SPECIES, sums, start);
        for (int i = from; i < to; i++) {
            int row = rows[i] + offset;
            sum0 = sum0.add(FloatVector.fromArray(SPECIES, numbers, row));
        }
        sum0.intoArray(sums, start);
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
        float[] last = lastOf(sums, start, width);
        int column = 0;
        for (; column + 4 * LANES <= width; column += 4 * LANES) {
            addScaledFour(numbers, rows, factors, from, to, offset + column, sums, start + column);
        }
        for (; column + LANES <= width; column += LANES) {
            addScaledOne(numbers, rows, factors, from, to, offset + column, sums, start + column);
        }
        if (last != NONE) {
            addScaledOne(numbers, rows, factors, from, to, offset + width - LANES, last, 0);
            System.arraycopy(last, LANES - width + column, sums, start + column, width - column);
        } else if (column < width) {
            remainder.addScaledRows(
                    numbers, rows, factors, from, to, offset + column, sums, start + column, width - column);
        }
    }

    private static void addScaledFour(
            float[] numbers, int[] rows, float[] factors, int from, int to, int offset, float[] sums, int start) {
        FloatVector sum0 = FloatVector.fromArray(SPECIES, sums, start);
        FloatVector sum1 = FloatVector.fromArray(SPECIES, sums, start + LANES);
        FloatVector sum2 = FloatVector.fromArray(SPECIES, sums, start + 2 * LANES);
        FloatVector sum3 = FloatVector.fromArray(SPECIES, sums, start + 3 * LANES);
        for (int i = from; i < to; i++) {
            int row = rows[i] + offset;
            FloatVector factor = FloatVector.broadcast(SPECIES, factors[i]);
            sum0 = sum0.add(factor.mul(FloatVector.fromArray(SPECIES, numbers, row)));
            sum1 = sum1.add(factor.mul(FloatVector.fromArray(SPECIES, numbers, row + LANES)));
            sum2 = sum2.add(factor.mul(FloatVector.fromArray(SPECIES, numbers, row + 2 * LANES)));
            sum3 = sum3.add(factor.mul(FloatVector.fromArray(SPECIES, numbers, row + 3 * LANES)));
        }
        sum0.intoArray(sums, start);
        sum1.intoArray(sums, start + LANES);
        sum2.intoArray(sums, start + 2 * LANES);
        sum3.intoArray(sums, start + 3 * LANES);
    }

    private static void addScaledOne(
            float[] numbers, int[] rows, float[] factors, int from, int to, int offset, float[] sums, int start) {
        FloatVector sum0 = FloatVector.fromArray(SPECIES, sums, start);
        for (int i = from; i < to; i++) {
            int row = rows[i] + offset;
            FloatVector factor = FloatVector.broadcast(SPECIES, factors[i]);
            sum0 = sum0.add(factor.mul(FloatVector.fromArray(SPECIES, numbers, row)));
        }
        sum0.intoArray(sums, start);
    }

    @Override
    public void addToRows(float[] numbers, int row, int[] places, int count, int offset, float[] sums, int width) {
        for (int i = 0; i < count; i++) {
            int start = places[i] + offset;
            for (int j = 0; j < width; j += LANES) {
                FloatVector.fromArray(SPECIES, sums, start + j)
                        .add(FloatVector.fromArray(SPECIES, numbers, row + j))
                        .intoArray(sums, start + j);
            }
        }
    }

    @Override
    public void gatherBytes(byte[] numbers, int[] rows, int from, int to, int offset, short[] sums, int width) {
        int column = 0;
        for (; column + 4 * SHORT_LANES <= width; column += 4 * SHORT_LANES) {
            gatherFour(numbers, rows, from, to, offset + column, sums, column);
        }
        for (; column < width; column += SHORT_LANES) {
            gatherOne(numbers, rows, from, to, offset + column, sums, column);
        }
    }

    private static void gatherFour(byte[] numbers, int[] rows, int from, int to, int offset, short[] sums, int start) {
        ShortVector sum0 = ShortVector.fromArray(SHORTS, sums, start);
        ShortVector sum1 = ShortVector.fromArray(SHORTS, sums, start + SHORT_LANES);
        ShortVector sum2 = ShortVector.fromArray(SHORTS, sums, start + 2 * SHORT_LANES);
        ShortVector sum3 = ShortVector.fromArray(SHORTS, sums, start + 3 * SHORT_LANES);
        for (int i = from; i < to; i++) {
            int row = rows[i] + offset;
            sum0 = sum0.add(shorts(numbers, row));
            sum1 = sum1.add(shorts(numbers, row + SHORT_LANES));
            sum2 = sum2.add(shorts(numbers, row + 2 * SHORT_LANES));
            sum3 = sum3.add(shorts(numbers, row + 3 * SHORT_LANES));
        }
        sum0.intoArray(sums, start);
        sum1.intoArray(sums, start + SHORT_LANES);
        sum2.intoArray(sums, start + 2 * SHORT_LANES);
        sum3.intoArray(sums, start + 3 * SHORT_LANES);
    }

    private static void gatherOne(byte[] numbers, int[] rows, int from, int to, int offset, short[] sums, int start) {
        ShortVector sum = ShortVector.fromArray(SHORTS, sums, start);
        for (int i = from; i < to; i++) {
            sum = sum.add(shorts(numbers, rows[i] + offset));
        }
        sum.intoArray(sums, start);
    }

    private static ShortVector shorts(byte[] bytes, int start) {
        return (ShortVector) ByteVector.fromArray(BYTES, bytes, start).convertShape(VectorOperators.B2S, SHORTS, 0);
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
            int row = rows[i] + offset;
            int start = columns[i] * step;
            for (int j = 0; j < width; j += SHORT_LANES) {
                ShortVector.fromArray(SHORTS, sums, start + j)
                        .add(shorts(numbers, row + j))
                        .intoArray(sums, start + j);
            }
        }
    }

    /** In panels of two registers, then of one, then what is left. */
    @Override
    public void arrange(float[] matrix, int start, int inner, int columns, float[] into, int at) {
        int column = 0;
        for (int width = 2 * LANES; column < columns; ) {
            while (column + width > columns) {
                width = width > LANES ? LANES : columns - column;
            }
            for (int i = 0; i < inner; i++) {
                System.arraycopy(matrix, start + i * columns + column, into, at + column * inner + i * width, width);
            }
            column += width;
        }
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
        int column = 0;
        for (; column + 2 * LANES <= columns; column += 2 * LANES) {
            addPanelOfTwo(a, aStart, aStep, b, bStart + column * inner, c, cStart + column, cStep, rows, inner);
        }
        for (; column + LANES <= columns; column += LANES) {
            addPanelOfOne(a, aStart, aStep, b, bStart + column * inner, c, cStart + column, cStep, rows, inner);
        }
        if (column < columns) {
            addNarrowPanel(
                    a,
                    aStart,
                    aStep,
                    b,
                    bStart + column * inner,
                    c,
                    cStart + column,
                    cStep,
                    rows,
                    inner,
                    columns - column);
        }
    }

    /** A panel that fills no register: both matrices are copied to where it does, with zeros beside them. */
    private static void addNarrowPanel(
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
        float[] padded = new float[(inner + rows) * LANES];
        int sums = inner * LANES;
        copy(b, bStart, columns, padded, 0, LANES, inner, columns);
        copy(c, cStart, cStep, padded, sums, LANES, rows, columns);
        addPanelOfOne(a, aStart, aStep, padded, 0, padded, sums, LANES, rows, inner);
        copy(padded, sums, LANES, c, cStart, cStep, rows, columns);
    }

    private static void copy(
            float[] numbers, int start, int step, float[] into, int at, int intoStep, int rows, int width) {
        for (int row = 0; row < rows; row++) {
            int from = start + row * step;
            int to = at + row * intoStep;
            for (int i = 0; i < width; i++) {
                into[to + i] = numbers[from + i];
            }
        }
    }

    private static void addPanelOfTwo(
            float[] a,
            int aStart,
            int aStep,
            float[] b,
            int bStart,
            float[] c,
            int cStart,
            int cStep,
            int rows,
            int inner) {
        int row = 0;
        for (; HAS_MANY_REGISTERS && row + 8 <= rows; row += 8) {
            multiplyEightByTwo(a, aStart + row * aStep, aStep, b, bStart, c, cStart + row * cStep, cStep, inner);
        }
        for (; row + 4 <= rows; row += 4) {
            multiplyFourByTwo(a, aStart + row * aStep, aStep, b, bStart, c, cStart + row * cStep, cStep, inner);
        }
        for (; row < rows; row++) {
            int at = cStart + row * cStep;
            multiplyOne(a, aStart + row * aStep, b, bStart, 2 * LANES, c, at, inner);
            multiplyOne(a, aStart + row * aStep, b, bStart + LANES, 2 * LANES, c, at + LANES, inner);
        }
    }

    private static void addPanelOfOne(
            float[] a,
            int aStart,
            int aStep,
            float[] b,
            int bStart,
            float[] c,
            int cStart,
            int cStep,
            int rows,
            int inner) {
        int row = 0;
        for (; HAS_MANY_REGISTERS && aStep == LANES && row + 16 <= rows; row += 16) {
            multiplySixteen(a, aStart + row * aStep, b, bStart, c, cStart + row * cStep, cStep, inner);
        }
        for (; row + 8 <= rows; row += 8) {
            multiplyEight(a, aStart + row * aStep, aStep, b, bStart, c, cStart + row * cStep, cStep, inner);
        }
        for (; row < rows; row++) {
            multiplyOne(a, aStart + row * aStep, b, bStart, LANES, c, cStart + row * cStep, inner);
        }
    }

    /** Eight rows, twice as many columns as a register has lanes. */
    private static void multiplyEightByTwo(
            float[] a, int a0, int aStep, float[] b, int bStart, float[] c, int c0, int cStep, int inner) {
        int a1 = a0 + aStep;
        int a2 = a1 + aStep;
        int a3 = a2 + aStep;
        int a4 = a3 + aStep;
        int a5 = a4 + aStep;
        int a6 = a5 + aStep;
        int a7 = a6 + aStep;
        int c1 = c0 + cStep;
        int c2 = c1 + cStep;
        int c3 = c2 + cStep;
        int c4 = c3 + cStep;
        int c5 = c4 + cStep;
        int c6 = c5 + cStep;
        int c7 = c6 + cStep;
        FloatVector left0 = FloatVector.fromArray(SPECIES, c, c0);
        FloatVector right0 = FloatVector.fromArray(SPECIES, c, c0 + LANES);
        FloatVector left1 = FloatVector.fromArray(SPECIES, c, c1);
        FloatVector right1 = FloatVector.fromArray(SPECIES, c, c1 + LANES);
        FloatVector left2 = FloatVector.fromArray(SPECIES, c, c2);
        FloatVector right2 = FloatVector.fromArray(SPECIES, c, c2 + LANES);
        FloatVector left3 = FloatVector.fromArray(SPECIES, c, c3);
        FloatVector right3 = FloatVector.fromArray(SPECIES, c, c3 + LANES);
        FloatVector left4 = FloatVector.fromArray(SPECIES, c, c4);
        FloatVector right4 = FloatVector.fromArray(SPECIES, c, c4 + LANES);
        FloatVector left5 = FloatVector.fromArray(SPECIES, c, c5);
        FloatVector right5 = FloatVector.fromArray(SPECIES, c, c5 + LANES);
        FloatVector left6 = FloatVector.fromArray(SPECIES, c, c6);
        FloatVector right6 = FloatVector.fromArray(SPECIES, c, c6 + LANES);
        FloatVector left7 = FloatVector.fromArray(SPECIES, c, c7);
        FloatVector right7 = FloatVector.fromArray(SPECIES, c, c7 + LANES);
        for (int i = 0; i < inner; i++) {
            FloatVector left = FloatVector.fromArray(SPECIES, b, bStart + i * 2 * LANES);
            FloatVector right = FloatVector.fromArray(SPECIES, b, bStart + i * 2 * LANES + LANES);
            FloatVector factor0 = FloatVector.broadcast(SPECIES, a[a0 + i]);
            left0 = factor0.fma(left, left0);
            right0 = factor0.fma(right, right0);
            FloatVector factor1 = FloatVector.broadcast(SPECIES, a[a1 + i]);
            left1 = factor1.fma(left, left1);
            right1 = factor1.fma(right, right1);
            FloatVector factor2 = FloatVector.broadcast(SPECIES, a[a2 + i]);
            left2 = factor2.fma(left, left2);
            right2 = factor2.fma(right, right2);
            FloatVector factor3 = FloatVector.broadcast(SPECIES, a[a3 + i]);
            left3 = factor3.fma(left, left3);
            right3 = factor3.fma(right, right3);
            FloatVector factor4 = FloatVector.broadcast(SPECIES, a[a4 + i]);
            left4 = factor4.fma(left, left4);
            right4 = factor4.fma(right, right4);
            FloatVector factor5 = FloatVector.broadcast(SPECIES, a[a5 + i]);
            left5 = factor5.fma(left, left5);
            right5 = factor5.fma(right, right5);
            FloatVector factor6 = FloatVector.broadcast(SPECIES, a[a6 + i]);
            left6 = factor6.fma(left, left6);
            right6 = factor6.fma(right, right6);
            FloatVector factor7 = FloatVector.broadcast(SPECIES, a[a7 + i]);
            left7 = factor7.fma(left, left7);
            right7 = factor7.fma(right, right7);
        }
        left0.intoArray(c, c0);
        right0.intoArray(c, c0 + LANES);
        left1.intoArray(c, c1);
        right1.intoArray(c, c1 + LANES);
        left2.intoArray(c, c2);
        right2.intoArray(c, c2 + LANES);
        left3.intoArray(c, c3);
        right3.intoArray(c, c3 + LANES);
        left4.intoArray(c, c4);
        right4.intoArray(c, c4 + LANES);
        left5.intoArray(c, c5);
        right5.intoArray(c, c5 + LANES);
        left6.intoArray(c, c6);
        right6.intoArray(c, c6 + LANES);
        left7.intoArray(c, c7);
        right7.intoArray(c, c7 + LANES);
    }

    /** Four rows, twice as many columns as a register has lanes. */
    private static void multiplyFourByTwo(
            float[] a, int a0, int aStep, float[] b, int bStart, float[] c, int c0, int cStep, int inner) {
        int a1 = a0 + aStep;
        int a2 = a1 + aStep;
        int a3 = a2 + aStep;
        int c1 = c0 + cStep;
        int c2 = c1 + cStep;
        int c3 = c2 + cStep;
        FloatVector left0 = FloatVector.fromArray(SPECIES, c, c0);
        FloatVector right0 = FloatVector.fromArray(SPECIES, c, c0 + LANES);
        FloatVector left1 = FloatVector.fromArray(SPECIES, c, c1);
        FloatVector right1 = FloatVector.fromArray(SPECIES, c, c1 + LANES);
        FloatVector left2 = FloatVector.fromArray(SPECIES, c, c2);
        FloatVector right2 = FloatVector.fromArray(SPECIES, c, c2 + LANES);
        FloatVector left3 = FloatVector.fromArray(SPECIES, c, c3);
        FloatVector right3 = FloatVector.fromArray(SPECIES, c, c3 + LANES);
        for (int i = 0; i < inner; i++) {
            FloatVector left = FloatVector.fromArray(SPECIES, b, bStart + i * 2 * LANES);
            FloatVector right = FloatVector.fromArray(SPECIES, b, bStart + i * 2 * LANES + LANES);
            FloatVector factor0 = FloatVector.broadcast(SPECIES, a[a0 + i]);
            left0 = factor0.fma(left, left0);
            right0 = factor0.fma(right, right0);
            FloatVector factor1 = FloatVector.broadcast(SPECIES, a[a1 + i]);
            left1 = factor1.fma(left, left1);
            right1 = factor1.fma(right, right1);
            FloatVector factor2 = FloatVector.broadcast(SPECIES, a[a2 + i]);
            left2 = factor2.fma(left, left2);
            right2 = factor2.fma(right, right2);
            FloatVector factor3 = FloatVector.broadcast(SPECIES, a[a3 + i]);
            left3 = factor3.fma(left, left3);
            right3 = factor3.fma(right, right3);
        }
        left0.intoArray(c, c0);
        right0.intoArray(c, c0 + LANES);
        left1.intoArray(c, c1);
        right1.intoArray(c, c1 + LANES);
        left2.intoArray(c, c2);
        right2.intoArray(c, c2 + LANES);
        left3.intoArray(c, c3);
        right3.intoArray(c, c3 + LANES);
    }

    /** Eight rows, as many columns as a register has lanes. */
    private static void multiplyEight(
            float[] a, int a0, int aStep, float[] b, int bStart, float[] c, int c0, int cStep, int inner) {
        int a1 = a0 + aStep;
        int a2 = a1 + aStep;
        int a3 = a2 + aStep;
        int a4 = a3 + aStep;
        int a5 = a4 + aStep;
        int a6 = a5 + aStep;
        int a7 = a6 + aStep;
        int c1 = c0 + cStep;
        int c2 = c1 + cStep;
        int c3 = c2 + cStep;
        int c4 = c3 + cStep;
        int c5 = c4 + cStep;
        int c6 = c5 + cStep;
        int c7 = c6 + cStep;
        FloatVector sum0 = FloatVector.fromArray(SPECIES, c, c0);
        FloatVector sum1 = FloatVector.fromArray(SPECIES, c, c1);
        FloatVector sum2 = FloatVector.fromArray(SPECIES, c, c2);
        FloatVector sum3 = FloatVector.fromArray(SPECIES, c, c3);
        FloatVector sum4 = FloatVector.fromArray(SPECIES, c, c4);
        FloatVector sum5 = FloatVector.fromArray(SPECIES, c, c5);
        FloatVector sum6 = FloatVector.fromArray(SPECIES, c, c6);
        FloatVector sum7 = FloatVector.fromArray(SPECIES, c, c7);
        for (int i = 0; i < inner; i++) {
            FloatVector numbers = FloatVector.fromArray(SPECIES, b, bStart + i * LANES);
            sum0 = FloatVector.broadcast(SPECIES, a[a0 + i]).fma(numbers, sum0);
            sum1 = FloatVector.broadcast(SPECIES, a[a1 + i]).fma(numbers, sum1);
            sum2 = FloatVector.broadcast(SPECIES, a[a2 + i]).fma(numbers, sum2);
            sum3 = FloatVector.broadcast(SPECIES, a[a3 + i]).fma(numbers, sum3);
            sum4 = FloatVector.broadcast(SPECIES, a[a4 + i]).fma(numbers, sum4);
            sum5 = FloatVector.broadcast(SPECIES, a[a5 + i]).fma(numbers, sum5);
            sum6 = FloatVector.broadcast(SPECIES, a[a6 + i]).fma(numbers, sum6);
            sum7 = FloatVector.broadcast(SPECIES, a[a7 + i]).fma(numbers, sum7);
        }
        sum0.intoArray(c, c0);
        sum1.intoArray(c, c1);
        sum2.intoArray(c, c2);
        sum3.intoArray(c, c3);
        sum4.intoArray(c, c4);
        sum5.intoArray(c, c5);
        sum6.intoArray(c, c6);
        sum7.intoArray(c, c7);
    }

    /** Sixteen rows that lie side by side, as many columns as a register has lanes. */
    private static void multiplySixteen(
            float[] a, int aStart, float[] b, int bStart, float[] c, int c0, int cStep, int inner) {
        FloatVector sum0 = FloatVector.fromArray(SPECIES, c, c0);
        FloatVector sum1 = FloatVector.fromArray(SPECIES, c, c0 + cStep);
        FloatVector sum2 = FloatVector.fromArray(SPECIES, c, c0 + 2 * cStep);
        FloatVector sum3 = FloatVector.fromArray(SPECIES, c, c0 + 3 * cStep);
        FloatVector sum4 = FloatVector.fromArray(SPECIES, c, c0 + 4 * cStep);
        FloatVector sum5 = FloatVector.fromArray(SPECIES, c, c0 + 5 * cStep);
        FloatVector sum6 = FloatVector.fromArray(SPECIES, c, c0 + 6 * cStep);
        FloatVector sum7 = FloatVector.fromArray(SPECIES, c, c0 + 7 * cStep);
        FloatVector sum8 = FloatVector.fromArray(SPECIES, c, c0 + 8 * cStep);
        FloatVector sum9 = FloatVector.fromArray(SPECIES, c, c0 + 9 * cStep);
        FloatVector sum10 = FloatVector.fromArray(SPECIES, c, c0 + 10 * cStep);
        FloatVector sum11 = FloatVector.fromArray(SPECIES, c, c0 + 11 * cStep);
        FloatVector sum12 = FloatVector.fromArray(SPECIES, c, c0 + 12 * cStep);
        FloatVector sum13 = FloatVector.fromArray(SPECIES, c, c0 + 13 * cStep);
        FloatVector sum14 = FloatVector.fromArray(SPECIES, c, c0 + 14 * cStep);
        FloatVector sum15 = FloatVector.fromArray(SPECIES, c, c0 + 15 * cStep);
        for (int i = 0; i < inner; i++) {
            FloatVector numbers = FloatVector.fromArray(SPECIES, b, bStart + i * LANES);
            sum0 = FloatVector.broadcast(SPECIES, a[aStart + i]).fma(numbers, sum0);
            sum1 = FloatVector.broadcast(SPECIES, a[aStart + i + LANES]).fma(numbers, sum1);
            sum2 = FloatVector.broadcast(SPECIES, a[aStart + i + 2 * LANES]).fma(numbers, sum2);
            sum3 = FloatVector.broadcast(SPECIES, a[aStart + i + 3 * LANES]).fma(numbers, sum3);
            sum4 = FloatVector.broadcast(SPECIES, a[aStart + i + 4 * LANES]).fma(numbers, sum4);
            sum5 = FloatVector.broadcast(SPECIES, a[aStart + i + 5 * LANES]).fma(numbers, sum5);
            sum6 = FloatVector.broadcast(SPECIES, a[aStart + i + 6 * LANES]).fma(numbers, sum6);
            sum7 = FloatVector.broadcast(SPECIES, a[aStart + i + 7 * LANES]).fma(numbers, sum7);
            sum8 = FloatVector.broadcast(SPECIES, a[aStart + i + 8 * LANES]).fma(numbers, sum8);
            sum9 = FloatVector.broadcast(SPECIES, a[aStart + i + 9 * LANES]).fma(numbers, sum9);
            sum10 = FloatVector.broadcast(SPECIES, a[aStart + i + 10 * LANES]).fma(numbers, sum10);
            sum11 = FloatVector.broadcast(SPECIES, a[aStart + i + 11 * LANES]).fma(numbers, sum11);
            sum12 = FloatVector.broadcast(SPECIES, a[aStart + i + 12 * LANES]).fma(numbers, sum12);
            sum13 = FloatVector.broadcast(SPECIES, a[aStart + i + 13 * LANES]).fma(numbers, sum13);
            sum14 = FloatVector.broadcast(SPECIES, a[aStart + i + 14 * LANES]).fma(numbers, sum14);
            sum15 = FloatVector.broadcast(SPECIES, a[aStart + i + 15 * LANES]).fma(numbers, sum15);
        }
        sum0.intoArray(c, c0);
        sum1.intoArray(c, c0 + cStep);
        sum2.intoArray(c, c0 + 2 * cStep);
        sum3.intoArray(c, c0 + 3 * cStep);
        sum4.intoArray(c, c0 + 4 * cStep);
        sum5.intoArray(c, c0 + 5 * cStep);
        sum6.intoArray(c, c0 + 6 * cStep);
        sum7.intoArray(c, c0 + 7 * cStep);
        sum8.intoArray(c, c0 + 8 * cStep);
        sum9.intoArray(c, c0 + 9 * cStep);
        sum10.intoArray(c, c0 + 10 * cStep);
        sum11.intoArray(c, c0 + 11 * cStep);
        sum12.intoArray(c, c0 + 12 * cStep);
        sum13.intoArray(c, c0 + 13 * cStep);
        sum14.intoArray(c, c0 + 14 * cStep);
        sum15.intoArray(c, c0 + 15 * cStep);
    }

    /** One row, as many columns as a register has lanes. */
    private static void multiplyOne(
            float[] a, int aStart, float[] b, int bStart, int bStep, float[] c, int cStart, int inner) {
        FloatVector sum = FloatVector.fromArray(SPECIES, c, cStart);
        for (int i = 0; i < inner; i++) {
            FloatVector numbers = FloatVector.fromArray(SPECIES, b, bStart + i * bStep);
            sum = FloatVector.broadcast(SPECIES, a[aStart + i]).fma(numbers, sum);
        }
        sum.intoArray(c, cStart);
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
        int whole = SPECIES.loopBound(width);
        for (int i = 0; i < whole; i += LANES) {
            if (way == Winograd.FOUR_OF_THREE) {
                transformSix(numbers, start + i, step, lineStep, lines, into, at + i, pointStep, width);
            } else {
                transformEight(numbers, start + i, step, lineStep, lines, into, at + i, pointStep, width);
            }
        }
        if (whole < width) {
            remainder.transform(way, numbers, start, step, lineStep, lines, into, at, pointStep, width, whole);
        }
    }

    private static void transformSix(
            float[] numbers,
            int start,
            int step,
            int lineStep,
            int lines,
            float[] into,
            int at,
            int pointStep,
            int width) {
        for (int line = 0; line < lines; line++) {
            int from = start + line * lineStep;
            int to = at + line * width;
            FloatVector x0 = FloatVector.fromArray(SPECIES, numbers, from);
            FloatVector x1 = FloatVector.fromArray(SPECIES, numbers, from + step);
            FloatVector x2 = FloatVector.fromArray(SPECIES, numbers, from + 2 * step);
            FloatVector x3 = FloatVector.fromArray(SPECIES, numbers, from + 3 * step);
            FloatVector x4 = FloatVector.fromArray(SPECIES, numbers, from + 4 * step);
            FloatVector x5 = FloatVector.fromArray(SPECIES, numbers, from + 5 * step);
            times(4, x0, times(-5, x2, x4)).intoArray(into, to);
            times(4, x1, times(-5, x3, x5)).intoArray(into, to + 5 * pointStep);
            intoPair(times(-4, x2, x4), times(-4, x1, x3), into, to + pointStep, pointStep);
            FloatVector even = x4.sub(x2);
            FloatVector odd = x3.sub(x1);
            times(2, odd, even).intoArray(into, to + 3 * pointStep);
            times(-2, odd, even).intoArray(into, to + 4 * pointStep);
        }
    }

    private static void transformEight(
            float[] numbers,
            int start,
            int step,
            int lineStep,
            int lines,
            float[] into,
            int at,
            int pointStep,
            int width) {
        for (int line = 0; line < lines; line++) {
            int from = start + line * lineStep;
            int to = at + line * width;
            FloatVector x0 = FloatVector.fromArray(SPECIES, numbers, from);
            FloatVector x1 = FloatVector.fromArray(SPECIES, numbers, from + step);
            FloatVector x2 = FloatVector.fromArray(SPECIES, numbers, from + 2 * step);
            FloatVector x3 = FloatVector.fromArray(SPECIES, numbers, from + 3 * step);
            FloatVector x4 = FloatVector.fromArray(SPECIES, numbers, from + 4 * step);
            FloatVector x5 = FloatVector.fromArray(SPECIES, numbers, from + 5 * step);
            FloatVector x6 = FloatVector.fromArray(SPECIES, numbers, from + 6 * step);
            FloatVector x7 = FloatVector.fromArray(SPECIES, numbers, from + 7 * step);
            times(5.25f, x4.sub(x2), x0.sub(x6)).intoArray(into, to);
            times(5.25f, x3.sub(x5), x7.sub(x1)).intoArray(into, to + 7 * pointStep);
            intoPair(times(-4.25f, x4, x2.add(x6)), times(-4.25f, x3, x1.add(x5)), into, to + pointStep, pointStep);
            intoPair(
                    times(0.25f, x2, times(-1.25f, x4, x6)),
                    times(0.5f, x1, times(-2.5f, x3, x5.add(x5))),
                    into,
                    to + 3 * pointStep,
                    pointStep);
            intoPair(
                    times(4, x2, times(-5, x4, x6)),
                    times(0.5f, x5, times(-2.5f, x3, x1.add(x1))),
                    into,
                    to + 5 * pointStep,
                    pointStep);
        }
    }

    private static FloatVector times(float factor, FloatVector numbers, FloatVector summands) {
        return FloatVector.broadcast(SPECIES, factor).fma(numbers, summands);
    }

    /** Values at a point and at its negative, of the even powers and the odd ones. */
    private static void intoPair(FloatVector even, FloatVector odd, float[] into, int to, int pointStep) {
        even.add(odd).intoArray(into, to);
        even.sub(odd).intoArray(into, to + pointStep);
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
        int whole = sums == way.sums() ? SPECIES.loopBound(width) : 0;
        for (int i = 0; i < whole; i += LANES) {
            int from = start + i;
            int to = at + i;
            if (way == Winograd.FOUR_OF_THREE) {
                addEvenOfThree(products, from, pointStep, lines, width, into, to, step, lineStep);
                addOddOfThree(products, from, pointStep, lines, width, into, to + step, step, lineStep);
            } else if (way == Winograd.FOUR_OF_FIVE) {
                addEvenOfFive(products, from, pointStep, lines, width, into, to, step, lineStep);
                addOddOfFive(products, from, pointStep, lines, width, into, to + step, step, lineStep);
            } else {
                addFirstOfSeven(products, from, pointStep, lines, width, into, to, lineStep);
                addSecondOfSeven(products, from, pointStep, lines, width, into, to + step, lineStep);
            }
        }
        if (whole < width) {
            remainder.addTransformedBack(
                    way, products, start, pointStep, lines, width, into, at, step, lineStep, sums, whole);
        }
    }

    private static void addEvenOfThree(
            float[] products,
            int start,
            int pointStep,
            int lines,
            int width,
            float[] into,
            int at,
            int step,
            int lineStep) {
        for (int line = 0; line < lines; line++) {
            int from = start + line * width;
            int to = at + line * lineStep;
            FloatVector evenOfOne = FloatVector.fromArray(SPECIES, products, from + pointStep)
                    .add(FloatVector.fromArray(SPECIES, products, from + 2 * pointStep));
            FloatVector evenOfTwo = FloatVector.fromArray(SPECIES, products, from + 3 * pointStep)
                    .add(FloatVector.fromArray(SPECIES, products, from + 4 * pointStep));
            FloatVector first = FloatVector.fromArray(SPECIES, products, from)
                    .add(evenOfOne)
                    .add(evenOfTwo);
            FloatVector third = FloatVector.broadcast(SPECIES, 4).fma(evenOfTwo, evenOfOne);
            FloatVector.fromArray(SPECIES, into, to).add(first).intoArray(into, to);
            FloatVector.fromArray(SPECIES, into, to + 2 * step).add(third).intoArray(into, to + 2 * step);
        }
    }

    private static void addOddOfThree(
            float[] products,
            int start,
            int pointStep,
            int lines,
            int width,
            float[] into,
            int at,
            int step,
            int lineStep) {
        for (int line = 0; line < lines; line++) {
            int from = start + line * width;
            int to = at + line * lineStep;
            FloatVector oddOfOne = FloatVector.fromArray(SPECIES, products, from + pointStep)
                    .sub(FloatVector.fromArray(SPECIES, products, from + 2 * pointStep));
            FloatVector oddOfTwo = FloatVector.fromArray(SPECIES, products, from + 3 * pointStep)
                    .sub(FloatVector.fromArray(SPECIES, products, from + 4 * pointStep));
            FloatVector second = FloatVector.broadcast(SPECIES, 2).fma(oddOfTwo, oddOfOne);
            FloatVector fourth = FloatVector.broadcast(SPECIES, 8)
                    .fma(oddOfTwo, oddOfOne)
                    .add(FloatVector.fromArray(SPECIES, products, from + 5 * pointStep));
            FloatVector.fromArray(SPECIES, into, to).add(second).intoArray(into, to);
            FloatVector.fromArray(SPECIES, into, to + 2 * step).add(fourth).intoArray(into, to + 2 * step);
        }
    }

    private static void addEvenOfFive(
            float[] products,
            int start,
            int pointStep,
            int lines,
            int width,
            float[] into,
            int at,
            int step,
            int lineStep) {
        for (int line = 0; line < lines; line++) {
            int from = start + line * width;
            int to = at + line * lineStep;
            FloatVector evenOfOne = FloatVector.fromArray(SPECIES, products, from + pointStep)
                    .add(FloatVector.fromArray(SPECIES, products, from + 2 * pointStep));
            FloatVector evenOfTwo = FloatVector.fromArray(SPECIES, products, from + 3 * pointStep)
                    .add(FloatVector.fromArray(SPECIES, products, from + 4 * pointStep));
            FloatVector evenOfHalf = FloatVector.fromArray(SPECIES, products, from + 5 * pointStep)
                    .add(FloatVector.fromArray(SPECIES, products, from + 6 * pointStep));
            FloatVector first = FloatVector.fromArray(SPECIES, products, from)
                    .add(evenOfOne)
                    .add(evenOfTwo)
                    .add(evenOfHalf);
            FloatVector third = FloatVector.broadcast(SPECIES, 0.25f)
                    .fma(evenOfHalf, FloatVector.broadcast(SPECIES, 4).fma(evenOfTwo, evenOfOne));
            FloatVector.fromArray(SPECIES, into, to).add(first).intoArray(into, to);
            FloatVector.fromArray(SPECIES, into, to + 2 * step).add(third).intoArray(into, to + 2 * step);
        }
    }

    private static void addOddOfFive(
            float[] products,
            int start,
            int pointStep,
            int lines,
            int width,
            float[] into,
            int at,
            int step,
            int lineStep) {
        for (int line = 0; line < lines; line++) {
            int from = start + line * width;
            int to = at + line * lineStep;
            FloatVector oddOfOne = FloatVector.fromArray(SPECIES, products, from + pointStep)
                    .sub(FloatVector.fromArray(SPECIES, products, from + 2 * pointStep));
            FloatVector oddOfTwo = FloatVector.fromArray(SPECIES, products, from + 3 * pointStep)
                    .sub(FloatVector.fromArray(SPECIES, products, from + 4 * pointStep));
            FloatVector oddOfHalf = FloatVector.fromArray(SPECIES, products, from + 5 * pointStep)
                    .sub(FloatVector.fromArray(SPECIES, products, from + 6 * pointStep));
            FloatVector second = FloatVector.broadcast(SPECIES, 0.5f)
                    .fma(oddOfHalf, FloatVector.broadcast(SPECIES, 2).fma(oddOfTwo, oddOfOne));
            FloatVector fourth = FloatVector.broadcast(SPECIES, 0.125f)
                    .fma(oddOfHalf, FloatVector.broadcast(SPECIES, 8).fma(oddOfTwo, oddOfOne))
                    .add(FloatVector.fromArray(SPECIES, products, from + 7 * pointStep));
            FloatVector.fromArray(SPECIES, into, to).add(second).intoArray(into, to);
            FloatVector.fromArray(SPECIES, into, to + 2 * step).add(fourth).intoArray(into, to + 2 * step);
        }
    }

    private static void addFirstOfSeven(
            float[] products, int start, int pointStep, int lines, int width, float[] into, int at, int lineStep) {
        for (int line = 0; line < lines; line++) {
            int from = start + line * width;
            int to = at + line * lineStep;
            FloatVector evenOfOne = FloatVector.fromArray(SPECIES, products, from + pointStep)
                    .add(FloatVector.fromArray(SPECIES, products, from + 2 * pointStep));
            FloatVector evenOfTwo = FloatVector.fromArray(SPECIES, products, from + 3 * pointStep)
                    .add(FloatVector.fromArray(SPECIES, products, from + 4 * pointStep));
            FloatVector evenOfHalf = FloatVector.fromArray(SPECIES, products, from + 5 * pointStep)
                    .add(FloatVector.fromArray(SPECIES, products, from + 6 * pointStep));
            FloatVector first = FloatVector.fromArray(SPECIES, products, from)
                    .add(evenOfOne)
                    .add(evenOfTwo)
                    .add(evenOfHalf);
            FloatVector.fromArray(SPECIES, into, to).add(first).intoArray(into, to);
        }
    }

    private static void addSecondOfSeven(
            float[] products, int start, int pointStep, int lines, int width, float[] into, int at, int lineStep) {
        for (int line = 0; line < lines; line++) {
            int from = start + line * width;
            int to = at + line * lineStep;
            FloatVector oddOfOne = FloatVector.fromArray(SPECIES, products, from + pointStep)
                    .sub(FloatVector.fromArray(SPECIES, products, from + 2 * pointStep));
            FloatVector oddOfTwo = FloatVector.fromArray(SPECIES, products, from + 3 * pointStep)
                    .sub(FloatVector.fromArray(SPECIES, products, from + 4 * pointStep));
            FloatVector oddOfHalf = FloatVector.fromArray(SPECIES, products, from + 5 * pointStep)
                    .sub(FloatVector.fromArray(SPECIES, products, from + 6 * pointStep));
            FloatVector second = FloatVector.broadcast(SPECIES, 0.5f)
                    .fma(oddOfHalf, FloatVector.broadcast(SPECIES, 2).fma(oddOfTwo, oddOfOne))
                    .add(FloatVector.fromArray(SPECIES, products, from + 7 * pointStep));
            FloatVector.fromArray(SPECIES, into, to).add(second).intoArray(into, to);
        }
    }

    @Override
    public void addTimes(short[] integers, int start, float factor, float[] sums, int at, int count) {
        int whole = SHORTS.loopBound(count);
        for (int i = 0; i < whole; i += SHORT_LANES) {
            ShortVector integer = ShortVector.fromArray(SHORTS, integers, start + i);
            floats(integer, 0)
                    .mul(factor)
                    .add(FloatVector.fromArray(SPECIES, sums, at + i))
                    .intoArray(sums, at + i);
            floats(integer, 1)
                    .mul(factor)
                    .add(FloatVector.fromArray(SPECIES, sums, at + i + LANES))
                    .intoArray(sums, at + i + LANES);
        }
        remainder.addTimes(integers, start + whole, factor, sums, at + whole, count - whole);
    }

    @Override
    public void times(short[] integers, int start, int count, float factor, float[] into, int at) {
        int whole = SHORTS.loopBound(count);
        for (int i = 0; i < whole; i += SHORT_LANES) {
            ShortVector integer = ShortVector.fromArray(SHORTS, integers, start + i);
            floats(integer, 0).mul(factor).intoArray(into, at + i);
            floats(integer, 1).mul(factor).intoArray(into, at + i + LANES);
        }
        remainder.times(integers, start + whole, count - whole, factor, into, at + whole);
    }

    private static FloatVector floats(ShortVector integers, int half) {
        return (FloatVector) integers.convertShape(VectorOperators.S2F, SPECIES, half);
    }

    @Override
    public void addMoments(float[] numbers, int start, int count, double[] sums, double[] squares) {
        int channel = 0;
        for (; channel + LANES <= sums.length; channel += LANES) {
            addMomentsOfLanes(numbers, start, count, channel, sums, squares);
        }
        if (channel < sums.length) {
            ScalarLanes.addMoments(numbers, start, count, channel, sums, squares);
        }
    }

    private static void addMomentsOfLanes(
            float[] numbers, int start, int count, int channel, double[] sums, double[] squares) {
        DoubleVector sum0 = DoubleVector.fromArray(DOUBLES, sums, channel);
        DoubleVector sum1 = DoubleVector.fromArray(DOUBLES, sums, channel + LANES / 2);
        DoubleVector square0 = DoubleVector.fromArray(DOUBLES, squares, channel);
        DoubleVector square1 = DoubleVector.fromArray(DOUBLES, squares, channel + LANES / 2);
        for (int at = start + channel; at < start + count; at += sums.length) {
            FloatVector number = FloatVector.fromArray(SPECIES, numbers, at);
            DoubleVector number0 = (DoubleVector) number.convertShape(VectorOperators.F2D, DOUBLES, 0);
            DoubleVector number1 = (DoubleVector) number.convertShape(VectorOperators.F2D, DOUBLES, 1);
            sum0 = sum0.add(number0);
            sum1 = sum1.add(number1);
            square0 = square0.add(number0.mul(number0));
            square1 = square1.add(number1.mul(number1));
        }
        sum0.intoArray(sums, channel);
        sum1.intoArray(sums, channel + LANES / 2);
        square0.intoArray(squares, channel);
        square1.intoArray(squares, channel + LANES / 2);
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
                int first = starts[from[line] + column];
                // As many as there can be: no branch, which would often be foretold wrongly.
                for (int i = 0; i < most; i += LANES) {
                    IntVector.fromArray(INTS, rows, first + i)
                            .add(offsets[line])
                            .intoArray(into, count + i);
                }
                count += starts[from[line] + column + 1] - first;
            }
        }
        mergedStarts[columns] = count;
    }

    @Override
    public void addMomentsWith(
            float[] numbers, int start, float[] others, int at, int count, double[] sums, double[] products) {
        int channels = sums.length;
        int whole = channels / LANES * LANES;
        float[] distances = new float[3 * LANES];
        int most = POSITIONS_OF_FLOAT_SUMS * channels;
        for (int from = 0; from < count; from += most) {
            int size = Math.min(most, count - from);
            for (int channel = 0; channel < whole; channel += LANES) {
                int first = start + from + channel;
                int other = at + from + channel;
                sumDistances(numbers, first, others, other, size, channels, distances);
                for (int c = 0; c < LANES; c++) {
                    ScalarLanes.addDistances(
                            distances[c],
                            distances[LANES + c],
                            distances[2 * LANES + c],
                            numbers[first + c],
                            others[other + c],
                            size / channels,
                            channel + c,
                            sums,
                            products);
                }
            }
        }
        if (whole < channels) {
            ScalarLanes.addMomentsWith(numbers, start, others, at, count, whole, sums, products);
        }
    }

    private static void sumDistances(
            float[] numbers, int start, float[] others, int at, int count, int channels, float[] sums) {
        FloatVector pivot = FloatVector.fromArray(SPECIES, numbers, start);
        FloatVector otherPivot = FloatVector.fromArray(SPECIES, others, at);
        FloatVector sum = FloatVector.zero(SPECIES);
        FloatVector otherSum = FloatVector.zero(SPECIES);
        FloatVector product = FloatVector.zero(SPECIES);
        for (int i = 0; i < count; i += channels) {
            FloatVector distance =
                    FloatVector.fromArray(SPECIES, numbers, start + i).sub(pivot);
            FloatVector otherDistance =
                    FloatVector.fromArray(SPECIES, others, at + i).sub(otherPivot);
            sum = sum.add(distance);
            otherSum = otherSum.add(otherDistance);
            product = product.add(distance.mul(otherDistance));
        }
        sum.intoArray(sums, 0);
        otherSum.intoArray(sums, LANES);
        product.intoArray(sums, 2 * LANES);
    }

    @Override
    public void normalise(float[] numbers, int start, int count, float[] scale, float[] shift, float[] into, int at) {
        for (int first = 0; first < scale.length; first += LANES) {
            int times = times(count, first, LANES, scale.length);
            normalise(numbers, start + first, times, scale, shift, first, into, at + first);
        }
        int whole = SPECIES.loopBound(count);
        for (int i = whole; i < count; i++) {
            into[at + i] = numbers[start + i] * scale[i % scale.length] + shift[i % scale.length];
        }
    }

    /** One register of numbers, so many times, as far apart as there are factors. */
    private static void normalise(
            float[] numbers, int start, int times, float[] scale, float[] shift, int first, float[] into, int at) {
        FloatVector factor = FloatVector.fromArray(SPECIES, scale, first);
        FloatVector summand = FloatVector.fromArray(SPECIES, shift, first);
        for (int time = 0; time < times; time++) {
            int i = time * scale.length;
            FloatVector.fromArray(SPECIES, numbers, start + i)
                    .mul(factor)
                    .add(summand)
                    .intoArray(into, at + i);
        }
    }

    @Override
    public void addNormalised(
            float[] numbers, int start, int count, float[] scale, float[] shift, float[] into, int at) {
        for (int first = 0; first < scale.length; first += LANES) {
            int times = times(count, first, LANES, scale.length);
            addNormalised(numbers, start + first, times, scale, shift, first, into, at + first);
        }
        int whole = SPECIES.loopBound(count);
        for (int i = whole; i < count; i++) {
            into[at + i] += numbers[start + i] * scale[i % scale.length] + shift[i % scale.length];
        }
    }

    /** One register of numbers, so many times, as far apart as there are factors. */
    private static void addNormalised(
            float[] numbers, int start, int times, float[] scale, float[] shift, int first, float[] into, int at) {
        FloatVector factor = FloatVector.fromArray(SPECIES, scale, first);
        FloatVector summand = FloatVector.fromArray(SPECIES, shift, first);
        for (int time = 0; time < times; time++) {
            int i = time * scale.length;
            FloatVector.fromArray(SPECIES, numbers, start + i)
                    .mul(factor)
                    .add(summand)
                    .add(FloatVector.fromArray(SPECIES, into, at + i))
                    .intoArray(into, at + i);
        }
    }

    @Override
    public void normalise(short[] integers, int start, int count, float[] scale, float[] shift, float[] into, int at) {
        for (int first = 0; first < scale.length; first += SHORT_LANES) {
            int times = times(count, first, SHORT_LANES, scale.length);
            normalise(integers, start + first, times, scale, shift, first, into, at + first);
        }
        int whole = SHORTS.loopBound(count);
        for (int i = whole; i < count; i++) {
            into[at + i] = integers[start + i] * scale[i % scale.length] + shift[i % scale.length];
        }
    }

    private static void normalise(
            short[] integers, int start, int times, float[] scale, float[] shift, int first, float[] into, int at) {
        FloatVector factor0 = FloatVector.fromArray(SPECIES, scale, first);
        FloatVector factor1 = FloatVector.fromArray(SPECIES, scale, first + LANES);
        FloatVector summand0 = FloatVector.fromArray(SPECIES, shift, first);
        FloatVector summand1 = FloatVector.fromArray(SPECIES, shift, first + LANES);
        for (int time = 0; time < times; time++) {
            int i = time * scale.length;
            ShortVector integer = ShortVector.fromArray(SHORTS, integers, start + i);
            floats(integer, 0).mul(factor0).add(summand0).intoArray(into, at + i);
            floats(integer, 1).mul(factor1).add(summand1).intoArray(into, at + i + LANES);
        }
    }

    @Override
    public void addNormalised(
            short[] integers, int start, int count, float[] scale, float[] shift, float[] into, int at) {
        for (int first = 0; first < scale.length; first += SHORT_LANES) {
            int times = times(count, first, SHORT_LANES, scale.length);
            addNormalised(integers, start + first, times, scale, shift, first, into, at + first);
        }
        int whole = SHORTS.loopBound(count);
        for (int i = whole; i < count; i++) {
            into[at + i] += integers[start + i] * scale[i % scale.length] + shift[i % scale.length];
        }
    }

    private static void addNormalised(
            short[] integers, int start, int times, float[] scale, float[] shift, int first, float[] into, int at) {
        FloatVector factor0 = FloatVector.fromArray(SPECIES, scale, first);
        FloatVector factor1 = FloatVector.fromArray(SPECIES, scale, first + LANES);
        FloatVector summand0 = FloatVector.fromArray(SPECIES, shift, first);
        FloatVector summand1 = FloatVector.fromArray(SPECIES, shift, first + LANES);
        for (int time = 0; time < times; time++) {
            int i = time * scale.length;
            ShortVector integer = ShortVector.fromArray(SHORTS, integers, start + i);
            floats(integer, 0)
                    .mul(factor0)
                    .add(summand0)
                    .add(FloatVector.fromArray(SPECIES, into, at + i))
                    .intoArray(into, at + i);
            floats(integer, 1)
                    .mul(factor1)
                    .add(summand1)
                    .add(FloatVector.fromArray(SPECIES, into, at + i + LANES))
                    .intoArray(into, at + i + LANES);
        }
    }

    /** How many whole registers there are among {@code count} numbers, from the first on, so far apart. */
    private static int times(int count, int first, int lanes, int apart) {
        return Math.max(0, (count - first - lanes + apart) / apart);
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
        int whole = SPECIES.loopBound(count);
        for (int first = 0; first < factors.length; first += LANES) {
            FloatVector factor = FloatVector.fromArray(SPECIES, factors, first);
            FloatVector otherFactor = FloatVector.fromArray(SPECIES, otherFactors, first);
            FloatVector summand = FloatVector.fromArray(SPECIES, summands, first);
            for (int i = first; i < whole; i += factors.length) {
                FloatVector.fromArray(SPECIES, numbers, start + i)
                        .mul(factor)
                        .add(FloatVector.fromArray(SPECIES, others, at + i).mul(otherFactor))
                        .add(summand)
                        .intoArray(into, to + i);
            }
        }
        for (int i = whole; i < count; i++) {
            ScalarLanes.combineOne(numbers, start, factors, others, at, otherFactors, summands, i, into, to);
        }
    }

    @Override
    public void add(float[] numbers, int start, int count, float[] into, int at) {
        int whole = SPECIES.loopBound(count);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector.fromArray(SPECIES, into, at + i)
                    .add(FloatVector.fromArray(SPECIES, numbers, start + i))
                    .intoArray(into, at + i);
        }
        remainder.add(numbers, start + whole, count - whole, into, at + whole);
    }

    @Override
    public void charge(float[] currents, float[] potentials, int start, int count, float tau, float reset) {
        int whole = SPECIES.loopBound(count);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector potential = FloatVector.fromArray(SPECIES, potentials, start + i);
            FloatVector.fromArray(SPECIES, currents, i)
                    .sub(potential.sub(reset))
                    .div(tau)
                    .add(potential)
                    .intoArray(potentials, start + i);
        }
        for (int i = whole; i < count; i++) {
            float potential = potentials[start + i];
            potentials[start + i] = potential + (currents[i] - (potential - reset)) / tau;
        }
    }

    @Override
    public void chargeAtRate(float[] currents, float[] potentials, int start, int count, float rate, float reset) {
        int whole = SPECIES.loopBound(count);
        for (int i = 0; i < whole; i += LANES) {
            FloatVector potential = FloatVector.fromArray(SPECIES, potentials, start + i);
            FloatVector.fromArray(SPECIES, currents, i)
                    .sub(potential.sub(reset))
                    .mul(rate)
                    .add(potential)
                    .intoArray(potentials, start + i);
        }
        ScalarLanes.chargeAtRate(currents, potentials, start, whole, count, rate, reset);
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
        int whole = SPECIES.loopBound(count);
        for (int i = 0; i < whole; i += LANES) {
            VectorMask<Float> fired = FloatVector.fromArray(SPECIES, charged, i).compare(VectorOperators.GE, threshold);
            FloatVector ofCharged = FloatVector.fromArray(SPECIES, gradients, i)
                    .mul(FloatVector.fromArray(SPECIES, slopes, i))
                    .add(FloatVector.fromArray(SPECIES, carried, i).blend(0, fired));
            FloatVector ofCurrent = ofCharged.mul(rate);
            ofCurrent.intoArray(gradients, i);
            ofCharged.sub(ofCurrent).intoArray(carried, i);
        }
        ScalarLanes.discharge(gradients, slopes, charged, carried, whole, count, threshold, rate);
    }

    @Override
    public void fire(float[] potentials, int start, int count, float threshold, float reset, long[] spikes, int word) {
        int whole = count / Long.SIZE * Long.SIZE;
        for (int first = 0; first < whole; first += Long.SIZE) {
            int low = fireInt(potentials, start + first, threshold, reset);
            int high = fireInt(potentials, start + first + Integer.SIZE, threshold, reset);
            spikes[word + first / Long.SIZE] = (long) high << Integer.SIZE | low & 0xFFFF_FFFFL;
        }
        if (whole < count) {
            remainder.fire(
                    potentials, start + whole, count - whole, threshold, reset, spikes, word + whole / Long.SIZE);
        }
    }

    /** The spikes of as many neurons as an {@code int} has bits. */
    private static int fireInt(float[] potentials, int start, float threshold, float reset) {
        IntVector bits = IntVector.zero(INTS);
        for (int i = 0; i < Integer.SIZE; i += LANES) {
            FloatVector potential = FloatVector.fromArray(SPECIES, potentials, start + i);
            VectorMask<Float> fires = potential.compare(VectorOperators.GE, threshold);
            potential.blend(reset, fires).intoArray(potentials, start + i);
            FloatVector patterns =
                    FloatVector.zero(SPECIES).blend(FloatVector.fromArray(SPECIES, SPIKE_BITS, i), fires);
            bits = bits.or(patterns.viewAsIntegralLanes());
        }
        return bits.reduceLanes(VectorOperators.OR);
    }
}
