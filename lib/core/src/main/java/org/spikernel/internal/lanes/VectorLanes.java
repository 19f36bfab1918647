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
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(SHORTS.vectorBitSize() / 2));
    private static final int LANES = SPECIES.length();
    private static final int SHORT_LANES = SHORTS.length();
    private static final int BLOCK = 8 * LANES;

    /** Numbers whose bit patterns have one bit each, the first the lowest bit: what the spikes of 32 neurons set. */
    private static final float[] SPIKE_BITS = spikeBits();

    private final Lanes remainder = new ScalarLanes();

    private static float[] spikeBits() {
        float[] bits = new float[Integer.SIZE];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.intBitsToFloat(1 << i);
        }
        return bits;
    }

    @Override
    public void addRows(float[] numbers, int[] rows, int from, int to, int offset, float[] sums, int start, int width) {
        int column = 0;
        for (; column + BLOCK <= width; column += BLOCK) {
            addBlock(numbers, rows, from, to, offset + column, sums, start + column);
        }
        for (; column + 2 * LANES <= width; column += 2 * LANES) {
            addPair(numbers, rows, from, to, offset + column, sums, start + column);
        }
        for (; column + LANES <= width; column += LANES) {
            addOne(numbers, rows, from, to, offset + column, sums, start + column);
        }
        if (column < width) {
            remainder.addRows(numbers, rows, from, to, offset + column, sums, start + column, width - column);
        }
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
        int column = 0;
        for (; column + 4 * LANES <= width; column += 4 * LANES) {
            addScaledFour(numbers, rows, factors, from, to, offset + column, sums, start + column);
        }
        for (; column + LANES <= width; column += LANES) {
            addScaledOne(numbers, rows, factors, from, to, offset + column, sums, start + column);
        }
        if (column < width) {
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
        IntVector bits = IntVector.zero(IntVector.SPECIES_PREFERRED);
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
