package org.spikernel.engine;

/**
 * Weights that are multiples of a power of two, small enough for a byte. They take a quarter of the memory, a vector register holds
 * twice as many of their 16-bit sums, and sums of them are exact, as integers and as floats: both come to the same bits in any order.
 *
 * @param step the power of two
 * @param multiples of the step, in the order of the weights
 * @param largest the largest multiple, without its sign
 */
record Grid(float step, byte[] multiples, int largest) {

    /** Floats count to here without a gap. */
    private static final int EXACT_FLOATS = 1 << 24;

    static Grid of(float step, byte[] multiples) {
        int largest = 1;
        for (byte multiple : multiples) {
            largest = Math.max(largest, Math.abs(multiple));
        }
        return new Grid(step, multiples, largest);
    }

    /** How many weights a sum of 16 bits holds for certain. */
    int mostInASum() {
        return Short.MAX_VALUE / largest;
    }

    /** Whether the sum of so many weights is exact as a float. */
    boolean isExactFor(long weights) {
        return weights * largest <= EXACT_FLOATS;
    }

    /** The weights themselves. */
    float[] weights() {
        float[] weights = new float[multiples.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = step * multiples[i];
        }
        return weights;
    }

    /** The multiples, every row of them filled up with zeros. */
    byte[] rowsOfWidth(int filled, int width) {
        if (filled == width) {
            return multiples;
        }
        byte[] rows = new byte[multiples.length / filled * width];
        for (int i = 0; i < multiples.length / filled; i++) {
            System.arraycopy(multiples, i * filled, rows, i * width, filled);
        }
        return rows;
    }
}
