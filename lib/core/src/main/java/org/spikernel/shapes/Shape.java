package org.spikernel.shapes;

import org.spikernel.annotation.CheckReturnValue;

/**
 * The shape of one sample's activations: [channel, row, column]. A vector of features has one row and one column.
 *
 * @param channels feature maps, or features of a vector
 * @param rows rows of a feature map
 * @param columns columns of a feature map
 */
public record Shape(int channels, int rows, int columns) {

    public Shape {
        if (channels < 1 || rows < 1 || columns < 1) {
            throw new IllegalArgumentException(
                    "a shape needs at least one channel, row and column, but is " + text(channels, rows, columns));
        }
        long positions = (long) rows * columns;
        if (positions > Integer.MAX_VALUE || channels * positions > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a shape has at most " + Integer.MAX_VALUE + " numbers, but "
                    + text(channels, rows, columns) + " has more");
        }
    }

    /** The shape of a vector. */
    public static Shape vector(int features) {
        return new Shape(features, 1, 1);
    }

    /** The same rows and columns of another number of channels. */
    @CheckReturnValue
    public Shape withChannels(int channels) {
        return new Shape(channels, rows, columns);
    }

    /** Numbers in a sample. */
    public int size() {
        return channels * rows * columns;
    }

    /** Rows times columns. */
    public int positions() {
        return rows * columns;
    }

    /** Whether this is a vector of features. */
    public boolean isVector() {
        return rows == 1 && columns == 1;
    }

    @Override
    public String toString() {
        return text(channels, rows, columns);
    }

    private static String text(int channels, int rows, int columns) {
        return "[" + channels + ", " + rows + ", " + columns + "]";
    }
}
