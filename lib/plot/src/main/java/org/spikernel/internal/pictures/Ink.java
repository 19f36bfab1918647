package org.spikernel.internal.pictures;

import java.util.List;

/**
 * How a shape is drawn: filled, or along its edge.
 *
 * @param colour as CSS writes it
 * @param width of the line; 0 fills
 * @param dash lengths of dashes and gaps in turn; empty for a solid line
 * @param opacity from 0 to 1
 * @param edge the colour of a thin edge about what is filled; empty for none
 */
public record Ink(String colour, double width, List<Double> dash, double opacity, String edge) {

    /** How thick the edge is about what is filled. */
    static final double EDGE = 0.6;

    /** What fills a shape. */
    public static Ink fill(String colour) {
        return new Ink(colour, 0, List.of(), 1, "");
    }

    /** A solid line. */
    public static Ink line(String colour, double width) {
        return new Ink(colour, width, List.of(), 1, "");
    }

    /** The same, dashed. */
    public Ink withDash(List<Double> lengths) {
        return new Ink(colour, width, List.copyOf(lengths), opacity, edge);
    }

    /** The same, so that what lies below shows through. */
    public Ink withOpacity(double share) {
        return new Ink(colour, width, dash, share, edge);
    }

    /** The same with a thin edge, by which shapes that overlap stay apart. */
    public Ink withEdge(String other) {
        return new Ink(colour, width, dash, opacity, other);
    }

    /** What draws the edge. */
    Ink ofEdge() {
        return new Ink(edge, EDGE, List.of(), opacity, "");
    }

    boolean fills() {
        return width == 0;
    }
}
