package org.spikernel.internal.charts;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** The symbols that stand at points, by the names that Plotly has for them; a circle for one that is not known here. */
final class Marks {

    private static final double THIRD_OF_TURN = 2 * Math.PI / 3;

    private Marks() {}

    /** A symbol about a place, about as large as a circle of a diameter. */
    static Shape of(String symbol, double x, double y, double size) {
        double r = size / 2;
        return switch (symbol.replace("-open", "")) {
            case "square" -> new Rectangle2D.Double(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r);
            case "diamond" -> star(4, x, y, 1.25 * r, 1.25 * r * Math.sqrt(0.5), 0);
            case "triangle-up" -> polygon(x, y, 1.25 * r, 0, THIRD_OF_TURN, 2 * THIRD_OF_TURN);
            case "triangle-down" ->
                polygon(x, y, 1.25 * r, Math.PI, Math.PI + THIRD_OF_TURN, Math.PI + 2 * THIRD_OF_TURN);
            case "cross" -> cross(x, y, 1.1 * r, 0);
            case "x" -> cross(x, y, 1.1 * r, Math.PI / 4);
            case "star" -> star(5, x, y, 1.35 * r, 0.55 * r, 0);
            default -> new Ellipse2D.Double(x - r, y - r, size, size);
        };
    }

    /** Corners at angles from straight up, clockwise. */
    private static Path2D polygon(double x, double y, double radius, double... angles) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < angles.length; i++) {
            add(path, i == 0, x + radius * Math.sin(angles[i]), y - radius * Math.cos(angles[i]));
        }
        path.closePath();
        return path;
    }

    private static Path2D star(int points, double x, double y, double outer, double inner, double turn) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < 2 * points; i++) {
            double radius = i % 2 == 0 ? outer : inner;
            double angle = turn + Math.PI * i / points;
            add(path, i == 0, x + radius * Math.sin(angle), y - radius * Math.cos(angle));
        }
        path.closePath();
        return path;
    }

    private static Path2D cross(double x, double y, double arm, double turn) {
        double[][] corners = {
            {-1, -3}, {1, -3}, {1, -1}, {3, -1}, {3, 1}, {1, 1}, {1, 3}, {-1, 3}, {-1, 1}, {-3, 1}, {-3, -1}, {-1, -1}
        };
        Path2D path = new Path2D.Double();
        for (int i = 0; i < corners.length; i++) {
            double dx = corners[i][0] * arm / 3;
            double dy = corners[i][1] * arm / 3;
            add(
                    path,
                    i == 0,
                    x + dx * Math.cos(turn) - dy * Math.sin(turn),
                    y + dx * Math.sin(turn) + dy * Math.cos(turn));
        }
        path.closePath();
        return path;
    }

    private static void add(Path2D path, boolean first, double x, double y) {
        if (first) {
            path.moveTo(x, y);
        } else {
            path.lineTo(x, y);
        }
    }
}
