package org.spikernel.shapes;

import org.spikernel.internal.checks.Given;

/**
 * A square window that slides over the rows and columns of feature maps: the kernel of a convolution, or what a pooling gathers. Rows and
 * columns are alike, so what is said here of a side holds for both.
 *
 * <p>The window of output position p covers the input positions {@code p stride - padding} to {@code p stride - padding + size - 1}; those
 * that are not there are padding.
 *
 * @param size rows and columns of the window
 * @param stride step between windows
 * @param padding positions around the input, on each side
 */
public record Window(int size, int stride, int padding) {

    public Window {
        if (size < 1 || stride < 1) {
            throw new IllegalArgumentException(
                    "a window needs a positive size and stride, but has size " + size + " and stride " + stride);
        }
        Given.notNegative(padding, "the padding around a window's input");
    }

    /** A window that moves by single positions and, if its size is odd, has as many output positions as input positions. */
    public static Window same(int size) {
        return new Window(size, 1, size / 2);
    }

    /** Whether there is room for the window in an input with such a side. */
    public boolean fits(int side) {
        return size <= side + 2L * padding;
    }

    /**
     * The side of the output for that of an input.
     *
     * @throws IllegalArgumentException if the window does not fit
     */
    public int outputSide(int side) {
        if (!fits(side)) {
            throw misfit("a side of " + side);
        }
        return Math.toIntExact((side + 2L * padding - size) / stride + 1);
    }

    /**
     * The shape of the output for that of an input.
     *
     * @param channels channels that come out
     * @throws IllegalArgumentException if the window does not fit
     */
    public Shape output(Shape input, int channels) {
        if (!fits(input.rows()) || !fits(input.columns())) {
            throw misfit(input);
        }
        return new Shape(channels, outputSide(input.rows()), outputSide(input.columns()));
    }

    /** Whether as many rows and columns come out as go in, whatever their number. */
    public boolean keepsSides() {
        return stride == 1 && size == 2L * padding + 1;
    }

    /** How many positions the window has. */
    public long area() {
        return (long) size * size;
    }

    /** Where along a side of the input the window of an output position starts; negative if that is in the padding. */
    public int start(int output) {
        return output * stride - padding;
    }

    /**
     * The first position along a side of the input that the window of an output position covers. If the window lies in the padding, there
     * is none, and this equals {@link #end}.
     */
    public int first(int output, int side) {
        return Math.max(0, Math.min(start(output), side));
    }

    /** One beyond the last position along a side of the input that the window of an output position covers. */
    public int end(int output, int side) {
        return (int) Math.max(0, Math.min((long) start(output) + size, side));
    }

    /**
     * How many windows cover a position along a side of the input.
     *
     * @param outputSide of the output; the windows are those of its positions
     */
    public int windowsOver(int position, int outputSide) {
        long last = Math.min(((long) position + padding) / stride, outputSide - 1);
        long beyond = (long) position + padding - size;
        long first = beyond < 0 ? 0 : beyond / stride + 1;
        return (int) Math.max(last - first + 1, 0);
    }

    private IllegalArgumentException misfit(Object input) {
        return new IllegalArgumentException(
                "a window of " + size + "x" + size + " with padding " + padding + " does not fit into " + input);
    }
}
