package org.spikernel.plot;

import java.util.List;

import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.Trace;

import org.spikernel.internal.charts.Chart;

/** A figure that shows titles, names and labels as they are, whatever characters they hold, and says so where it has no number to draw. */
final class LiteralFigure extends Figure {

    private final String amount;

    LiteralFigure(Layout layout, List<? extends Trace> traces) {
        this(layout, traces, "");
    }

    /**
     * @param amount of how many values the figure tells, for the captions of reports; empty where each mark is a value
     */
    LiteralFigure(Layout layout, List<? extends Trace> traces, String amount) {
        super(layout, traces.toArray(Trace[]::new));
        this.amount = amount;
    }

    @Override
    public String asJavascript(String place) {
        String script = FigureScript.literal(super.asJavascript(place));
        if (getTraces().length > 0 && Chart.of(script).isEmpty()) {
            script = FigureScript.withText(script, Chart.EMPTY);
        }
        return amount.isEmpty() ? script : FigureScript.withAmount(script, amount);
    }
}
