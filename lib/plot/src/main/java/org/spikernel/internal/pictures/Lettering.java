package org.spikernel.internal.pictures;

/**
 * How a line of text is written, and about how much room it takes.
 *
 * @param size of the letters
 * @param anchor which part of the text stands at its place
 * @param bold whether it is bold
 * @param upwards whether it runs from below to above, and not from left to right
 * @param colour as CSS writes it
 */
public record Lettering(double size, Anchor anchor, boolean bold, boolean upwards, String colour) {

    /** What text is written in where the reader has it, else the next; their letters are about as wide. */
    static final String FONTS = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";

    private static final String INK = "#222222";

    /** How wide the letters from space to tilde are in Helvetica, in thousandths of the size (Adobe's font metrics). */
    private static final int[] WIDTHS = {
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556,
        556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667,
        556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556,
        556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722,
        500, 500, 500, 334, 260, 334, 584
    };

    private static final int OTHER = 700;

    /** Room for the wider letters of another font. */
    private static final double WIDER = 1.08;

    /** Which part of a text stands at its place. */
    public enum Anchor {
        /** Its beginning. */
        START,
        /** Its middle. */
        MIDDLE,
        /** Its end. */
        END
    }

    /** Plain dark text from left to right. */
    public static Lettering of(double size, Anchor anchor) {
        return new Lettering(size, anchor, false, false, INK);
    }

    /** The same in bold. */
    public Lettering inBold() {
        return new Lettering(size, anchor, true, upwards, colour);
    }

    /** The same from below to above. */
    public Lettering turned() {
        return new Lettering(size, anchor, bold, true, colour);
    }

    /** The same in a colour. */
    public Lettering in(String other) {
        return new Lettering(size, anchor, bold, upwards, other);
    }

    /** About how long a text is; no less than it will be in any of the fonts. */
    public double length(String text) {
        double thousandths = text.codePoints()
                .map(c -> c >= ' ' && c <= '~' ? WIDTHS[c - ' '] : OTHER)
                .sum();
        return thousandths / 1000 * size * WIDER;
    }
}
