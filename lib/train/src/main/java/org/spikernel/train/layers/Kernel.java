package org.spikernel.train.layers;

/**
 * The geometry of a convolution.
 *
 * @param channels that come in
 * @param filters channels that come out
 * @param size rows and columns of the kernel
 * @param stride step between kernel positions
 * @param padding zeros around the input, on each side
 */
record Kernel(int channels, int filters, int size, int stride, int padding) {

    /** Rows or columns that come out. */
    int side(long input) {
        return Math.toIntExact(side(input, size, stride, padding));
    }

    static long side(long input, int size, int stride, int padding) {
        return (input + 2L * padding - size) / stride + 1;
    }

    /** Whether as many rows and columns come out as come in, whatever their number. */
    boolean keepsSize() {
        return stride == 1 && size == 2 * padding + 1;
    }

    /** How many weights there are. */
    int weights() {
        return size * size * channels * filters;
    }

    /** The geometry of the way back, where each step of the kernel is one position. */
    Kernel reversed() {
        return new Kernel(filters, channels, size, stride, padding);
    }
}
