package org.spikernel.plot;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import tech.tablesaw.plotly.components.HoverLabel;
import tech.tablesaw.plotly.traces.Trace;

/**
 * A horizontal box plot with the mean dashed and every number as a point on it, so that groups within the numbers stay visible. Tablesaw's
 * own box has neither points nor a colour.
 *
 * @param name what stands beside it
 * @param numbers what is drawn
 * @param colour of the box and the points
 */
record BoxAndPoints(String name, double[] numbers, String colour) implements Trace {

    @Override
    public String asJavascript(int index) {
        return String.format(
                Locale.ROOT,
                """
                var trace%d = {
                type: 'box',
                orientation: 'h',
                name: '%s',
                x: [%s],
                boxpoints: 'all',
                boxmean: true,
                jitter: 0.7,
                pointpos: 0,
                marker: {color: '%s', size: 5, opacity: 0.45},
                line: {color: '%s', width: 1.5},
                fillcolor: 'rgba(0,0,0,0)',
                };
                """,
                index,
                FigureScript.html(name),
                Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(",")),
                colour,
                colour);
    }

    @Override
    public HoverLabel hoverLabel() {
        return HoverLabel.builder().build();
    }

    @Override
    public boolean showLegend() {
        return false;
    }
}
