package org.spikernel.internal.pictures;

import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes PDF of one page as large as the picture, with paths, fillings and pixels and no other feature of the format (ISO 32000; operators
 * in its annex A). Lettering is outlines, so it needs no font and knows every letter, but cannot be searched.
 */
final class PdfCanvas implements Canvas {

    private static final double POINTS_PER_INCH = 72;
    private static final double SCALE = POINTS_PER_INCH / Drawing.PIXELS_PER_INCH;

    private final StringBuilder content = new StringBuilder();
    private final Map<String, String> opacities = new LinkedHashMap<>();
    private final List<Pixels> images = new ArrayList<>();

    private PdfCanvas() {}

    static byte[] of(Drawing drawing) {
        PdfCanvas canvas = new PdfCanvas();
        double scale = SCALE * drawing.scale();
        canvas.content.append(
                String.format(Locale.ROOT, "%.4f 0 0 %.4f 0 %.4f cm\n", scale, -scale, scale * drawing.height()));
        drawing.content().accept(canvas);
        return canvas.file(drawing);
    }

    @Override
    public void draw(Shape shape, Ink ink) {
        String colour = colour(Colours.rgb(ink.colour()));
        content.append("q ").append(opacity(ink.opacity()));
        if (ink.fills()) {
            content.append(colour).append(" rg\n").append(path(shape)).append("f Q\n");
            if (!ink.edge().isEmpty()) {
                draw(shape, ink.ofEdge());
            }
        } else {
            String dash = ink.dash().stream().map(PdfCanvas::number).collect(Collectors.joining(" "));
            content.append(colour)
                    .append(" RG ")
                    .append(number(ink.width()))
                    .append(" w [")
                    .append(dash)
                    .append("] 0 d\n")
                    .append(path(shape))
                    .append("S Q\n");
        }
    }

    private String opacity(double opacity) {
        if (opacity == 1) {
            return "";
        }
        return "/" + opacities.computeIfAbsent(number(opacity), unseen -> "O" + opacities.size()) + " gs ";
    }

    private static String path(Shape shape) {
        StringBuilder path = new StringBuilder();
        double[] at = new double[6];
        double lastX = 0;
        double lastY = 0;
        for (PathIterator steps = shape.getPathIterator(null); !steps.isDone(); steps.next()) {
            int step = steps.currentSegment(at);
            switch (step) {
                case PathIterator.SEG_MOVETO -> append(path, "m", at, 2);
                case PathIterator.SEG_LINETO -> append(path, "l", at, 2);
                case PathIterator.SEG_CUBICTO -> append(path, "c", at, 6);
                case PathIterator.SEG_QUADTO -> {
                    // PDF has cubic curves alone, and each quadratic one is one.
                    double[] cubic = {
                        lastX + (at[0] - lastX) * 2 / 3,
                        lastY + (at[1] - lastY) * 2 / 3,
                        at[2] + (at[0] - at[2]) * 2 / 3,
                        at[3] + (at[1] - at[3]) * 2 / 3,
                        at[2],
                        at[3]
                    };
                    append(path, "c", cubic, 6);
                }
                default -> path.append("h\n");
            }
            int end = step == PathIterator.SEG_CUBICTO ? 4 : step == PathIterator.SEG_QUADTO ? 2 : 0;
            if (step != PathIterator.SEG_CLOSE) {
                lastX = at[end];
                lastY = at[end + 1];
            }
        }
        return path.toString();
    }

    private static void append(StringBuilder path, String operator, double[] numbers, int count) {
        for (int i = 0; i < count; i++) {
            path.append(number(numbers[i])).append(' ');
        }
        path.append(operator).append('\n');
    }

    @Override
    public void write(String text, double x, double y, Lettering lettering) {
        draw(Outlines.of(text, x, y, lettering), Ink.fill(lettering.colour()));
    }

    @Override
    public void draw(Pixels pixels, double x, double y, double width, double height) {
        images.add(pixels);
        // An image fills the unit square upwards from its corner below.
        content.append(String.format(
                Locale.ROOT,
                "q %s 0 0 -%s %s %s cm /I%d Do Q\n",
                number(width),
                number(height),
                number(x),
                number(y + height),
                images.size() - 1));
    }

    private byte[] file(Drawing drawing) {
        List<byte[]> objects = new ArrayList<>();
        int firstImage = 6;
        String resources = opacities.entrySet().stream()
                        .map(entry ->
                                "/" + entry.getValue() + " << /ca " + entry.getKey() + " /CA " + entry.getKey() + " >>")
                        .collect(Collectors.joining(" ", "/ExtGState << ", " >> /XObject << "))
                + IntStream.range(0, images.size())
                        .mapToObj(i -> "/I" + i + " " + (firstImage + i) + " 0 R ")
                        .collect(Collectors.joining())
                + ">>";
        objects.add(ascii("<< /Type /Catalog /Pages 2 0 R >>"));
        objects.add(ascii("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"));
        objects.add(ascii(String.format(
                Locale.ROOT,
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %s %s] /Contents 4 0 R /Resources << %s >> >>",
                number(SCALE * drawing.scale() * drawing.width()),
                number(SCALE * drawing.scale() * drawing.height()),
                resources)));
        objects.add(stream("", ascii(content.toString())));
        objects.add(ascii("<< /Title " + text(drawing.title()) + " /Subject " + text(drawing.description()) + " >>"));
        for (Pixels image : images) {
            objects.add(stream(
                    String.format(
                            Locale.ROOT,
                            "/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 ",
                            image.columns(),
                            image.rows()),
                    image.bytes()));
        }
        return file(objects);
    }

    private static byte[] file(List<byte[]> objects) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(ascii("%PDF-1.4\n"));
        StringBuilder places = new StringBuilder("0000000000 65535 f \n");
        for (int i = 0; i < objects.size(); i++) {
            places.append(String.format(Locale.ROOT, "%010d 00000 n \n", file.size()));
            file.writeBytes(ascii(i + 1 + " 0 obj\n"));
            file.writeBytes(objects.get(i));
            file.writeBytes(ascii("\nendobj\n"));
        }
        int start = file.size();
        int count = objects.size() + 1;
        file.writeBytes(ascii("xref\n0 " + count + "\n" + places + "trailer\n<< /Size " + count
                + " /Root 1 0 R /Info 5 0 R >>\nstartxref\n" + start + "\n%%EOF\n"));
        return file.toByteArray();
    }

    private static byte[] stream(String entries, byte[] bytes) {
        byte[] deflated = Png.deflated(bytes);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(ascii("<< " + entries + "/Filter /FlateDecode /Length " + deflated.length + " >>\nstream\n"));
        stream.writeBytes(deflated);
        stream.writeBytes(ascii("\nendstream"));
        return stream.toByteArray();
    }

    /** A text of any letters, as the digits of UTF-16 behind its mark. */
    private static String text(String text) {
        StringBuilder digits = new StringBuilder("<FEFF");
        for (byte each : text.getBytes(StandardCharsets.UTF_16BE)) {
            digits.append(String.format(Locale.ROOT, "%02X", each));
        }
        return digits.append('>').toString();
    }

    private static String colour(int rgb) {
        return String.format(
                Locale.ROOT,
                "%.3f %.3f %.3f",
                (rgb >> 16 & 0xFF) / 255.0,
                (rgb >> 8 & 0xFF) / 255.0,
                (rgb & 0xFF) / 255.0);
    }

    private static String number(double value) {
        return SvgCanvas.number(value);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
