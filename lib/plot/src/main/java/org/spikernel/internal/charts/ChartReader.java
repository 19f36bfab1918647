package org.spikernel.internal.charts;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

import org.spikernel.internal.charts.Axis.Kind;

/** Reads charts from what figures hand to Plotly, whose defaults and names are those of its reference (https://plotly.com/javascript/reference). */
final class ChartReader {

    private static final double DEFAULT_HEIGHT = 420;

    /** What Plotly gives to traces that name no colour. */
    private static final List<String> COLOURS = List.of(
            "#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f", "#bcbd22",
            "#17becf");

    private static final Map<String, List<Double>> DASHES = Map.of(
            "dash", List.of(8.0, 5.0),
            "dot", List.of(2.0, 3.0),
            "dashdot", List.of(8.0, 4.0, 2.0, 4.0),
            "longdash", List.of(14.0, 5.0),
            "longdashdot", List.of(14.0, 4.0, 2.0, 4.0));

    private static final Pattern LINE_BREAK = Pattern.compile("<br ?/?>");
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>]*>");
    private static final Pattern ENTITY = Pattern.compile("&(?:#(\\d+)|lt|gt|amp|quot|nbsp);");

    private final FigureData figure;
    private final List<Series> series = new ArrayList<>();

    private ChartReader(FigureData figure) {
        this.figure = figure;
    }

    static Chart read(FigureData figure) {
        return new ChartReader(figure).chart();
    }

    private Chart chart() {
        for (int i = 0; i < figure.traces().size(); i++) {
            JsonNode trace = figure.traces().get(i);
            if (!trace.path("yaxis").asText("y").equals("y")) {
                throw new IllegalArgumentException("a still picture has one vertical axis, but the figure has another: "
                        + trace.path("yaxis").asText());
            }
            read(trace, COLOURS.get(i % COLOURS.size()));
        }
        JsonNode layout = figure.layout();
        boolean legend = layout.path("showlegend").asBoolean(series.size() > 1);
        return new Chart(
                text(layout.path("title")),
                axis(layout.path("xaxis"), true),
                axis(layout.path("yaxis"), false),
                series,
                legend,
                layout.path("barmode").asText().equals("stack"),
                figure.isSquare(),
                layout.path("height").asDouble(DEFAULT_HEIGHT));
    }

    private void read(JsonNode trace, String colour) {
        String name = text(trace.path("name"));
        // Tablesaw asks for no legend of a trace where it says nothing of one.
        boolean inLegend = trace.path("showlegend").asBoolean(true) && !name.isEmpty();
        double opacity = trace.path("opacity").asDouble(1);
        String filling = trace.path("marker").path("color").isTextual()
                ? trace.path("marker").path("color").asText()
                : colour;
        switch (trace.path("type").asText("scatter")) {
            case "scatter", "scattergl" ->
                series.add(new Series.Curve(
                        name,
                        inLegend,
                        values(trace.path("x")),
                        values(trace.path("y")),
                        line(trace, colour),
                        mark(trace, colour)));
            case "bar" -> {
                boolean horizontal = trace.path("orientation").asText().equals("h");
                series.add(new Series.Bars(
                        name,
                        inLegend,
                        values(trace.path(horizontal ? "y" : "x")),
                        values(trace.path(horizontal ? "x" : "y")),
                        horizontal,
                        filling,
                        opacity));
            }
            case "histogram" ->
                series.add(new Series.Histogram(name, inLegend, values(trace.path("x")), filling, opacity));
            case "box" -> readBoxes(trace, name, filling);
            case "heatmap" -> readHeatMap(trace, name);
            default ->
                throw new IllegalArgumentException(
                        "a still picture shows lines, points, bars, histograms, boxes and heat maps, "
                                + "but the figure has a trace of type '"
                                + trace.path("type").asText() + "'");
        }
    }

    private static Optional<Series.Line> line(JsonNode trace, String colour) {
        JsonNode line = trace.path("line");
        return mode(trace).contains("lines")
                ? Optional.of(new Series.Line(
                        line.path("color").asText(colour),
                        line.path("width").asDouble(2),
                        DASHES.getOrDefault(line.path("dash").asText(), List.of()),
                        line.path("shape").asText("linear")))
                : Optional.empty();
    }

    private static Optional<Series.Mark> mark(JsonNode trace, String colour) {
        JsonNode marker = trace.path("marker");
        return mode(trace).contains("markers")
                ? Optional.of(new Series.Mark(
                        marker.path("color").isTextual() ? marker.path("color").asText() : colour,
                        marker.path("size").asDouble(6),
                        marker.path("symbol").asText("circle"),
                        marker.path("opacity").asDouble(1)))
                : Optional.empty();
    }

    private static String mode(JsonNode trace) {
        return trace.path("mode").asText("lines");
    }

    /** One box under the name of the trace, or one for each of the names at which its numbers stand. */
    private void readBoxes(JsonNode trace, String name, String colour) {
        boolean horizontal = trace.path("orientation").asText().equals("h");
        List<String> numbers = values(trace.path(horizontal ? "x" : "y"));
        List<String> places = values(trace.path(horizontal ? "y" : "x"));
        boolean points = trace.path("boxpoints").asText().equals("all");
        Map<String, List<String>> groups = new LinkedHashMap<>();
        for (int i = 0; i < numbers.size(); i++) {
            groups.computeIfAbsent(i < places.size() ? places.get(i) : name, unseen -> new ArrayList<>())
                    .add(numbers.get(i));
        }
        if (numbers.isEmpty()) {
            groups.put(name, List.of());
        }
        groups.forEach((place, ofGroup) ->
                series.add(new Series.Box(name, false, place, ofGroup, horizontal, colour, points)));
    }

    private void readHeatMap(JsonNode trace, String name) {
        List<List<String>> rows = new ArrayList<>();
        trace.path("z").forEach(row -> rows.add(values(row)));
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        series.add(new Series.HeatMap(
                name,
                false,
                numbered(values(trace.path("x")), columns),
                numbered(values(trace.path("y")), rows.size()),
                rows));
    }

    /** Names, or numbers in place of those that are not there. */
    private static List<String> numbered(List<String> names, int count) {
        return Stream.iterate(0, i -> i < count, i -> i + 1)
                .map(i -> i < names.size() ? names.get(i) : Integer.toString(i))
                .toList();
    }

    private static List<String> values(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(value ->
                values.add(value.isNull() ? "" : value.isTextual() ? literal(value.asText()) : value.asText()));
        return values;
    }

    private Axis axis(JsonNode axis, boolean horizontal) {
        return new Axis(
                text(axis.path("title")),
                kind(axis.path("type").asText("-"), horizontal),
                axis.path("autorange").asText().equals("reversed"));
    }

    private Kind kind(String type, boolean horizontal) {
        boolean ofNames = series.stream().anyMatch(each -> hasNames(each, horizontal));
        if (ofNames) {
            return Kind.NAMES;
        }
        List<String> values = series.stream()
                .flatMap(each -> values(each, horizontal).stream())
                .filter(value -> !value.isEmpty())
                .toList();
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "linear" -> Kind.NUMBERS;
            case "log" -> Kind.LOGARITHMS;
            case "category" -> Kind.NAMES;
            default ->
                values.stream().allMatch(ChartReader::isNumber)
                        ? Kind.NUMBERS
                        : values.stream().allMatch(value -> !Double.isNaN(day(value))) ? Kind.DAYS : Kind.NAMES;
        };
    }

    /** Whether what stands on an axis are names whatever they look like. */
    private static boolean hasNames(Series each, boolean horizontal) {
        return each instanceof Series.HeatMap || each instanceof Series.Box box && box.horizontal() != horizontal;
    }

    static List<String> values(Series each, boolean horizontal) {
        if (each instanceof Series.Curve curve) {
            return horizontal ? curve.x() : curve.y();
        }
        if (each instanceof Series.Bars bars) {
            return bars.horizontal() == horizontal ? bars.lengths() : bars.places();
        }
        if (each instanceof Series.Box box) {
            return box.horizontal() == horizontal ? box.numbers() : List.of(box.place());
        }
        if (each instanceof Series.HeatMap map) {
            return horizontal ? map.x() : map.y();
        }
        return horizontal ? ((Series.Histogram) each).numbers() : List.of();
    }

    private static boolean isNumber(String text) {
        return text.equals("NaN") || text.contains("Infinity") || Double.isFinite(number(text));
    }

    /** A number; NaN for a text that is none. */
    static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Days since 1970 of a date or a time; NaN for a text that is none. */
    static double day(String text) {
        try {
            String date = text.length() > 10 ? text.substring(0, 10) : text;
            double hours = text.length() > 15
                    ? Integer.parseInt(text.substring(11, 13)) + Integer.parseInt(text.substring(14, 16)) / 60.0
                    : 0;
            return LocalDate.parse(date).toEpochDay() + hours / 24;
        } catch (DateTimeException | NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** A title is a text, or an object that has one. */
    private static String text(JsonNode node) {
        return literal((node.isObject() ? node.path("text") : node).asText());
    }

    /** A text without Plotly's markup, which has tags and entities of HTML; line breaks stay. */
    private static String literal(String html) {
        if (html.indexOf('<') < 0 && html.indexOf('&') < 0) {
            return html;
        }
        String plain = TAG.matcher(LINE_BREAK.matcher(html).replaceAll("\n")).replaceAll("");
        return ENTITY.matcher(plain)
                .replaceAll(entity -> Matcher.quoteReplacement(character(entity.group(), entity.group(1))));
    }

    private static String character(String entity, String number) {
        if (number != null) {
            return Character.toString(Integer.parseInt(number));
        }
        return switch (entity) {
            case "&lt;" -> "<";
            case "&gt;" -> ">";
            case "&quot;" -> "\"";
            case "&nbsp;" -> " ";
            default -> "&";
        };
    }
}
