package org.spikernel.internal.convolution;

import java.util.function.Supplier;

/**
 * Weights that are multiples of a power of two, small enough for a byte. They take a quarter of the memory, a vector register holds
 * twice as many of their 16-bit sums, and sums of them are exact, as integers and as floats: both come to the same bits in any order.
 */
public final class Grid {

    /** Floats count to here without a gap. */
    private static final int EXACT_FLOATS = 1 << 24;

    private final float step;
    private final byte[] multiples;
    private final int largest;
    private volatile byte[] arranged;

    private Grid(float step, byte[] multiples, int largest) {
        this.step = step;
        this.multiples = multiples;
        this.largest = largest;
    }

    /**
     * Weights on a grid.
     *
     * @param step the power of two
     * @param multiples of the step, in the order of the weights; nobody changes them any more
     */
    public static Grid of(float step, byte[] multiples) {
        int largest = 1;
        for (byte multiple : multiples) {
            largest = Math.max(largest, Math.abs(multiple));
        }
        return new Grid(step, multiples, largest);
    }

    /** The power of two. */
    public float step() {
        return step;
    }

    /** Multiples of the step, in the order of the weights; not to be changed. */
    public byte[] multiples() {
        return multiples;
    }

    /** The largest multiple, without its sign. */
    public int largest() {
        return largest;
    }

    /** How many weights a sum of 16 bits holds for certain. */
    public int mostInASum() {
        return Short.MAX_VALUE / largest;
    }

    /** Whether the sum of so many weights is exact as a float. */
    public boolean isExactFor(long weights) {
        return weights * largest <= EXACT_FLOATS;
    }

    /** The weights themselves. */
    public float[] weights() {
        float[] weights = new float[multiples.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = step * multiples[i];
        }
        return weights;
    }

    /** The multiples in rows of so many, every row filled up with zeros to a width; arranged once. */
    public byte[] rowsOfWidth(int filled, int width) {
        return filled == width ? multiples : arranged(() -> filledUp(filled, width));
    }

    private byte[] filledUp(int filled, int width) {
        byte[] rows = new byte[multiples.length / filled * width];
        for (int i = 0; i < multiples.length / filled; i++) {
            System.arraycopy(multiples, i * filled, rows, i * width, filled);
        }
        return rows;
    }

    /** The multiples in the order that their layer reads them; arranged once, since they belong to one layer. */
    byte[] arranged(Supplier<byte[]> arrange) {
        if (arranged == null) {
            arranged = arrange.get();
        }
        return arranged;
    }
}
