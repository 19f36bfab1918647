package org.spikernel.data;

/**
 * The shape of an image, written {@code 3x32x32}. It has at most 2,147,483,647 values, as many as an array can hold.
 *
 * @param channels colour channels, at least 1
 * @param rows pixels from top to bottom, at least 1
 * @param columns pixels from left to right, at least 1
 */
public record ImageShape(int channels, int rows, int columns) {

    public ImageShape {
        if (channels < 1 || rows < 1 || columns < 1) {
            throw new IllegalArgumentException("an image needs at least one channel, row and column, but has "
                    + channels + "x" + rows + "x" + columns);
        }
        long plane = (long) rows * columns;
        if (plane > Integer.MAX_VALUE || channels * plane > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("an image has at most " + Integer.MAX_VALUE + " values, but one of "
                    + channels + "x" + rows + "x" + columns + " has more");
        }
    }

    /** Values in one image: channels times rows times columns. */
    public int size() {
        return channels * rows * columns;
    }

    /** Pixels of one channel: rows times columns. */
    public int plane() {
        return rows * columns;
    }

    @Override
    public String toString() {
        return channels + "x" + rows + "x" + columns;
    }
}
