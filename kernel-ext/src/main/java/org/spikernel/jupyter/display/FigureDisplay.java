package org.spikernel.jupyter.display;

import java.util.UUID;
import java.util.function.Supplier;

import tech.tablesaw.plotly.components.Figure;

import org.spikernel.plot.FigureScript;

/**
 * Interactive figures that need no network.
 *
 * <p>The drawing script goes with the first figure of a session, and again when the cell that carries it is run again, since its output is
 * then replaced; all other figures rely on that one. A figure whose own script fails says so in its place.
 */
final class FigureDisplay {

    private static final String TEMPLATE = PlotlyScript.resource("figure.html");

    private final Supplier<CellRun> currentCell;
    private CellRun carrier;

    FigureDisplay(Supplier<CellRun> currentCell) {
        this.currentCell = currentCell;
    }

    String html(Figure figure) {
        return (carriesScript() ? PlotlyScript.html() : "") + drawing(figure);
    }

    static String text(Figure figure) {
        return "Figure of " + figure.getTraces().length + " traces";
    }

    private synchronized boolean carriesScript() {
        CellRun cell = currentCell.get();
        boolean needed = carrier == null || carrier.isReplacedBy(cell);
        if (needed) {
            carrier = cell;
        }
        return needed;
    }

    private static String drawing(Figure figure) {
        String id = "figure-" + UUID.randomUUID();
        String name = id.replace('-', '_');
        String script = FigureScript.of(figure, name)
                .replaceFirst("<script>", "")
                .replaceFirst("</script>\\s*$", "")
                .replace("</", "<\\/");
        return TEMPLATE.replace("FIGURE_ID", name).replace("FIGURE_SCRIPT", script);
    }
}
