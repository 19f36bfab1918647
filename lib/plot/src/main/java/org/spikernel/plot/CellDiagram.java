package org.spikernel.plot;

import java.util.Locale;

import org.spikernel.cell.Cell;
import org.spikernel.cell.Edge;
import org.spikernel.cell.Operation;

/**
 * A drawing of a cell as SVG: its four nodes in a row, and an arc for each edge with the operation on it. Edges that carry nothing
 * are dotted. Backward edges, which are heard one timestep later, pass below, dashed and with an arrow; those that carry nothing are not
 * drawn.
 *
 * <p>The text takes the colour of its surroundings, so the drawing suits light and dark pages.
 *
 * @param cell the cell
 */
public record CellDiagram(Cell cell) {

    private static final int WIDTH = 680;
    private static final int HEIGHT = 250;
    private static final int BASELINE = 150;
    private static final int RADIUS = 17;
    private static final String BACKWARD = "#0f766e";

    private static final Operation.Visitor<String> COLOUR = new Operation.Visitor<>() {
        @Override
        public String zero() {
            return KernelColours.PASSING;
        }

        @Override
        public String skip() {
            return KernelColours.PASSING;
        }

        @Override
        public String convolution(Operation.Convolution convolution) {
            return KernelColours.of(convolution.kernelSize());
        }

        @Override
        public String averagePooling(Operation.AveragePooling pooling) {
            return KernelColours.POOLING;
        }

        @Override
        public String sum(Operation.Sum sum) {
            return KernelColours.SEVERAL;
        }
    };

    /** A drawing of a cell. */
    public static CellDiagram of(Cell cell) {
        return new CellDiagram(cell);
    }

    /** The drawing, as an {@code svg} element. */
    public String svg() {
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" role=\"img\" aria-label=\"cell %s\" ",
                WIDTH,
                height(),
                WIDTH,
                cell.toString().replace(">", "&gt;")));
        svg.append("style=\"max-width:100%;height:auto\" font-family=\"system-ui,sans-serif\" font-size=\"13\">\n");
        Edge.ALL.forEach(edge -> svg.append(arc(edge)));
        cell.feedback().forEach(edge -> svg.append(backwardArc(edge)));
        Edge.ALL.stream().filter(cell::connects).forEach(edge -> svg.append(label(edge)));
        cell.feedback().forEach(edge -> svg.append(label(edge)));
        for (int node = Cell.INPUT; node <= Cell.OUTPUT; node++) {
            svg.append(node(node));
        }
        svg.append(name("input", x(Cell.INPUT) - RADIUS - 8, "end"));
        svg.append(name("output", x(Cell.OUTPUT) + RADIUS + 8, "start"));
        if (cell.hasFeedback()) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" fill=\"%s\" text-anchor=\"end\">dashed: one timestep later</text>\n",
                    WIDTH - 10,
                    height() - 12,
                    BACKWARD));
        }
        return svg.append("</svg>").toString();
    }

    /** As low as the lowest backward edge. */
    private int height() {
        return cell.feedback().stream()
                .mapToInt(edge -> (int) labelY(edge) + 50)
                .reduce(HEIGHT, Math::max);
    }

    private String arc(Edge edge) {
        double from = x(edge.source()) + direction(edge) * RADIUS;
        double to = x(edge.target()) - direction(edge) * RADIUS;
        String path = isStraight(edge)
                ? String.format(Locale.ROOT, "M%.0f %d L%.0f %d", from, BASELINE, to, BASELINE)
                : String.format(
                        Locale.ROOT,
                        "M%d %.0f Q%.0f %.0f %d %.0f",
                        x(edge.source()),
                        start(edge),
                        middle(edge),
                        BASELINE + 2 * (labelY(edge) - BASELINE) - (start(edge) - BASELINE),
                        x(edge.target()),
                        start(edge));
        String style = cell.connects(edge)
                ? String.format(
                        Locale.ROOT,
                        "stroke=\"%s\" stroke-width=\"2.5\"",
                        cell.operation(edge).accept(COLOUR))
                : "stroke=\"currentColor\" stroke-opacity=\"0.25\" stroke-dasharray=\"2 5\"";
        return String.format(Locale.ROOT, "<path d=\"%s\" fill=\"none\" %s/>\n", path, style);
    }

    /** Beside the arcs of forward edges, so that both may join the same nodes; the arrow points at the target. */
    private static String backwardArc(Edge edge) {
        int from = x(edge.source()) - RADIUS / 2;
        int to = x(edge.target()) + RADIUS / 2;
        double end = BASELINE + RADIUS;
        double bend = 2 * labelY(edge) - end;
        double angle = Math.toDegrees(Math.atan2(end - bend, to - middle(edge)));
        return String.format(
                Locale.ROOT,
                "<path d=\"M%d %.0f Q%.0f %.0f %d %.0f\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.5\" stroke-dasharray=\"7 5\"/>"
                        + "<path d=\"M0 0 L-11 -5 L-11 5 Z\" transform=\"translate(%d %.0f) rotate(%.0f)\" fill=\"%s\"/>\n",
                from,
                end,
                middle(edge),
                bend,
                to,
                end,
                BACKWARD,
                to,
                end,
                angle,
                BACKWARD);
    }

    private String colour(Edge edge) {
        return edge.isBackward() ? BACKWARD : cell.operation(edge).accept(COLOUR);
    }

    private String label(Edge edge) {
        String text = cell.operation(edge).text();
        int width = 8 * text.length() + 12;
        return String.format(
                Locale.ROOT,
                "<rect x=\"%.0f\" y=\"%.0f\" width=\"%d\" height=\"22\" rx=\"11\" fill=\"%s\"/>"
                        + "<text x=\"%.0f\" y=\"%.0f\" fill=\"#fff\" text-anchor=\"middle\">%s</text>\n",
                middle(edge) - width / 2.0,
                labelY(edge) - 11,
                width,
                colour(edge),
                middle(edge),
                labelY(edge) + 4.5,
                text);
    }

    private static String node(int node) {
        return String.format(
                Locale.ROOT,
                "<circle cx=\"%d\" cy=\"%d\" r=\"%d\" fill=\"#fff\" stroke=\"currentColor\" stroke-width=\"2\"/>"
                        + "<text x=\"%d\" y=\"%d\" fill=\"#222\" text-anchor=\"middle\">%d</text>\n",
                x(node),
                BASELINE,
                RADIUS,
                x(node),
                BASELINE + 5,
                node);
    }

    /** A name beside a node, which ends or starts there. */
    private static String name(String name, int x, String anchor) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" fill=\"currentColor\" text-anchor=\"%s\">%s</text>\n",
                x,
                BASELINE + 5,
                anchor,
                name);
    }

    private static int x(int node) {
        return 70 + 180 * node;
    }

    private static double middle(Edge edge) {
        return (x(edge.source()) + x(edge.target())) / 2.0;
    }

    /** Neighbours are joined by a line; 0->2 and 0->3 pass above, 1->3 below; the farther a backward edge leads, the lower it passes. */
    private static double labelY(Edge edge) {
        if (edge.isBackward()) {
            return BASELINE + 55.0 * (edge.source() - edge.target()) - 5;
        }
        if (isStraight(edge)) {
            return BASELINE;
        }
        return edge.source() == 1 ? BASELINE + 72 : edge.target() == 2 ? BASELINE - 72 : BASELINE - 125;
    }

    private static double start(Edge edge) {
        return BASELINE + (labelY(edge) < BASELINE ? -RADIUS : RADIUS);
    }

    private static boolean isStraight(Edge edge) {
        return edge.target() == edge.source() + 1;
    }

    private static int direction(Edge edge) {
        return isStraight(edge) ? 1 : 0;
    }
}
