package org.spikernel.internal.pictures;

import java.util.Arrays;

/**
 * A picture of pixels.
 *
 * @param rows of pixels, from above
 * @param columns of pixels
 * @param rgb red, green and blue of each pixel, 8 bits each, row by row; {@link #NOTHING} where the paper shows
 */
public record Pixels(int rows, int columns, int[] rgb) {

    /** What is not drawn. */
    public static final int NOTHING = -1;

    private static final int PAPER = 0xFFFFFF;

    public Pixels {
        if (rgb.length != rows * columns) {
            throw new IllegalArgumentException(
                    rows + " rows of " + columns + " pixels are not the " + rgb.length + " that were given");
        }
        rgb = rgb.clone();
    }

    @Override
    public int[] rgb() {
        return rgb.clone();
    }

    int at(int row, int column) {
        return rgb[row * columns + column];
    }

    /** How many colours there are, what is not drawn among them. */
    long colours() {
        return Arrays.stream(rgb).distinct().count();
    }

    /** As PNG, white where nothing is drawn. */
    byte[] png() {
        return Png.bytes(bytes(), rows, columns, 3, 0);
    }

    /** Red, green and blue of each pixel, white where nothing is drawn. */
    byte[] bytes() {
        byte[] bytes = new byte[3 * rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            int colour = rgb[i] == NOTHING ? PAPER : rgb[i];
            bytes[3 * i] = (byte) (colour >> 16);
            bytes[3 * i + 1] = (byte) (colour >> 8);
            bytes[3 * i + 2] = (byte) colour;
        }
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pixels pixels
                && pixels.rows == rows
                && pixels.columns == columns
                && Arrays.equals(pixels.rgb, rgb);
    }

    @Override
    public int hashCode() {
        return 31 * rows + Arrays.hashCode(rgb);
    }

    @Override
    public String toString() {
        return rows + " x " + columns + " pixels";
    }
}
