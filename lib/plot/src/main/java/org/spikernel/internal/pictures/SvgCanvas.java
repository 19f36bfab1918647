package org.spikernel.internal.pictures;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes SVG with nothing in it that a mail program or a page that trusts nobody would leave out: no script, style sheet, reference or
 * font of its own. It has a white ground, so that it is read on dark pages too.
 */
final class SvgCanvas implements Canvas {

    /** Pixels of so few colours are drawn as shapes, which stay sharp everywhere; of more, as PNG within the picture. */
    private static final int MAX_COLOURS = 72;

    private static final int MAX_RECTANGLES = 5_000;

    private final StringBuilder svg = new StringBuilder();

    private SvgCanvas() {}

    static String of(Drawing drawing) {
        SvgCanvas canvas = new SvgCanvas();
        canvas.svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" width=\"%s\" height=\"%s\" role=\"img\" "
                        + "aria-label=\"%s\" font-family=\"%s\">\n<title>%s</title>\n<desc>%s</desc>\n",
                number(drawing.width()),
                number(drawing.height()),
                number(drawing.scale() * drawing.width()),
                number(drawing.scale() * drawing.height()),
                escaped(drawing.title().isEmpty() ? drawing.description() : drawing.title()),
                Lettering.FONTS,
                escaped(drawing.title()),
                escaped(drawing.description())));
        canvas.draw(new Rectangle2D.Double(0, 0, drawing.width(), drawing.height()), Ink.fill("white"));
        drawing.content().accept(canvas);
        return canvas.svg.append("</svg>").toString();
    }

    @Override
    public void draw(Shape shape, Ink ink) {
        svg.append('<').append(geometry(shape)).append(style(ink)).append("/>\n");
    }

    private static String geometry(Shape shape) {
        if (shape instanceof Ellipse2D circle && circle.getWidth() == circle.getHeight()) {
            return String.format(
                    Locale.ROOT,
                    "circle cx=\"%s\" cy=\"%s\" r=\"%s\"",
                    place(circle.getCenterX()),
                    place(circle.getCenterY()),
                    place(circle.getWidth() / 2));
        }
        if (shape instanceof Rectangle2D rectangle) {
            return String.format(
                    Locale.ROOT,
                    "rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"",
                    place(rectangle.getX()),
                    place(rectangle.getY()),
                    place(rectangle.getWidth()),
                    place(rectangle.getHeight()));
        }
        return "path d=\"" + path(shape.getPathIterator(null)) + "\"";
    }

    private static String path(PathIterator steps) {
        StringBuilder path = new StringBuilder();
        double[] points = new double[6];
        for (; !steps.isDone(); steps.next()) {
            int step = steps.currentSegment(points);
            path.append("MLQCZ".charAt(step));
            int numbers = switch (step) {
                case PathIterator.SEG_QUADTO -> 4;
                case PathIterator.SEG_CUBICTO -> 6;
                case PathIterator.SEG_CLOSE -> 0;
                default -> 2;
            };
            for (int i = 0; i < numbers; i++) {
                path.append(i == 0 ? "" : " ").append(place(points[i]));
            }
        }
        return path.toString();
    }

    private static String style(Ink ink) {
        String colour = Colours.hex(Colours.rgb(ink.colour()));
        String opacity = ink.opacity() == 1 ? "" : " opacity=\"" + number(ink.opacity()) + "\"";
        if (ink.fills()) {
            String edge = ink.edge().isEmpty()
                    ? ""
                    : " stroke=\"" + Colours.hex(Colours.rgb(ink.edge())) + "\" stroke-width=\"" + number(Ink.EDGE)
                            + "\"";
            return " fill=\"" + colour + "\"" + edge + opacity;
        }
        String dash = ink.dash().stream().map(SvgCanvas::number).collect(Collectors.joining(" "));
        return " fill=\"none\" stroke=\"" + colour + "\" stroke-width=\"" + number(ink.width()) + "\""
                + (dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + "\"") + opacity;
    }

    @Override
    public void write(String text, double x, double y, Lettering lettering) {
        String anchor = switch (lettering.anchor()) {
            case START -> "";
            case MIDDLE -> " text-anchor=\"middle\"";
            case END -> " text-anchor=\"end\"";
        };
        String place = lettering.upwards()
                ? "transform=\"translate(" + number(x) + " " + number(y) + ") rotate(-90)\""
                : "x=\"" + number(x) + "\" y=\"" + number(y) + "\"";
        svg.append("<text ")
                .append(place)
                .append(" font-size=\"")
                .append(number(lettering.size()))
                .append("\" fill=\"")
                .append(Colours.hex(Colours.rgb(lettering.colour())))
                .append('"')
                .append(anchor)
                .append(lettering.bold() ? " font-weight=\"bold\"" : "")
                .append('>')
                .append(escaped(text))
                .append("</text>\n");
    }

    @Override
    public void draw(Pixels pixels, double x, double y, double width, double height) {
        if (pixels.rgb().length <= MAX_RECTANGLES && pixels.colours() <= MAX_COLOURS) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<g transform=\"translate(%s %s) scale(%.6f %.6f)\" shape-rendering=\"crispEdges\">\n",
                    number(x),
                    number(y),
                    width / pixels.columns(),
                    height / pixels.rows()));
            runs(pixels)
                    .forEach((colour, path) -> svg.append("<path fill=\"")
                            .append(Colours.hex(colour))
                            .append("\" d=\"")
                            .append(path)
                            .append("\"/>\n"));
            svg.append("</g>\n");
        } else {
            svg.append(String.format(
                    Locale.ROOT,
                    "<image x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" preserveAspectRatio=\"none\" "
                            + "style=\"image-rendering:pixelated\" href=\"%s\"/>\n",
                    number(x),
                    number(y),
                    number(width),
                    number(height),
                    Png.dataUrl(pixels.png())));
        }
    }

    /** For every colour a path of rectangles as long as there are pixels of it beside each other. */
    private static Map<Integer, StringBuilder> runs(Pixels pixels) {
        Map<Integer, StringBuilder> runs = new TreeMap<>();
        for (int row = 0; row < pixels.rows(); row++) {
            for (int column = 0, end; column < pixels.columns(); column = end) {
                int colour = pixels.at(row, column);
                end = column + 1;
                while (end < pixels.columns() && pixels.at(row, end) == colour) {
                    end++;
                }
                if (colour != Pixels.NOTHING) {
                    int length = end - column;
                    runs.computeIfAbsent(colour, unseen -> new StringBuilder())
                            .append("M" + column + " " + row + "h" + length + "v1h-" + length + "z");
                }
            }
        }
        return runs;
    }

    /** To a tenth of a pixel, which is a fortieth of a millimetre. */
    private static String place(double value) {
        return number(Math.rint(value * 10) / 10);
    }

    /** To a hundredth of a pixel, without zeros at the end. */
    static String number(double value) {
        long hundredths = Math.round(value * 100);
        String sign = hundredths < 0 ? "-" : "";
        long whole = Math.abs(hundredths) / 100;
        long rest = Math.abs(hundredths) % 100;
        String digits = rest == 0 ? "" : rest % 10 == 0 ? "." + rest / 10 : (rest < 10 ? ".0" : ".") + rest;
        return sign + whole + digits;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F]", "\uFFFD");
    }
}
