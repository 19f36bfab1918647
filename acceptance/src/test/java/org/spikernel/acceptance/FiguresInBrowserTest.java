package org.spikernel.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.google.gson.Gson;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.HoverLabel;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.Trace;

import org.spikernel.jupyter.display.CellRun;
import org.spikernel.jupyter.display.Displays;
import org.spikernel.plot.Plots;

import static org.assertj.core.api.Assertions.assertThat;

/** Figures with texts and numbers of every kind, drawn by headless Chromium on a page that has MathJax. */
class FiguresInBrowserTest {

    /** Stands for MathJax: Plotly would hand it every formula. */
    private static final String MATHJAX = "<script>window.MathJax = {version: '3.0.0'}</script>";

    private static final double[] TWO = {1, 2};

    private static RequestTrap trap;
    private static Browser browser;

    private final Renderer renderer = new Renderer();

    FiguresInBrowserTest() {
        Displays.register(renderer, () -> new CellRun("first", 1));
    }

    @BeforeAll
    static void open() throws IOException {
        trap = RequestTrap.open();
        Path profile = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "chromium");
        browser = Browser.start(System.getenv("SPIKERNEL_CHROMIUM"), profile, trap);
        browser.resize(1200, 900);
    }

    @AfterAll
    static void close() throws IOException {
        browser.close();
        trap.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accuracy\nmean of 3 seeds",
                "first\r\nsecond",
                "C:\\users\\x, C:\\new, \\u0041 and \\",
                "it's \"quoted\" `here`",
                "</script><script>alert(1)</script>",
                "<b>b</b> a<br>b <a href='x'>c</a> 1 < 2",
                "&lt;b&gt; &amp; &#65; &nbsp;. & R&D",
                "spikes \uD83E\uDDE0 ölçüm ığüşiöç \u0645\u0631\u062D\u0628\u0627",
                "$\\alpha$ costs $5 and $6",
                "%{x} 100% %s %d %{meta[0]}",
                "Plotly.newPlot(\"x\", 'y')",
                "${x} #{y} {{z}} // comment /* here */",
            })
    void textsAreShownAsTheyAre(String text) throws IOException {
        Table table = Table.create(
                text,
                StringColumn.create("by", text, text, "other"),
                StringColumn.create("cell", text, text, "other"),
                DoubleColumn.create("number", 1, 2, 3),
                DoubleColumn.create(text, 4, 5, 6));
        String lines = text.replace("\r\n", "\n");

        Table candidates = Table.create(
                StringColumn.create("setting", text, text),
                StringColumn.create("cell", text, text),
                DoubleColumn.create("params", TWO),
                DoubleColumn.create("score", TWO));

        show(
                Plots.lines(table, text, "number", "by"),
                Plots.bars(table, "by", text, "number"),
                Plots.boxes(table, text, "by"),
                Plots.confusionMatrix(List.of(text, "other"), new int[][] {{5, 1}, {2, 4}}),
                Plots.scoreAgainstParams(candidates));
        browser.evaluate(
                "Plotly.Fx.hover(document.querySelectorAll('.js-plotly-plot')[4], [{curveNumber: 0, pointNumber: 0}])");

        assertThat(texts(0, ".gtitle")).containsExactly(lines);
        assertThat(texts(0, ".xtitle")).containsExactly(lines.replace('_', ' '));
        assertThat(texts(0, ".legendtext")).containsExactly(lines, "other");
        assertThat(texts(1, ".ytick text")).contains(lines, "other");
        assertThat(texts(1, ".legendtext")).containsExactly(lines, "number");
        assertThat(texts(2, ".ytick text")).containsExactlyInAnyOrder(lines, "other");
        assertThat(texts(3, ".xtick text")).containsExactly(lines, "other");
        assertThat(texts(3, ".ytick text")).containsExactlyInAnyOrder(lines, "other");
        assertThat(texts(4, ".hovertext .nums"))
                .anySatisfy(hover -> assertThat(hover).contains(lines));
    }

    @Test
    void figureOfTablesawItselfIsDrawnWhateverItsTexts() throws IOException {
        String text = "C:\\users\\new \\\nand it's \"this\" too";
        ScatterTrace trace = ScatterTrace.builder(TWO, TWO).name(text).build();

        show(new Figure(Layout.builder(text, text).showLegend(true).build(), trace));

        assertThat(texts(0, ".gtitle")).containsExactly(text);
        assertThat(texts(0, ".xtitle")).containsExactly(text);
        assertThat(texts(0, ".legendtext")).containsExactly(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"var trace0 = {name: 'it's'};", "nowhere();"})
    void figureWhoseScriptFailsSaysSo(String script) throws IOException {
        open(new Figure(Layout.builder().build(), new OwnTrace(script)));

        browser.await("document.body.innerText.includes('This figure')");
        assertThat(browser.evaluate("document.body.innerText"))
                .matches("(?s).*This figure (is not drawn, since its script|cannot be drawn: ReferenceError).*");
    }

    @Test
    void numbersThatAreNoneLeaveGapsOnAnAxisOfNumbers() throws IOException {
        double none = Double.NaN;
        double infinite = Double.POSITIVE_INFINITY;
        Table table = Table.create(
                "gaps",
                StringColumn.create("by", "a", "a", "a", "a", "a", "b"),
                DoubleColumn.create("x", 1, 2, none, 4, 5, infinite),
                DoubleColumn.create("y", 10, none, none, infinite, -infinite, none));

        show(Plots.points(table, "x", "y", "by"), Plots.boxes(table, "y", "by"), Plots.bars(table, "by", "y"));

        assertThat(browser.evaluate("document.querySelectorAll('section:first-of-type .scatterlayer .point').length"))
                .isEqualTo("1");
        assertThat(axis(0, "xaxis")).isEqualTo("linear");
        assertThat(axis(0, "yaxis")).isEqualTo("linear");
        assertThat(texts(1, ".ytick text")).contains("a");
        assertThat(axis(2, "xaxis")).isEqualTo("linear");
    }

    @Test
    void groupsThatLookLikeNumbersAreNames() throws IOException {
        Table table = Table.create(
                "groups", DoubleColumn.create("by", 1000, 10, 100), DoubleColumn.create("number", 1, 2, 3));

        show(Plots.boxes(table, "number", "by"), Plots.bars(table, "by", "number"));

        assertThat(texts(0, ".ytick text")).containsExactlyInAnyOrder("1000.0", "10.0", "100.0");
        assertThat(axis(1, "yaxis")).isEqualTo("category");
    }

    @Test
    void legendStandsBesideTheDrawingAndBelowItWhereThePageIsNarrow() throws IOException {
        String legend = "document.querySelector('.legend').getBoundingClientRect()";
        String drawing = "document.querySelector('.nsewdrag').getBoundingClientRect()";
        String beside = legend + ".left >= " + drawing + ".right";
        String below = legend + ".top >= " + drawing + ".bottom";
        Table table = Table.create(
                "legend",
                StringColumn.create("by", "a series with quite a long name", "another series"),
                DoubleColumn.create("x", 1, 2),
                DoubleColumn.create("y", 10, 20));

        show(Plots.points(table, "x", "y", "by"));
        assertThat(browser.evaluate(beside)).isEqualTo("true");
        browser.resize(390, 900);
        browser.await(below);
        assertThat(browser.evaluate(below)).isEqualTo("true");
        assertThat(browser.evaluate(drawing + ".width > 0.6 * 390"))
                .as("room for the drawing")
                .isEqualTo("true");
        browser.resize(1200, 900);
        browser.await(beside);
        assertThat(browser.evaluate(beside)).isEqualTo("true");
    }

    private static String axis(int figure, String name) {
        return browser.evaluate(
                "document.querySelectorAll('.js-plotly-plot')[" + figure + "]._fullLayout." + name + ".type");
    }

    /** Shows figures and waits until all are drawn without complaints. */
    private void show(Figure... figures) throws IOException {
        String drawn = "[...document.querySelectorAll('section')].filter(s => s.querySelector('.main-svg')).length";
        open(figures);
        browser.await(drawn + " === " + figures.length);

        assertThat(browser.complaints()).as("complaints on the console").isEmpty();
        assertThat(browser.evaluate(drawn)).as("figures drawn").isEqualTo(Integer.toString(figures.length));
    }

    private void open(Figure... figures) throws IOException {
        Path page = Files.createTempFile(Path.of("target").toAbsolutePath(), "figure", ".html");
        String html = Stream.of(figures)
                .map(figure -> renderer.render(figure).getData(MIMEType.TEXT_HTML))
                .map(figure -> "<section>" + figure + "</section>")
                .collect(Collectors.joining());
        Files.writeString(page, "<!DOCTYPE html><meta charset='utf-8'>" + MATHJAX + "<body>" + html + "</body>");
        browser.open(page.toUri());
    }

    /** The texts of some elements of a figure, a line of each a line. */
    private static List<String> texts(int figure, String elements) {
        String line = "text.querySelector('tspan.line') ? [...text.querySelectorAll('tspan.line')]"
                + ".map(l => l.textContent).join('\\n') : text.textContent";
        String json = browser.evaluate("JSON.stringify([...document.querySelectorAll('section')[" + figure
                + "].querySelectorAll('" + elements + "')].map(text => " + line + "))");
        return List.of(new Gson().fromJson(json, String[].class));
    }

    /** A trace of a user's own, with faults of its own. */
    private record OwnTrace(String script) implements Trace {

        @Override
        public String asJavascript(int index) {
            return script;
        }

        @Override
        public String name() {
            return "own";
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
}
