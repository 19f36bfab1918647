package org.spikernel.jupyter.display;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import tech.tablesaw.plotly.components.Figure;

import org.spikernel.plot.FigureScript;
import org.spikernel.plot.Picture;

/**
 * Figures that need no network: interactive where scripts run, as a still picture everywhere else.
 *
 * <p>The HTML of a figure is its still picture, in whose place its script draws the interactive one. The drawing script goes with the first
 * figure of a session, and again when the cell that carries it is run again, since its output is then replaced; all other figures rely on
 * that one, and stay still pictures on a page that has lost it. A figure without a still picture, since it has a trace of a user's own,
 * says in its place why it is not drawn.
 *
 * <p>Beside the HTML there are the picture as SVG, and the figure as JSON for front ends that draw that themselves. So that no message is
 * too large, a figure of more than {@value #MOST_JSON} characters goes without the JSON, and one of more than {@value #MOST_SCRIPT} is shown
 * as its still picture alone, of which the size has a bound.
 */
final class FigureDisplay {

    private static final int MOST_JSON = 1_000_000;
    private static final int MOST_SCRIPT = 8_000_000;

    private static final String TEMPLATE = PlotlyScript.resource("figure.html");

    private static final String NOT_DRAWN =
            "This figure is not drawn, since its script does not run. Either this page runs no scripts "
                    + "(trust the notebook), or something in the figure is no JavaScript (a trace or an event handler of your own).";

    private static final String NOTHING = "There is nothing to draw, since what the figure is of has no rows.";

    private final Supplier<CellRun> currentCell;
    private final int mostJson;
    private final int mostScript;
    private CellRun carrier;

    FigureDisplay(Supplier<CellRun> currentCell) {
        this(currentCell, MOST_JSON, MOST_SCRIPT);
    }

    FigureDisplay(Supplier<CellRun> currentCell, int mostJson, int mostScript) {
        this.currentCell = currentCell;
        this.mostJson = mostJson;
        this.mostScript = mostScript;
    }

    /**
     * What a figure looks like to different front ends.
     *
     * @param html interactive where scripts run, else the still picture
     * @param svg the still picture; empty if there is none
     * @param json the figure as Plotly's JSON; empty if there is none
     */
    record Shown(String html, Optional<String> svg, Optional<String> json) {}

    Shown shown(Figure figure) {
        if (figure.getTraces().length == 0) {
            return new Shown("<div>" + NOTHING + "</div>", Optional.empty(), Optional.empty());
        }
        String id = "figure_" + UUID.randomUUID().toString().replace('-', '_');
        String script = FigureScript.of(figure, id);
        Optional<Picture> picture = FigureScript.picture(script);
        Optional<String> svg = picture.map(Picture::svg);
        if (picture.isPresent() && script.length() > mostScript) {
            String note = String.format(
                    Locale.ROOT,
                    "<div>A still picture: the interactive figure would be %.1f MB large.</div>",
                    script.length() / 1e6);
            return new Shown(StillPicture.html(picture.get()) + note, svg, Optional.empty());
        }
        Optional<String> json = FigureScript.json(script).filter(text -> text.length() <= mostJson);
        String place = picture.map(StillPicture::html).orElse(NOT_DRAWN);
        String drawing = TEMPLATE.replace("FIGURE_ID", id)
                .replace("FIGURE_PICTURE", place)
                .replace("FIGURE_SCRIPT", bare(script));
        return new Shown((carriesScript() ? PlotlyScript.html() : "") + drawing, svg, json);
    }

    String html(Figure figure) {
        return shown(figure).html();
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

    private static String bare(String script) {
        return script.replaceFirst("<script>", "")
                .replaceFirst("</script>\\s*$", "")
                .replace("</", "<\\/");
    }
}
