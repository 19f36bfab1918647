package org.spikernel.internal.pictures;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Paints dots, by Java's own renderer. */
final class PngCanvas implements Canvas {

    private static final double DOTS_PER_INCH = 300;
    private static final double SCALE = DOTS_PER_INCH / Drawing.PIXELS_PER_INCH;

    private final Graphics2D graphics;

    private PngCanvas(Graphics2D graphics) {
        this.graphics = graphics;
    }

    static byte[] of(Drawing drawing) {
        double scale = SCALE * drawing.scale();
        int columns = (int) Math.ceil(drawing.width() * scale);
        int rows = (int) Math.ceil(drawing.height() * scale);
        BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(Color.WHITE);
        graphics.fill(new Rectangle2D.Double(0, 0, columns, rows));
        graphics.scale(scale, scale);
        drawing.content().accept(new PngCanvas(graphics));
        graphics.dispose();
        int[] rgb = image.getRGB(0, 0, columns, rows, null, 0, columns);
        return Png.bytes(bytes(rgb), rows, columns, 3, DOTS_PER_INCH);
    }

    private static byte[] bytes(int[] rgb) {
        byte[] bytes = new byte[3 * rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            bytes[3 * i] = (byte) (rgb[i] >> 16);
            bytes[3 * i + 1] = (byte) (rgb[i] >> 8);
            bytes[3 * i + 2] = (byte) rgb[i];
        }
        return bytes;
    }

    @Override
    public void draw(Shape shape, Ink ink) {
        graphics.setColor(new Color(Colours.rgb(ink.colour())));
        graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, (float) ink.opacity()));
        if (ink.fills()) {
            graphics.fill(shape);
            if (!ink.edge().isEmpty()) {
                draw(shape, ink.ofEdge());
            }
        } else {
            graphics.setStroke(new BasicStroke(
                    (float) ink.width(),
                    BasicStroke.CAP_BUTT,
                    BasicStroke.JOIN_MITER,
                    4,
                    ink.dash().isEmpty() ? null : floats(ink.dash()),
                    0));
            graphics.draw(shape);
        }
    }

    private static float[] floats(List<Double> numbers) {
        float[] floats = new float[numbers.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = numbers.get(i).floatValue();
        }
        return floats;
    }

    @Override
    public void write(String text, double x, double y, Lettering lettering) {
        draw(Outlines.of(text, x, y, lettering), Ink.fill(lettering.colour()));
    }

    @Override
    public void draw(Pixels pixels, double x, double y, double width, double height) {
        graphics.setComposite(AlphaComposite.SrcOver);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
        for (int row = 0; row < pixels.rows(); row++) {
            for (int column = 0; column < pixels.columns(); column++) {
                if (pixels.at(row, column) != Pixels.NOTHING) {
                    double left = x + column * width / pixels.columns();
                    double top = y + row * height / pixels.rows();
                    graphics.setColor(new Color(pixels.at(row, column)));
                    graphics.fill(new Rectangle2D.Double(left, top, width / pixels.columns(), height / pixels.rows()));
                }
            }
        }
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    }
}
