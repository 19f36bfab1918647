package org.spikernel.jupyter.display;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

import com.google.gson.JsonObject;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.ScatterTrace;

import static org.assertj.core.api.Assertions.assertThat;

class FigureDisplayTest {

    private CellRun cell = new CellRun("first", 1);
    private final FigureDisplay display = new FigureDisplay(() -> cell);

    private static Figure figure() {
        ScatterTrace trace =
                ScatterTrace.builder(new double[] {1, 2}, new double[] {3, 4}).build();
        return new Figure(Layout.builder("A </script> title").build(), trace);
    }

    private boolean nextCarriesTheScript() {
        return display.html(figure()).contains("DecompressionStream");
    }

    @Test
    void scriptGoesWithTheFirstFigureOnly() {
        assertThat(nextCarriesTheScript()).isTrue();
        assertThat(nextCarriesTheScript()).isFalse();
        cell = new CellRun("second", 2);
        assertThat(nextCarriesTheScript()).isFalse();
    }

    @Test
    void scriptGoesAgainWhenItsCellIsRunAgain() {
        nextCarriesTheScript();
        cell = new CellRun("first", 2);

        assertThat(nextCarriesTheScript()).isTrue();
        assertThat(nextCarriesTheScript()).isFalse();
    }

    @Test
    void figuresHavePlacesOfTheirOwn() {
        nextCarriesTheScript();
        Pattern place = Pattern.compile("<div id=\"(\\w+)\"");
        Matcher one = place.matcher(display.html(figure()));
        Matcher other = place.matcher(display.html(figure()));

        assertThat(one.find() && other.find()).isTrue();
        assertThat(one.group(1)).isNotEqualTo(other.group(1));
    }

    @Test
    void figureIsOneElementAndOneScriptAndLoadsNothing() {
        nextCarriesTheScript();
        String html = display.html(figure());

        assertThat(html.split("<script>", -1)).hasSize(2);
        assertThat(html.split("</script>", -1)).hasSize(2);
        assertThat(html)
                .contains("Plotly.newPlot", "run the cell with the first figure again")
                .doesNotContain("http", "FIGURE_");
    }

    @Test
    void figureIsHtmlAndPictureAndJsonInOneBundle() {
        Renderer renderer = new Renderer();
        Displays.register(renderer, () -> cell);
        DisplayData data = renderer.render(figure());

        assertThat(data.getData(MIMEType.IMAGE_SVG).toString())
                .startsWith("<svg")
                .contains(">A &lt;/script&gt; title<");
        assertThat(data.getData(Displays.PLOTLY)).isInstanceOfSatisfying(JsonObject.class, json -> {
            assertThat(json.getAsJsonArray("data")).hasSize(1);
            assertThat(json.getAsJsonObject("layout").keySet()).contains("title", "autosize");
        });
        assertThat(data.getData(MIMEType.TEXT_HTML).toString()).contains("Plotly.newPlot");
        assertThat(data.getData(MIMEType.TEXT_PLAIN)).isEqualTo("Figure of 1 traces");
    }

    @Test
    void figureIsAStillPictureUntilItsScriptRuns() {
        nextCarriesTheScript();
        String html = display.html(figure());
        Matcher picture = Pattern.compile("<div id=\"\\w+\"[^>]*><img alt=\"A &lt;/script&gt; title. Points[^\"]*\" "
                        + "style=\"[^\"]*\" src=\"data:image/svg\\+xml;base64,([^\"]+)\"></div>")
                .matcher(html);

        assertThat(picture.find()).isTrue();
        assertThat(new String(Base64.getDecoder().decode(picture.group(1)), StandardCharsets.UTF_8))
                .startsWith("<svg")
                .endsWith("</svg>");
    }

    @Test
    void figureOfManyPointsGoesWithoutJsonAndOneOfVeryManyAsAStillPicture() {
        FigureDisplay limited = new FigureDisplay(() -> cell, 20_000, 200_000);
        FigureDisplay.Shown many = limited.shown(figureOf(2_000));
        FigureDisplay.Shown tooMany = limited.shown(figureOf(10_000));

        assertThat(many.json()).isEmpty();
        assertThat(many.html()).contains("Plotly.newPlot", "<img");
        assertThat(tooMany.json()).isEmpty();
        assertThat(tooMany.html())
                .contains("<img", "A still picture")
                .doesNotContain("Plotly.newPlot")
                .hasSizeLessThan(1_000_000);
        assertThat(tooMany.svg().orElseThrow()).hasSizeLessThan(500_000);
    }

    private static Figure figureOf(int points) {
        double[] places = IntStream.range(0, points).mapToDouble(i -> i / 7.0).toArray();
        return new Figure(
                Layout.builder("many").build(),
                ScatterTrace.builder(places, places).build());
    }

    @Test
    void hasATextForTerminals() {
        assertThat(FigureDisplay.text(figure())).isEqualTo("Figure of 1 traces");
    }

    @Test
    void scriptHoldsPlotlyAndLoadsNothing() throws IOException {
        Matcher data = Pattern.compile("atob\\(\"([A-Za-z0-9+/=]+)\"\\)").matcher(PlotlyScript.html());
        assertThat(data.find()).isTrue();

        byte[] compressed = Base64.getDecoder().decode(data.group(1));
        String plotly = new String(
                new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(plotly.substring(0, 100)).contains("plotly.js v2.35.3");
        assertThat(PlotlyScript.html()).doesNotContain("src=", "import(");
    }

    @Test
    void saysThatThereIsNothingToDraw() {
        Figure empty = new Figure(Layout.builder().build());

        assertThat(display.html(empty))
                .isEqualTo("<div>There is nothing to draw, since what the figure is of has no rows.</div>");
    }
}
