package org.spikernel.internal.pictures;

import java.awt.Shape;

/** What pictures are drawn on. */
public interface Canvas {

    /** Draws a shape. */
    void draw(Shape shape, Ink ink);

    /**
     * Writes a line of text.
     *
     * @param x of its anchor
     * @param y of its base line; x of that where it runs upwards
     */
    void write(String text, double x, double y, Lettering lettering);

    /** Draws pixels as rectangles of one size with sharp edges, which together fill a place. */
    void draw(Pixels pixels, double x, double y, double width, double height);
}
