package org.spikernel.internal.convolution;

import org.spikernel.shapes.Shape;

/**
 * The geometry of a convolution. Weights lie in the order [row, column, channel, filter].
 *
 * @param channels that come in
 * @param filters channels that come out
 * @param size rows and columns of the kernel
 * @param stride step between kernel positions
 * @param padding zeros around the input, on each side
 */
public record Kernel(int channels, int filters, int size, int stride, int padding) {

    /** The shape that comes out. */
    public Shape output(Shape input) {
        return new Shape(filters, side(input.rows()), side(input.columns()));
    }

    /** Rows or columns that come out. */
    public int side(long input) {
        return Math.toIntExact((input + 2L * padding - size) / stride + 1);
    }

    /** The row or column of the input, which may lie in the padding, where the kernel begins for one of the output. */
    public int start(int output) {
        return output * stride - padding;
    }

    /** The first row or column of the input that the kernel covers for one of the output. */
    public int first(int output, int side) {
        return Math.max(0, Math.min(start(output), side));
    }

    /** One beyond the last row or column of the input that the kernel covers for one of the output. */
    public int end(int output, int side) {
        return Math.max(0, Math.min(start(output) + size, side));
    }

    /** Whether as many rows and columns come out as come in, whatever their number. */
    public boolean keepsSize() {
        return stride == 1 && size == 2 * padding + 1;
    }

    /** How many weights there are. */
    public int weights() {
        return fanIn() * filters;
    }

    /** How many weights a sum has. */
    public int fanIn() {
        return size * size * channels;
    }

    /** The geometry of the way back, where each step of the kernel is one position. */
    public Kernel reversed() {
        return new Kernel(filters, channels, size, stride, padding);
    }

    /** Copies a run of weights from one array to another. */
    interface Copy {
        void copy(int from, int to);
    }

    /**
     * Goes through the weights in the order in which a spike meets the positions that it reaches: columns from last to first, so that a
     * row of the kernel is one run [column, filter]. Such a run begins {@code rowStep} farther for every row of the kernel, and {@code
     * channelStep} farther for every channel.
     *
     * @param copy takes where the filters of a weight begin, and where they go
     */
    void mirror(int rowStep, int channelStep, Copy copy) {
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                for (int channel = 0; channel < channels; channel++) {
                    int from = ((row * size + column) * channels + channel) * filters;
                    copy.copy(from, row * rowStep + channel * channelStep + (size - 1 - column) * filters);
                }
            }
        }
    }
}
