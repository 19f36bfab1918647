package org.spikernel.engine;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops with numbers across the lanes of vector registers.
 *
 * <p>Rows are summed in blocks of eight registers that stay in place while all rows pass by: wide enough to keep the memory busy, and
 * few enough that the compiler never spills them. The methods are short and have one loop each because the compiler of Java 17 keeps
 * vectors in registers only then.
 */
final class VectorLanes implements Lanes {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int BLOCK = 8 * LANES;

    /** Vectors of neurons whose spikes fill one {@code int}. */
    private static final int VECTORS_OF_SPIKES = Integer.SIZE / LANES;

    /** For each of those vectors, numbers whose bit patterns have the one bit that a lane's spike sets. */
    private static final FloatVector[] SPIKE_BITS = spikeBits();

    private final Lanes remainder = new ScalarLanes();

    private static FloatVector[] spikeBits() {
        FloatVector[] bits = new FloatVector[VECTORS_OF_SPIKES];
        for (int vector = 0; vector < bits.length; vector++) {
            int[] patterns = new int[LANES];
            for (int lane = 0; lane < LANES; lane++) {
                patterns[lane] = 1 << (vector * LANES + lane);
            }
            bits[vector] = IntVector.fromArray(IntVector.SPECIES_PREFERRED, patterns, 0)
                    .viewAsFloatingLanes();
        }
        return bits;
    }

    @Override
    public void sumRows(float[] numbers, int[] rows, int offset, int count, float[] sums, int start, int width) {
        int column = 0;
        for (; column + BLOCK <= width; column += BLOCK) {
            sumBlock(numbers, rows, offset + column, count, sums, start + column);
        }
        for (; column + 2 * LANES <= width; column += 2 * LANES) {
            sumPair(numbers, rows, offset + column, count, sums, start + column);
        }
        for (; column + LANES <= width; column += LANES) {
            sumOne(numbers, rows, offset + column, count, sums, start + column);
        }
        if (column < width) {
            remainder.sumRows(numbers, rows, offset + column, count, sums, start + column, width - column);
        }
    }

    private static void sumBlock(float[] numbers, int[] rows, int offset, int count, float[] sums, int start) {
        FloatVector sum0 = FloatVector.zero(SPECIES);
        FloatVector sum1 = FloatVector.zero(SPECIES);
        FloatVector sum2 = FloatVector.zero(SPECIES);
        FloatVector sum3 = FloatVector.zero(SPECIES);
        FloatVector sum4 = FloatVector.zero(SPECIES);
        FloatVector sum5 = FloatVector.zero(SPECIES);
        FloatVector sum6 = FloatVector.zero(SPECIES);
        FloatVector sum7 = FloatVector.zero(SPECIES);
        for (int i = 0; i < count; i++) {
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

    private static void sumPair(float[] numbers, int[] rows, int offset, int count, float[] sums, int start) {
        FloatVector sum0 = FloatVector.zero(SPECIES);
        FloatVector sum1 = FloatVector.zero(SPECIES);
        for (int i = 0; i < count; i++) {
            int row = rows[i] + offset;
            sum0 = sum0.add(FloatVector.fromArray(SPECIES, numbers, row));
            sum1 = sum1.add(FloatVector.fromArray(SPECIES, numbers, row + LANES));
        }
        sum0.intoArray(sums, start);
        sum1.intoArray(sums, start + LANES);
    }

    private static void sumOne(float[] numbers, int[] rows, int offset, int count, float[] sums, int start) {
        FloatVector sum0 = FloatVector.zero(SPECIES);
        for (int i = 0; i < count; i++) {
            int row = rows[i] + offset;
            sum0 = sum0.add(FloatVector.fromArray(SPECIES, numbers, row));
        }
        sum0.intoArray(sums, start);
    }

    @Override
    public void addScaledRows(
            float[] numbers, int[] rows, float[] factors, int offset, int count, float[] sums, int start, int width) {
        int column = 0;
        for (; column + BLOCK <= width; column += BLOCK) {
            addScaledBlock(numbers, rows, factors, offset + column, count, sums, start + column);
        }
        for (; column + LANES <= width; column += LANES) {
            addScaledOne(numbers, rows, factors, offset + column, count, sums, start + column);
        }
        if (column < width) {
            remainder.addScaledRows(
                    numbers, rows, factors, offset + column, count, sums, start + column, width - column);
        }
    }

    private static void addScaledBlock(
            float[] numbers, int[] rows, float[] factors, int offset, int count, float[] sums, int start) {
        FloatVector sum0 = FloatVector.fromArray(SPECIES, sums, start);
        FloatVector sum1 = FloatVector.fromArray(SPECIES, sums, start + LANES);
        FloatVector sum2 = FloatVector.fromArray(SPECIES, sums, start + 2 * LANES);
        FloatVector sum3 = FloatVector.fromArray(SPECIES, sums, start + 3 * LANES);
        FloatVector sum4 = FloatVector.fromArray(SPECIES, sums, start + 4 * LANES);
        FloatVector sum5 = FloatVector.fromArray(SPECIES, sums, start + 5 * LANES);
        FloatVector sum6 = FloatVector.fromArray(SPECIES, sums, start + 6 * LANES);
        FloatVector sum7 = FloatVector.fromArray(SPECIES, sums, start + 7 * LANES);
        for (int i = 0; i < count; i++) {
            int row = rows[i] + offset;
            FloatVector factor = FloatVector.broadcast(SPECIES, factors[i]);
            sum0 = sum0.add(factor.mul(FloatVector.fromArray(SPECIES, numbers, row)));
            sum1 = sum1.add(factor.mul(FloatVector.fromArray(SPECIES, numbers, row + LANES)));
            sum2 = sum2.add(factor.mul(FloatVector.fromArray(SPECIES, numbers, row + 2 * LANES)));
            sum3 = sum3.add(factor.mul(FloatVector.fromArray(SPECIES, numbers, row + 3 * LANES)));
            sum4 = sum4.add(factor.mul(FloatVector.fromArray(SPECIES, numbers, row + 4 * LANES)));
            sum5 = sum5.add(factor.mul(FloatVector.fromArray(SPECIES, numbers, row + 5 * LANES)));
            sum6 = sum6.add(factor.mul(FloatVector.fromArray(SPECIES, numbers, row + 6 * LANES)));
            sum7 = sum7.add(factor.mul(FloatVector.fromArray(SPECIES, numbers, row + 7 * LANES)));
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

    private static void addScaledOne(
            float[] numbers, int[] rows, float[] factors, int offset, int count, float[] sums, int start) {
        FloatVector sum0 = FloatVector.fromArray(SPECIES, sums, start);
        for (int i = 0; i < count; i++) {
            int row = rows[i] + offset;
            FloatVector factor = FloatVector.broadcast(SPECIES, factors[i]);
            sum0 = sum0.add(factor.mul(FloatVector.fromArray(SPECIES, numbers, row)));
        }
        sum0.intoArray(sums, start);
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
        for (int vector = 0; vector < VECTORS_OF_SPIKES; vector++) {
            int at = start + vector * LANES;
            FloatVector potential = FloatVector.fromArray(SPECIES, potentials, at);
            VectorMask<Float> fires = potential.compare(VectorOperators.GE, threshold);
            potential.blend(reset, fires).intoArray(potentials, at);
            FloatVector patterns = FloatVector.zero(SPECIES).blend(SPIKE_BITS[vector], fires);
            bits = bits.or(patterns.viewAsIntegralLanes());
        }
        return bits.reduceLanes(VectorOperators.OR);
    }
}
