package org.spikernel.internal.pictures;

import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;

/** Text as the outlines of its letters, in the sans serif font of this machine: what is drawn so looks alike wherever it is shown. */
final class Outlines {

    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private Outlines() {}

    /** The letters of a text at its place. */
    static Shape of(String text, double x, double y, Lettering lettering) {
        if (text.isEmpty()) {
            return new Path2D.Double();
        }
        char[] letters = text.toCharArray();
        GlyphVector glyphs = font(lettering).layoutGlyphVector(CONTEXT, letters, 0, letters.length, 0);
        double length = glyphs.getGlyphPosition(glyphs.getNumGlyphs()).getX();
        double before = switch (lettering.anchor()) {
            case START -> 0;
            case MIDDLE -> length / 2;
            case END -> length;
        };
        AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        if (lettering.upwards()) {
            place.rotate(-Math.PI / 2);
        }
        place.translate(-before, 0);
        return place.createTransformedShape(glyphs.getOutline());
    }

    private static Font font(Lettering lettering) {
        try {
            return new Font(Font.SANS_SERIF, lettering.bold() ? Font.BOLD : Font.PLAIN, 1)
                    .deriveFont((float) lettering.size());
        } catch (RuntimeException | LinkageError | InternalError noFont) {
            throw new IllegalStateException(
                    "Java finds no font to write PNG or PDF with: install one (Debian: apt-get install fontconfig fonts-dejavu-core), "
                            + "or save as .svg, which needs none",
                    noFont);
        }
    }
}
