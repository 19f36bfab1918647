package org.spikernel.plot;

import java.util.List;

import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.Trace;

/** A figure that shows titles, names and labels as they are, whatever characters they hold. */
final class LiteralFigure extends Figure {

    LiteralFigure(Layout layout, List<? extends Trace> traces) {
        super(layout, traces.toArray(Trace[]::new));
    }

    @Override
    public String asJavascript(String place) {
        return FigureScript.literal(super.asJavascript(place));
    }
}
