package org.spikernel.internal.charts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Leaves out of a picture what lies upon something else, so that its size has a bound: of points one for each place, where a place is half
 * a pixel wide, and a fifth more again and again where too many are left; of a line through very many points the first, the
 * least, the greatest and the last in each half pixel.
 */
final class Thinning {

    /** Points of one series, and of a line. */
    static final int MOST = 3_000;

    private static final double FINEST = 0.5;

    private Thinning() {}

    /** A point in pixels. */
    record Point(double x, double y) {}

    /** Of very many points, those that a reader can tell apart. */
    static List<Point> points(List<Point> points) {
        List<Point> left = points;
        for (double side = FINEST; left.size() > MOST; side *= 1.2) {
            Set<Point> places = new HashSet<>();
            double cell = side;
            left = left.stream()
                    .filter(point -> places.add(new Point(Math.rint(point.x() / cell), Math.rint(point.y() / cell))))
                    .toList();
        }
        return left;
    }

    /** Of the points that a line passes, those that a reader would miss. */
    static List<Point> line(List<Point> points) {
        if (points.size() <= MOST) {
            return points;
        }
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).x() < points.get(i - 1).x()) {
                return points(points);
            }
        }
        List<Point> left = new ArrayList<>();
        for (int from = 0, end; from < points.size(); from = end) {
            double column = Math.rint(points.get(from).x() / FINEST);
            int least = from;
            int greatest = from;
            end = from + 1;
            while (end < points.size() && Math.rint(points.get(end).x() / FINEST) == column) {
                least = points.get(end).y() < points.get(least).y() ? end : least;
                greatest = points.get(end).y() > points.get(greatest).y() ? end : greatest;
                end++;
            }
            int last = end - 1;
            IntStream.of(from, least, greatest, last)
                    .sorted()
                    .distinct()
                    .mapToObj(points::get)
                    .forEach(left::add);
        }
        return left;
    }
}
