package org.spikernel.internal.charts;

import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.spikernel.internal.charts.Axis.Kind;
import org.spikernel.internal.charts.Scale.Tick;
import org.spikernel.internal.charts.Thinning.Point;
import org.spikernel.internal.pictures.Canvas;
import org.spikernel.internal.pictures.Colours;
import org.spikernel.internal.pictures.Drawing;
import org.spikernel.internal.pictures.Ink;
import org.spikernel.internal.pictures.Lettering;
import org.spikernel.internal.pictures.Lettering.Anchor;
import org.spikernel.internal.pictures.Pixels;

/**
 * Lays a chart out and draws it. What tells series apart is not colour alone: lines are dashed and points have symbols as the figure says,
 * bars beside others have a stripe more each, and heat maps go from dark to light, with the number in each cell that has room for it.
 */
final class ChartPainter {

    private static final double SMALL = 11;
    private static final double PLAIN = 12;
    private static final double LARGE = 14;
    private static final double LINE = 1.35;
    private static final double PAD = 10;
    private static final double TICK = 4;
    private static final double KEY = 24;
    private static final double COLOUR_BAR = 14;
    private static final int SHADES = 64;

    /** How much of the height the legend may take; where it needs more, the picture is higher. */
    private static final double LEGEND = 0.2;

    private static final double SMALLEST_WITH_EDGE = 4;
    private static final double LONGEST_TURNED = 110;
    private static final String GRID = "#E2E2E2";
    private static final String EDGE = "#444444";

    private static final Lettering TICKS = Lettering.of(SMALL, Anchor.MIDDLE);

    private final Chart chart;
    private final double width;
    private double height;
    private final Scale x;
    private final Scale y;
    private final List<Consumer<Canvas>> strokes = new ArrayList<>();
    private final List<Histogram> histograms;
    private final List<String> remarks = new ArrayList<>();

    /** The room within the axes. */
    private double left;

    private double top;
    private double right;
    private double bottom;

    /** The counts of a series between numbers. */
    private record Histogram(Series.Histogram series, double from, double step, int[] counts) {}

    ChartPainter(Chart chart, double width, double height) {
        this.chart = chart;
        this.width = width;
        this.height = height;
        histograms = histograms(chart);
        x = scale(chart, true);
        y = scale(chart, false);
    }

    private Scale scale(Chart ofChart, boolean horizontal) {
        List<String> values = ofChart.series().stream()
                .flatMap(series -> ChartReader.values(series, horizontal).stream())
                .collect(Collectors.toCollection(ArrayList::new));
        boolean lengths = ofChart.series().stream()
                .anyMatch(series -> series instanceof Series.Bars bars && bars.horizontal() == horizontal);
        if (!horizontal) {
            histograms.forEach(each -> values.add(
                    Integer.toString(Arrays.stream(each.counts()).max().orElse(0))));
        }
        if (horizontal) {
            histograms.forEach(each -> values.addAll(List.of(
                    Double.toString(each.from()), Double.toString(each.from() + each.step() * each.counts().length))));
        }
        if (lengths && ofChart.stacked()) {
            values.addAll(totals(ofChart));
        }
        Kind kind = horizontal ? ofChart.x().kind() : ofChart.y().kind();
        return new Scale(kind, values, lengths || !horizontal && !histograms.isEmpty());
    }

    /** How far bars reach that stand on each other. */
    private static List<String> totals(Chart chart) {
        return List.of(Double.toString(chart.series().stream()
                .filter(Series.Bars.class::isInstance)
                .flatMap(series -> IntStream.range(
                                0, ((Series.Bars) series).places().size())
                        .mapToObj(i -> ((Series.Bars) series).places().get(i)))
                .distinct()
                .mapToDouble(place -> chart.series().stream()
                        .filter(Series.Bars.class::isInstance)
                        .mapToDouble(series -> length((Series.Bars) series, place))
                        .sum())
                .max()
                .orElse(0)));
    }

    private static double length(Series.Bars bars, String place) {
        int index = bars.places().indexOf(place);
        double length = index < 0 ? 0 : ChartReader.number(bars.lengths().get(index));
        return Double.isFinite(length) ? length : 0;
    }

    private static List<Histogram> histograms(Chart chart) {
        List<Series.Histogram> all = chart.series().stream()
                .filter(Series.Histogram.class::isInstance)
                .map(Series.Histogram.class::cast)
                .toList();
        double[] numbers = all.stream()
                .flatMap(each -> each.numbers().stream())
                .mapToDouble(ChartReader::number)
                .filter(Double::isFinite)
                .toArray();
        if (numbers.length == 0) {
            return List.of();
        }
        double least = Arrays.stream(numbers).min().orElseThrow();
        double greatest = Arrays.stream(numbers).max().orElseThrow();
        double bins = Math.max(10, Math.min(50, 3 * Math.sqrt((double) numbers.length / all.size())));
        // Numbers that are equal but for rounding are in one bar, or in two where a bar ends between them.
        double step = Scale.differ(least, greatest)
                ? Scale.step((greatest - least) / bins)
                : Math.max(1, Scale.ROUNDING * Math.max(Math.abs(least), Math.abs(greatest)));
        double from = Math.floor(least / step) * step;
        int count = (int) Math.floor((greatest - from) / step) + 1;
        return all.stream()
                .map(series -> {
                    int[] counts = new int[count];
                    series.numbers().stream()
                            .mapToDouble(ChartReader::number)
                            .filter(Double::isFinite)
                            .forEach(number -> counts[(int) ((number - from) / step)]++);
                    return new Histogram(series, from, step, counts);
                })
                .toList();
    }

    Drawing drawing() {
        layOut();
        drawAxes();
        List<Series.Bars> bars = chart.series().stream()
                .filter(Series.Bars.class::isInstance)
                .map(Series.Bars.class::cast)
                .toList();
        drawBars(bars);
        histograms.forEach(this::drawHistogram);
        for (Series series : chart.series()) {
            if (series instanceof Series.Curve curve) {
                drawCurve(curve);
            } else if (series instanceof Series.Box box) {
                drawBox(box);
            } else if (series instanceof Series.HeatMap map) {
                drawHeatMap(map);
            }
        }
        if (chart.isEmpty()) {
            remarks.add(Chart.EMPTY.substring(0, Chart.EMPTY.length() - 1));
            Lettering lettering = Lettering.of(PLAIN, Anchor.MIDDLE);
            double base = (top + bottom) / 2;
            for (String line : wrapped(Chart.EMPTY, lettering, right - left)) {
                write(line, (left + right) / 2, base, lettering);
                base += PLAIN * LINE;
            }
        }
        frame();
        List<Consumer<Canvas>> all = List.copyOf(strokes);
        return new Drawing(
                width, height, chart.title(), description(), canvas -> all.forEach(stroke -> stroke.accept(canvas)));
    }

    private String description() {
        String kinds =
                chart.series().stream().map(ChartPainter::kind).distinct().collect(Collectors.joining(" and "));
        String names = chart.series().stream()
                .map(series -> series instanceof Series.Box box ? box.place() : series.name())
                .filter(name -> !name.isEmpty())
                .distinct()
                .limit(30)
                .collect(Collectors.joining("; "));
        return Stream.of(
                        kinds.substring(0, 1).toUpperCase(Locale.ROOT) + kinds.substring(1),
                        chart.x().title().isEmpty()
                                ? ""
                                : "to the right: " + chart.x().title(),
                        chart.y().title().isEmpty()
                                ? ""
                                : "upwards: " + chart.y().title(),
                        names.isEmpty() ? "" : "shown: " + names,
                        String.join("; ", remarks))
                .filter(part -> !part.isEmpty())
                .map(part -> part.replace('\n', ' '))
                .collect(Collectors.joining(". ", "", "."));
    }

    private static String kind(Series series) {
        if (series instanceof Series.Curve curve) {
            return curve.line().isPresent() ? "lines" : "points";
        }
        return series instanceof Series.Bars
                ? "bars"
                : series instanceof Series.Box ? "boxes" : series instanceof Series.HeatMap ? "heat map" : "histogram";
    }

    // --- Room ---

    private void layOut() {
        top = PAD;
        for (String line :
                wrapped(chart.title(), Lettering.of(LARGE, Anchor.START).inBold(), width - 2 * PAD)) {
            top += LARGE * LINE;
            write(line, PAD, top - 4, Lettering.of(LARGE, Anchor.START).inBold());
        }
        top += PAD;
        double titleOfY = chart.y().title().isEmpty()
                ? 0
                : PLAIN * LINE * lines(chart.y().title()).size();
        double labels = yTicks(height).stream()
                .mapToDouble(tick -> TICKS.length(firstLine(tick.label())))
                .max()
                .orElse(0);
        left = PAD + titleOfY + Math.min(labels, 0.4 * width) + TICK + 4;
        right = width - 1.5 * PAD;
        if (chart.series().stream().anyMatch(Series.HeatMap.class::isInstance)) {
            right -= 2 * PAD + COLOUR_BAR + TICKS.length("0.0000");
        }
        double keys = drawLegend();
        bottom = height - PAD - keys - PLAIN * LINE * lines(chart.x().title()).size() - TICK - 2 - heightOfXLabels();
        if (chart.square()) {
            double side = Math.min(right - left, bottom - top);
            right = left + side;
            bottom = top + side;
        }
        bottom = Math.max(bottom, top + 20);
        double middle = (left + right) / 2;
        double base = bottom + TICK + 2 + heightOfXLabels();
        for (String line : lines(chart.x().title())) {
            base += PLAIN * LINE;
            write(line, middle, base - 4, Lettering.of(PLAIN, Anchor.MIDDLE));
        }
        double side = PAD + PLAIN;
        for (String line : lines(chart.y().title())) {
            write(
                    line,
                    side,
                    (top + bottom) / 2,
                    Lettering.of(PLAIN, Anchor.MIDDLE).turned());
            side += PLAIN * LINE;
        }
    }

    /** Names beside each other as long as there is room for them, else turned, else every second, third and so on. */
    private boolean isTurned() {
        double longest = longestName();
        return longest + 8 > (right - left) / Math.max(1, x.names()) && longest > 3 * SMALL;
    }

    /** The length of the longest name on the horizontal axis; 0 if that has numbers. */
    private double longestName() {
        return chart.x().kind() != Kind.NAMES
                ? 0
                : x.ticks(Integer.MAX_VALUE).stream()
                        .mapToDouble(tick -> TICKS.length(firstLine(tick.label())))
                        .max()
                        .orElse(0);
    }

    private double heightOfXLabels() {
        double longest = isTurned()
                ? xTicks().stream()
                        .mapToDouble(tick -> TICKS.length(firstLine(tick.label())))
                        .max()
                        .orElse(0)
                : SMALL;
        return Math.min(longest, LONGEST_TURNED) + 2;
    }

    private List<Tick> xTicks() {
        if (chart.x().kind() != Kind.NAMES) {
            return x.ticks((int) ((right - left) / 75));
        }
        return x.ticks((int) ((right - left) / (isTurned() ? SMALL * 1.2 : longestName() + 8)));
    }

    private List<Tick> yTicks(double length) {
        return y.ticks((int) (length / (chart.y().kind() == Kind.NAMES ? SMALL * 1.2 : 40)));
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : text.lines().toList();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static List<String> wrapped(String text, Lettering lettering, double length) {
        List<String> wrapped = new ArrayList<>();
        for (String line : lines(text)) {
            StringBuilder begun = new StringBuilder();
            for (String word : line.split(" ")) {
                if (begun.length() > 0 && lettering.length(begun + " " + word) > length) {
                    wrapped.add(begun.toString());
                    begun.setLength(0);
                }
                begun.append(begun.length() > 0 ? " " : "").append(word);
            }
            wrapped.add(begun.toString());
        }
        return wrapped;
    }

    private static String shortened(String text, Lettering lettering, double length) {
        if (lettering.length(text) <= length) {
            return text;
        }
        int end = text.length();
        while (end > 1 && lettering.length(text.substring(0, end) + "\u2026") > length) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end) + "\u2026";
    }

    // --- The legend ---

    /**
     * Draws the names of the series below everything, in as many rows as they need, and tells how high these are. The picture grows by what
     * the drawing itself cannot spare.
     */
    private double drawLegend() {
        List<Series> named = chart.legend()
                ? chart.series().stream().filter(Series::inLegend).toList()
                : List.of();
        Lettering lettering = Lettering.of(SMALL, Anchor.START);
        List<Double> places = new ArrayList<>();
        double at = left;
        int row = 0;
        for (Series series : named) {
            double length = KEY + 5 + lettering.length(firstLine(series.name())) + 14;
            if (at > left && at + length > width) {
                at = left;
                row++;
            }
            places.add(at);
            places.add((double) row);
            at += length;
        }
        double rowHeight = SMALL * 1.6;
        double rows = named.isEmpty() ? 0 : (row + 1) * rowHeight + 4;
        height += Math.max(0, rows - LEGEND * height);
        for (int i = 0; i < named.size(); i++) {
            double base = height - PAD - rows + 4 + (places.get(2 * i + 1) + 1) * rowHeight - 4;
            drawKey(named.get(i), places.get(2 * i), base - SMALL * 0.35);
            write(
                    shortened(firstLine(named.get(i).name()), lettering, width - left - KEY - 5),
                    places.get(2 * i) + KEY + 5,
                    base,
                    lettering);
        }
        return rows;
    }

    private void drawKey(Series series, double from, double middle) {
        if (series instanceof Series.Curve curve) {
            curve.line().ifPresent(line -> draw(new Line2D.Double(from, middle, from + KEY, middle), ink(line)));
            curve.mark().ifPresent(mark -> drawMark(mark, from + KEY / 2, middle));
        } else if (series instanceof Series.Bars bars) {
            drawBar(new Rectangle2D.Double(from, middle - 5, KEY, 10), bars, true, order(bars));
        } else if (series instanceof Series.Histogram histogram) {
            Rectangle2D key = new Rectangle2D.Double(from, middle - 5, KEY, 10);
            draw(key, Ink.fill(histogram.colour()).withOpacity(0.35));
            draw(key, outline(histogram));
        }
    }

    private int order(Series.Bars bars) {
        return (int) chart.series().stream()
                .filter(Series.Bars.class::isInstance)
                .takeWhile(series -> series != bars)
                .count();
    }

    // --- Axes ---

    private void drawAxes() {
        for (Tick tick : xTicks()) {
            double at = across(tick.place());
            if (chart.x().kind() != Kind.NAMES) {
                draw(new Line2D.Double(at, top, at, bottom), Ink.line(GRID, 1));
            }
            draw(new Line2D.Double(at, bottom, at, bottom + TICK), Ink.line(EDGE, 1));
            String label = firstLine(tick.label());
            if (isTurned()) {
                Lettering turned = Lettering.of(SMALL, Anchor.END).turned();
                write(shortened(label, turned, LONGEST_TURNED), at + SMALL * 0.35, bottom + TICK + 3, turned);
            } else {
                write(label, at, bottom + TICK + SMALL, TICKS);
            }
        }
        Lettering beside = Lettering.of(SMALL, Anchor.END);
        for (Tick tick : yTicks(bottom - top)) {
            double at = up(tick.place());
            if (chart.y().kind() != Kind.NAMES) {
                draw(new Line2D.Double(left, at, right, at), Ink.line(GRID, 1));
            }
            draw(new Line2D.Double(left - TICK, at, left, at), Ink.line(EDGE, 1));
            write(shortened(firstLine(tick.label()), beside, 0.4 * width), left - TICK - 3, at + SMALL * 0.35, beside);
        }
    }

    private void frame() {
        draw(new Rectangle2D.Double(left, top, right - left, bottom - top), Ink.line(EDGE, 1));
    }

    private double across(double place) {
        double share = x.share(place);
        return left + (chart.x().reversed() ? 1 - share : share) * (right - left);
    }

    private double up(double place) {
        double share = y.share(place);
        return bottom - (chart.y().reversed() ? 1 - share : share) * (bottom - top);
    }

    // --- Series ---

    private void drawCurve(Series.Curve curve) {
        List<List<Point>> pieces = pieces(curve);
        curve.line().ifPresent(line -> pieces.forEach(piece -> drawLine(line, piece)));
        curve.mark().ifPresent(mark -> {
            List<Point> all = pieces.stream().flatMap(List::stream).toList();
            List<Point> shown = Thinning.points(all);
            if (shown.size() < all.size()) {
                remarks.add(String.format(
                        Locale.ROOT,
                        "of the %,d points of %s that lie on each other %,d are drawn",
                        all.size(),
                        curve.name().isEmpty() ? "this figure" : curve.name(),
                        shown.size()));
            }
            shown.forEach(point -> drawMark(mark, point.x(), point.y()));
        });
    }

    /** The points between gaps, where a number is missing or infinite. */
    private List<List<Point>> pieces(Series.Curve curve) {
        List<List<Point>> pieces = new ArrayList<>();
        List<Point> piece = new ArrayList<>();
        for (int i = 0; i < Math.min(curve.x().size(), curve.y().size()); i++) {
            Point point =
                    new Point(across(x.at(curve.x().get(i))), up(y.at(curve.y().get(i))));
            if (Double.isFinite(point.x()) && Double.isFinite(point.y())) {
                piece.add(point);
            } else if (!piece.isEmpty()) {
                pieces.add(piece);
                piece = new ArrayList<>();
            }
        }
        pieces.add(piece);
        return pieces;
    }

    private void drawLine(Series.Line line, List<Point> all) {
        List<Point> points = Thinning.line(all);
        if (points.size() < 2) {
            return;
        }
        Path2D path = new Path2D.Double();
        path.moveTo(points.get(0).x(), points.get(0).y());
        for (int i = 1; i < points.size(); i++) {
            Point from = points.get(i - 1);
            Point to = points.get(i);
            double middle = (from.x() + to.x()) / 2;
            switch (line.shape()) {
                case "hv" -> path.lineTo(to.x(), from.y());
                case "vh" -> path.lineTo(from.x(), to.y());
                case "hvh" -> {
                    path.lineTo(middle, from.y());
                    path.lineTo(middle, to.y());
                }
                default -> {}
            }
            path.lineTo(to.x(), to.y());
        }
        draw(path, ink(line));
    }

    private static Ink ink(Series.Line line) {
        return Ink.line(line.colour(), line.width()).withDash(line.dash());
    }

    /** With a thin white edge, so that points that overlap stay apart. */
    private void drawMark(Series.Mark mark, double atX, double atY) {
        var symbol = Marks.of(mark.symbol(), atX, atY, mark.size());
        if (Colours.isClear(mark.colour())) {
            return;
        }
        Ink ink = Ink.fill(mark.colour()).withOpacity(mark.opacity());
        draw(symbol, mark.size() > SMALLEST_WITH_EDGE ? ink.withEdge("white") : ink);
    }

    private void drawBars(List<Series.Bars> all) {
        double thickness = 0.8 / (chart.stacked() ? 1 : Math.max(1, all.size()));
        for (int order = 0; order < all.size(); order++) {
            Series.Bars bars = all.get(order);
            Scale places = bars.horizontal() ? y : x;
            for (int i = 0; i < bars.places().size(); i++) {
                double length = ChartReader.number(bars.lengths().get(i));
                if (!Double.isFinite(length)) {
                    continue;
                }
                String place = bars.places().get(i);
                double from = places.at(place) - 0.4 + (chart.stacked() ? 0 : order * thickness);
                double below = chart.stacked()
                        ? all.subList(0, order).stream()
                                .mapToDouble(other -> length(other, place))
                                .sum()
                        : 0;
                Rectangle2D bar = bars.horizontal()
                        ? between(across(below), up(from), across(below + length), up(from + thickness))
                        : between(across(from), up(below), across(from + thickness), up(below + length));
                drawBar(bar, bars, bars.horizontal(), order);
            }
        }
    }

    private static Rectangle2D between(double x1, double y1, double x2, double y2) {
        Rectangle2D rectangle = new Rectangle2D.Double();
        rectangle.setFrameFromDiagonal(x1, y1, x2, y2);
        return rectangle;
    }

    private void drawBar(Rectangle2D bar, Series.Bars bars, boolean horizontal, int stripes) {
        draw(bar, Ink.fill(bars.colour()).withOpacity(bars.opacity()));
        for (int i = 1; i <= stripes; i++) {
            double share = (double) i / (stripes + 1);
            double across = bar.getX() + share * bar.getWidth();
            double down = bar.getY() + share * bar.getHeight();
            Line2D stripe = horizontal
                    ? new Line2D.Double(bar.getMinX(), down, bar.getMaxX(), down)
                    : new Line2D.Double(across, bar.getMinY(), across, bar.getMaxY());
            draw(stripe, Ink.line("white", 1.2));
        }
    }

    private void drawHistogram(Histogram histogram) {
        Path2D edge = new Path2D.Double();
        edge.moveTo(across(histogram.from()), up(0));
        for (int i = 0; i < histogram.counts().length; i++) {
            double height = up(histogram.counts()[i]);
            edge.lineTo(across(histogram.from() + i * histogram.step()), height);
            edge.lineTo(across(histogram.from() + (i + 1) * histogram.step()), height);
        }
        edge.lineTo(across(histogram.from() + histogram.counts().length * histogram.step()), up(0));
        draw(edge, Ink.fill(histogram.series().colour()).withOpacity(0.35));
        draw(edge, outline(histogram.series()));
    }

    /** Histograms that lie on each other are told apart by their edges. */
    private Ink outline(Series.Histogram histogram) {
        int order = (int)
                chart.series().stream().takeWhile(series -> series != histogram).count();
        List<List<Double>> dashes =
                List.of(List.of(), List.of(7.0, 4.0), List.of(2.0, 3.0), List.of(8.0, 3.0, 2.0, 3.0));
        return Ink.line(histogram.colour(), 1.8).withDash(dashes.get(order % dashes.size()));
    }

    /** From the first to the third quartile, with a line at the median, a dashed one at the mean and whiskers to the outermost numbers
     * within one and a half times its length. */
    private void drawBox(Series.Box box) {
        double[] numbers = box.numbers().stream()
                .mapToDouble(ChartReader::number)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        double place = (box.horizontal() ? y : x).at(box.place());
        if (box.points() && numbers.length > 0) {
            drawPoints(box, numbers, place);
        }
        if (numbers.length < 2) {
            return;
        }
        double first = quantile(numbers, 0.25);
        double third = quantile(numbers, 0.75);
        double reach = 1.5 * (third - first);
        double low =
                Arrays.stream(numbers).filter(n -> n >= first - reach).min().orElse(first);
        double high =
                Arrays.stream(numbers).filter(n -> n <= third + reach).max().orElse(third);
        Ink ink = Ink.line(box.colour(), 1.6);
        draw(span(box, first, place - 0.3, third, place + 0.3, true), ink);
        draw(span(box, low, place, first, place, false), ink);
        draw(span(box, third, place, high, place, false), ink);
        for (double end : new double[] {low, high}) {
            draw(span(box, end, place - 0.12, end, place + 0.12, false), ink);
        }
        double median = quantile(numbers, 0.5);
        double mean = Arrays.stream(numbers).average().orElseThrow();
        draw(span(box, median, place - 0.3, median, place + 0.3, false), Ink.line(box.colour(), 3));
        draw(span(box, mean, place - 0.3, mean, place + 0.3, false), ink.withDash(List.of(4.0, 3.0)));
    }

    /** A rectangle or a line from one number and place to others. */
    private Shape span(Series.Box box, double number, double place, double toNumber, double toPlace, boolean filled) {
        double x1 = box.horizontal() ? across(number) : across(place);
        double y1 = box.horizontal() ? up(place) : up(number);
        double x2 = box.horizontal() ? across(toNumber) : across(toPlace);
        double y2 = box.horizontal() ? up(toPlace) : up(toNumber);
        return filled ? between(x1, y1, x2, y2) : new Line2D.Double(x1, y1, x2, y2);
    }

    /** Beside each other by their order, where they would hide each other. */
    private void drawPoints(Series.Box box, double[] numbers, double place) {
        List<Point> points = IntStream.range(0, numbers.length)
                .mapToObj(i -> {
                    // Multiples of the golden ratio spread evenly, and look like chance.
                    double aside = place + 0.5 * ((i * 0.6180339887 % 1) - 0.5);
                    return box.horizontal()
                            ? new Point(across(numbers[i]), up(aside))
                            : new Point(across(aside), up(numbers[i]));
                })
                .toList();
        Series.Mark mark = new Series.Mark(box.colour(), 4, "circle", 0.45);
        Thinning.points(points).forEach(point -> drawMark(mark, point.x(), point.y()));
    }

    private static double quantile(double[] sorted, double share) {
        double at = share * sorted.length - 0.5;
        int below = (int) Math.max(0, Math.min(sorted.length - 1, Math.floor(at)));
        int above = Math.min(sorted.length - 1, below + 1);
        double between = Math.max(0, Math.min(1, at - below));
        return sorted[below] + between * (sorted[above] - sorted[below]);
    }

    private void drawHeatMap(Series.HeatMap map) {
        int rows = map.rows().size();
        int columns = map.rows().stream().mapToInt(List::size).max().orElse(0);
        double[] numbers = map.rows().stream()
                .flatMap(List::stream)
                .mapToDouble(ChartReader::number)
                .filter(Double::isFinite)
                .toArray();
        if (numbers.length == 0) {
            return;
        }
        double least = Arrays.stream(numbers).min().orElseThrow();
        double greatest = Arrays.stream(numbers).max().orElseThrow();
        int[] colours = new int[rows * columns];
        Arrays.fill(colours, Pixels.NOTHING);
        for (int row = 0; row < rows; row++) {
            // Rows of pixels come from above, those of the map from below unless its axis is reversed.
            int line = chart.y().reversed() ? row : rows - 1 - row;
            for (int column = 0; column < map.rows().get(row).size(); column++) {
                double number = ChartReader.number(map.rows().get(row).get(column));
                int place = chart.x().reversed() ? columns - 1 - column : column;
                if (Double.isFinite(number)) {
                    colours[line * columns + place] = shade(number, least, greatest);
                }
            }
        }
        Pixels pixels = new Pixels(rows, columns, colours);
        strokes.add(canvas -> canvas.draw(pixels, left, top, right - left, bottom - top));
        writeNumbers(map, least, greatest);
        drawColourBar(least, greatest);
    }

    private static int shade(double number, double least, double greatest) {
        double share = Scale.differ(least, greatest) ? (number - least) / (greatest - least) : 0.5;
        return Colours.viridis(Math.rint(share * (SHADES - 1)) / (SHADES - 1));
    }

    /** In each cell, where all have room for theirs. */
    private void writeNumbers(Series.HeatMap map, double least, double greatest) {
        double step = Math.pow(10, Math.floor(Math.log10(Math.max(greatest - least, 1e-9))) - 1);
        boolean whole = map.rows().stream()
                .flatMap(List::stream)
                .mapToDouble(ChartReader::number)
                .allMatch(number -> number == Math.rint(number));
        double cell = (right - left) / Math.max(1, x.names());
        List<List<String>> labels = map.rows().stream()
                .map(row -> row.stream()
                        .map(ChartReader::number)
                        .map(number -> Double.isFinite(number) ? Scale.number(number, whole ? 1 : step) : "")
                        .toList())
                .toList();
        boolean fits = (bottom - top) / Math.max(1, y.names()) > 1.4 * SMALL
                && labels.stream().flatMap(List::stream).allMatch(label -> TICKS.length(label) < cell - 4);
        for (int row = 0; fits && row < labels.size(); row++) {
            for (int column = 0; column < labels.get(row).size(); column++) {
                double number = ChartReader.number(map.rows().get(row).get(column));
                String ink = Colours.isDark(shade(number, least, greatest)) ? "white" : "black";
                write(labels.get(row).get(column), across(column), up(row) + SMALL * 0.35, TICKS.in(ink));
            }
        }
    }

    private void drawColourBar(double least, double greatest) {
        double from = right + 1.5 * PAD;
        int[] shades = IntStream.range(0, SHADES)
                .map(i -> Colours.viridis((double) (SHADES - 1 - i) / (SHADES - 1)))
                .toArray();
        double upper = top;
        double lower = bottom;
        strokes.add(canvas -> canvas.draw(new Pixels(SHADES, 1, shades), from, upper, COLOUR_BAR, lower - upper));
        draw(new Rectangle2D.Double(from, top, COLOUR_BAR, bottom - top), Ink.line(EDGE, 0.8));
        boolean differ = Scale.differ(least, greatest);
        double range = differ ? greatest - least : 1;
        double step = Scale.step(range / Math.max(1, (bottom - top) / 40));
        for (double mark : Scale.marks(least, greatest, step)) {
            double at = bottom - (differ ? (mark - least) / range : 0.5) * (bottom - top);
            draw(new Line2D.Double(from + COLOUR_BAR, at, from + COLOUR_BAR + 3, at), Ink.line(EDGE, 0.8));
            write(
                    Scale.number(mark, step),
                    from + COLOUR_BAR + 6,
                    at + SMALL * 0.35,
                    Lettering.of(SMALL, Anchor.START));
        }
    }

    private void draw(Shape shape, Ink ink) {
        strokes.add(canvas -> canvas.draw(shape, ink));
    }

    private void write(String text, double atX, double atY, Lettering lettering) {
        strokes.add(canvas -> canvas.write(text, atX, atY, lettering));
    }
}
