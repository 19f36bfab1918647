package org.spikernel.internal.charts;

import java.util.List;
import java.util.Optional;

/** One of the things that a chart shows, under a name. Values are texts, as a figure writes them; an empty one is missing. */
sealed interface Series {

    /** What the legend calls it. */
    String name();

    /** Whether the legend names it. */
    boolean inLegend();

    /** Points, a line through them, or both. */
    record Curve(
            String name, boolean inLegend, List<String> x, List<String> y, Optional<Line> line, Optional<Mark> mark)
            implements Series {}

    /** Bars from zero: beside each other from below, or on each other from the left. */
    record Bars(
            String name,
            boolean inLegend,
            List<String> places,
            List<String> lengths,
            boolean horizontal,
            String colour,
            double opacity)
            implements Series {}

    /** How often numbers fall between others. */
    record Histogram(String name, boolean inLegend, List<String> numbers, String colour, double opacity)
            implements Series {}

    /**
     * How numbers are distributed.
     *
     * @param place the name at which the box stands
     * @param horizontal whether the numbers run from left to right
     * @param points whether each number is drawn as well
     */
    record Box(
            String name,
            boolean inLegend,
            String place,
            List<String> numbers,
            boolean horizontal,
            String colour,
            boolean points)
            implements Series {}

    /** Numbers as colours, a row an element of {@code y}. */
    record HeatMap(String name, boolean inLegend, List<String> x, List<String> y, List<List<String>> rows)
            implements Series {}

    /**
     * A line.
     *
     * @param dash lengths of dashes and gaps in turn; empty for a solid one
     * @param shape as Plotly calls it: "hv" goes right before it goes up, "linear" straight to the next point
     */
    record Line(String colour, double width, List<Double> dash, String shape) {}

    /**
     * What stands at each point.
     *
     * @param symbol as Plotly calls it, such as "triangle-up"
     */
    record Mark(String colour, double size, String symbol, double opacity) {}
}
