package org.spikernel.plot;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.BoxTrace;
import tech.tablesaw.plotly.traces.PieTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.selection.Selection;

import org.spikernel.score.KernelMatrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class PictureTest {

    private static final Table TABLE = Table.create(
            "Work by layer",
            StringColumn.create("layer", "stem", "cell", "last"),
            StringColumn.create("kind", "a", "b & <c>", "a"),
            DoubleColumn.create("firing_rate", 0.1, 0.2, 0.3),
            IntColumn.create("epoch", 1, 2, 3));

    @TempDir
    private Path directory;

    @Test
    void pictureThatCannotBeWrittenLeavesTheOneBefore() throws IOException {
        Path file = Files.writeString(directory.resolve("scores.svg"), "before");
        Path unfinished = Files.createDirectory(
                directory.resolve("scores.svg." + ProcessHandle.current().pid() + ".part"));
        Picture picture = Picture.of(Plots.lines(TABLE, "epoch", "firing_rate"));

        assertThatThrownBy(() -> picture.save(file)).isInstanceOf(UncheckedIOException.class);
        assertThat(file).hasContent("before");

        Files.deleteIfExists(unfinished);
        picture.save(file);
        assertThat(Files.readString(file)).contains("<svg");
        assertThat(directory.toFile().list()).containsExactly("scores.svg");
    }

    @Test
    void pointsHaveTheSymbolsTitlesAndLegendOfTheirFigure() throws Exception {
        Document svg = parsed(Plots.points(TABLE, "epoch", "firing_rate", "kind"));

        assertThat(texts(svg))
                .contains("Work by layer", "epoch", "firing rate (spikes a timestep)", "a", "b & <c>", "1", "2", "3");
        // Two points and the legend's, of one colour and one symbol each.
        assertThat(count(svg, "circle", "fill", "#0072B2") + count(svg, "rect", "fill", "#0072B2"))
                .isEqualTo(3);
        assertThat(texts(svg)).as("nothing between two epochs").doesNotContain("1.5");
    }

    @Test
    void linesKeepTheirDashesAndGaps() throws Exception {
        Table curves = Table.create(
                StringColumn.create("series", "3x3", "3x3", "3x3", "3x3", "3x3"),
                IntColumn.create("epoch", 1, 2, 3, 4, 5),
                DoubleColumn.create("train_accuracy", 0.25, 0.5, Double.NaN, 0.6, 0.7),
                DoubleColumn.create("test_accuracy", 0.125, 0.375, 0.4, 0.45, 0.5));
        Document svg = parsed(Plots.learningCurves(curves));

        assertThat(elements(svg, "path").stream()
                        .filter(path -> path.getAttribute("stroke-dasharray").equals("2 3")))
                .as("two pieces, and the legend's key")
                .hasSize(3);
        assertThat(svg.getDocumentElement().getTextContent()).doesNotContain("NaN");
    }

    @Test
    void heatMapIsInOrderFromTheTopAndSaysItsNumbers() throws Exception {
        Document svg = parsed(Plots.confusionMatrix(List.of("cat", "dog"), new int[][] {{5, 1}, {2, 4}}));

        assertThat(texts(svg)).containsSubsequence("5", "1", "2", "4").contains("cat", "dog", "taken for", "class");
        assertThat(elements(svg, "path").stream()
                        .filter(path -> path.getAttribute("d").equals("M0 0h1v1h-1z")))
                .as("the greatest number, on the top left, is the lightest")
                .first()
                .satisfies(path -> assertThat(path.getAttribute("fill")).isEqualTo("#FDE725"));
    }

    @Test
    void barsBesideEachOtherHaveOneMoreStripeEach() throws Exception {
        Document one = parsed(Plots.bars(TABLE, "layer", "firing_rate"));
        Document two = parsed(Plots.bars(TABLE, "layer", "firing_rate", "epoch"));

        assertThat(count(one, "path", "stroke", "#FFFFFF")).isZero();
        assertThat(count(two, "path", "stroke", "#FFFFFF"))
                .as("three bars and the key")
                .isEqualTo(4);
    }

    @Test
    void boxesOfTablesawItselfAreDrawnGroupByGroup() throws Exception {
        BoxTrace boxes = BoxTrace.builder(
                        StringColumn.create("by", "x", "x", "x", "y", "y"),
                        DoubleColumn.create("number", 1, 2, 3, 10, 12))
                .build();
        Document svg = parsed(new Figure(Layout.builder("Boxes").build(), boxes));

        assertThat(texts(svg)).contains("x", "y", "Boxes");
        assertThat(count(svg, "rect", "stroke-width", "1.6")).isEqualTo(2);
    }

    @Test
    void datesStandWhereTheyAre() throws Exception {
        LocalDate first = LocalDate.of(2026, 1, 1);
        Table table = Table.create(
                "days",
                DateColumn.create("day", first, first.plusDays(1), first.plusDays(9)),
                DoubleColumn.create("y", 1, 1, 1),
                StringColumn.create("by", "a", "a", "a"));
        List<Double> places = elements(parsed(Plots.points(table, "day", "y", "by")), "circle").stream()
                .map(circle -> Double.parseDouble(circle.getAttribute("cx")))
                .sorted()
                .toList();

        assertThat(places).hasSize(3);
        assertThat((places.get(2) - places.get(0)) / (places.get(1) - places.get(0)))
                .isCloseTo(9, within(0.1));
    }

    @Test
    void pictureIsDescribedForThoseWhoDoNotSeeIt() throws Exception {
        Picture picture = Picture.of(Plots.points(TABLE, "epoch", "firing_rate", "kind"));
        Element svg = parsed(picture.svg()).getDocumentElement();

        assertThat(picture.description())
                .isEqualTo(
                        "Work by layer. Points. to the right: epoch. upwards: firing rate (spikes a timestep). shown: a; b & <c>.");
        assertThat(svg.getAttribute("role")).isEqualTo("img");
        assertThat(svg.getAttribute("aria-label")).isEqualTo("Work by layer");
    }

    @Test
    void pictureOfVeryManyPointsHasABoundAndSaysSo() throws Exception {
        Random random = new Random(1);
        int count = 20_000;
        Table many = Table.create(
                "many",
                DoubleColumn.create("x", random.doubles(count).toArray()),
                DoubleColumn.create(
                        "time", IntStream.range(0, count).asDoubleStream().toArray()),
                DoubleColumn.create("y", random.doubles(count).toArray()),
                StringColumn.create("by", IntStream.range(0, count).mapToObj(i -> "all")));
        Picture points = Picture.of(Plots.points(many, "x", "y", "by"));
        Picture line = Picture.of(Plots.lines(many, "time", "y", "by"));

        assertThat(elements(parsed(points.svg()), "circle")).hasSizeBetween(1_500, 3_000);
        assertThat(points.description()).contains("of the 20,000 points of all that lie on each other");
        assertThat(line.svg()).hasSizeLessThan(100_000);
    }

    @Test
    void everyTextOfAFigureIsShownAsItIs() throws Exception {
        String text = "it's \"R&D\" <b>&amp;</b> $5 100% \\alpha ğış µ\nsecond";
        Table table = Table.create(
                text,
                DoubleColumn.create("x", 1, 2),
                DoubleColumn.create("y", 1, 2),
                StringColumn.create("by", text, "b"));

        assertThat(texts(parsed(Plots.points(table, "x", "y", "by"))))
                .contains("it's \"R&D\" <b>&amp;</b> $5 100% \\alpha ğış µ", "second");
    }

    @Property(tries = 60)
    void anyNumbersMakeAPictureThatParses(@ForAll double a, @ForAll double b, @ForAll double c) throws Exception {
        Table table = Table.create(
                "t",
                DoubleColumn.create("x", a, b, c),
                DoubleColumn.create("y", c, a, b),
                StringColumn.create("by", "a", "b", "a"));
        for (Figure figure : List.of(
                Plots.points(table, "x", "y", "by"), Plots.boxes(table, "x", "by"), Plots.bars(table, "by", "x"))) {
            assertThat(parsed(figure).getDocumentElement().getAttribute("viewBox"))
                    .doesNotContain("NaN");
            assertThat(Picture.of(figure).svg().replaceAll("<(text|title|desc)[^>]*>[^<]*<", "<"))
                    .doesNotContain("NaN", "Infinity", "9223372036854775807");
        }
    }

    @Test
    void scoresOfAnySizeMakeAHistogram() throws Exception {
        for (double score : new double[] {0, 1, -0.3, 0.86, 1e17, -1e17, 1e300, -1e300, Double.MIN_VALUE}) {
            for (double other : new double[] {score, Math.nextUp(score), score + 3 * Math.ulp(score), 2 * score}) {
                assertThat(elements(parsed(Plots.scoreDistribution(scores(score, other))), "path"))
                        .as(score + " and " + other)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void scoresThatRoundingAlonePartsAreOneBar() throws Exception {
        Document svg = parsed(Plots.scoreDistribution(scores(0.86, Math.nextUp(0.86))));

        assertThat(texts(svg)).isEqualTo(texts(parsed(Plots.scoreDistribution(scores(0.86, 0.86)))));
    }

    private static Table scores(double... scores) {
        return Table.create(
                StringColumn.create("setting", Collections.nCopies(scores.length, "a")),
                DoubleColumn.create("score", scores));
    }

    @Test
    void barsWithoutALengthStandOnAnAxisFromZeroToOne() throws Exception {
        for (double length : new double[] {0, Double.NaN}) {
            Table dead = Table.create(
                    StringColumn.create("layer", "stem", "cell"), DoubleColumn.create("dead", length, length));

            assertThat(texts(parsed(Plots.bars(dead, "layer", "dead")))).containsSubsequence("0", "1");
        }
    }

    @Test
    void manySeriesLeaveTheDrawingItsRoom() throws Exception {
        Table curves = Table.create(
                StringColumn.create("series"),
                IntColumn.create("epoch"),
                DoubleColumn.create("train_accuracy"),
                DoubleColumn.create("test_accuracy"));
        for (int model = 0; model < 25; model++) {
            for (int epoch = 1; epoch <= 3; epoch++) {
                curves.stringColumn("series").append("conv3x3 | skip conv5x5, model " + model);
                curves.intColumn("epoch").append(epoch);
                curves.doubleColumn("train_accuracy").append(0.1 * epoch);
                curves.doubleColumn("test_accuracy").append(0.09 * epoch);
            }
        }
        Figure figure = Plots.learningCurves(curves);
        Document many = parsed(figure);
        Path narrow = Plots.save(figure, directory.resolve("narrow.svg"), 60);

        assertThat(height(frame(many)))
                .isGreaterThan(0.8
                        * height(frame(parsed(Plots.learningCurves(curves.where(Selection.withRange(0, 6)))))));
        assertThat(elements(many, "text").stream()
                        .filter(text -> text.getTextContent().endsWith(", test")))
                .hasSize(25)
                .allSatisfy(text -> assertThat(Double.parseDouble(text.getAttribute("y")))
                        .isBetween(
                                Double.parseDouble(frame(many).getAttribute("y")) + height(frame(many)),
                                height(many.getDocumentElement())));
        assertThat(height(frame(parsed(Files.readString(narrow))))).isGreaterThan(60);
    }

    /** What stands around the drawing within the axes. */
    private static Element frame(Document svg) {
        return elements(svg, "rect").stream()
                .filter(rectangle -> rectangle.getAttribute("stroke").equals("#444444"))
                .findFirst()
                .orElseThrow();
    }

    private static double height(Element element) {
        return Double.parseDouble(element.getAttribute("height"));
    }

    @Test
    void aFigureWithoutANumberSaysSo() throws Exception {
        Table none = Table.create(
                "Rates of dead layers",
                StringColumn.create("layer", "stem", "cell"),
                DoubleColumn.create("firing_rate", Double.NaN, Double.POSITIVE_INFINITY),
                DoubleColumn.create("epoch", 1, 2));
        List<Figure> figures = List.of(
                Plots.lines(none, "epoch", "firing_rate"),
                Plots.points(none, "firing_rate", "epoch"),
                Plots.bars(none, "layer", "firing_rate"),
                Plots.boxes(none, "firing_rate", "layer"),
                Plots.scoreDistribution(scores(Double.NaN, Double.NEGATIVE_INFINITY)),
                Plots.kernelMatrix(KernelMatrix.of(new double[][] {{1}})));

        for (Figure figure : figures) {
            assertThat(texts(parsed(figure))).contains("There is nothing to draw.");
            assertThat(Picture.of(figure).description()).contains("nothing to draw");
            assertThat(FigureScript.json(FigureScript.of(figure, "here")).orElseThrow())
                    .contains("\"text\":\"There is nothing to draw.\"");
        }
        assertThat(texts(parsed(Plots.lines(TABLE, "epoch", "firing_rate"))))
                .doesNotContain("There is nothing to draw.");
        assertThat(FigureScript.of(Plots.lines(TABLE, "epoch", "firing_rate"), "here"))
                .doesNotContain("annotations");
    }

    @Test
    void whatAStillPictureCannotShowIsRefusedByName() {
        Figure pie = new Figure(
                Layout.builder().build(),
                PieTrace.builder(new Object[] {"a"}, new double[] {1}).build());

        assertThatThrownBy(() -> Picture.of(pie))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a trace of type 'pie'");
        assertThatThrownBy(() -> Picture.of(null)).hasMessageContaining("needs a figure");
        assertThat(FigureScript.picture(FigureScript.of(pie, "here"))).isEmpty();
    }

    @Test
    void savedPicturesAreAsWideAsAskedFor() throws Exception {
        Figure figure = Plots.confusionMatrix(List.of("cat", "dog"), new int[][] {{5, 1}, {2, 4}});
        Path svg = Plots.save(figure, directory.resolve("a.svg"), 80);
        Path png = Plots.save(figure, directory.resolve("a.PNG"), 80);
        Path pdf = Plots.save(figure, directory.resolve("a.pdf"), 80);

        double width = Double.parseDouble(
                parsed(Files.readString(svg)).getDocumentElement().getAttribute("width"));
        assertThat(width / 96 * 25.4).isCloseTo(80, within(0.1));
        BufferedImage image = ImageIO.read(png.toFile());
        assertThat(image.getWidth()).isEqualTo((int) Math.ceil(80 / 25.4 * 300));
        assertThat(colours(image)).contains(0xFDE725, 0xFFFFFF, 0x440154);
        assertThat(text(png)).contains("pHYs");
        assertThat(text(pdf))
                .startsWith("%PDF-1.4")
                .contains("/MediaBox [0 0 226.77 ")
                .endsWith("%%EOF\n");
    }

    @Test
    void pdfPointsToItsObjects() throws IOException {
        String pdf = text(Plots.save(Plots.bars(TABLE, "layer", "firing_rate"), directory.resolve("bars.pdf")));
        int table = Integer.parseInt(pdf.replaceFirst("(?s).*startxref\n(\\d+)\n%%EOF\n", "$1"));
        String[] lines = pdf.substring(table).split("\n");

        assertThat(lines[0]).isEqualTo("xref");
        for (int object = 1; object <= 5; object++) {
            assertThat(pdf.substring(Integer.parseInt(lines[object + 2].substring(0, 10))))
                    .startsWith(object + " 0 obj");
        }
    }

    @Test
    void whatCannotBeSavedIsRefused() {
        Figure figure = Plots.bars(TABLE, "layer", "firing_rate");

        assertThatThrownBy(() -> Plots.save(figure, Path.of("a.eps")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(".svg, .png or .pdf", "'a.eps'", "save .svg and convert");
        assertThatThrownBy(() -> Plots.save(figure, Path.of("a.svg"), 3))
                .hasMessageContaining("30 to 2,000 mm wide, but millimetres is 3.0");
        assertThatThrownBy(() -> Plots.save(figure, directory.resolve("none/a.svg")))
                .hasMessageContainingAll("cannot write the picture to", "there is no directory", "Make it first")
                .hasMessageNotContaining("Exception");
    }

    @Test
    void jsonIsWhatTheScriptDrawsWithoutNumbersThatJsonLacks() {
        ScatterTrace trace = ScatterTrace.builder(new double[] {1, 2}, new double[] {Double.NaN, 4})
                .name("it's")
                .build();
        Figure figure = new Figure(Layout.builder("A title").build(), trace);

        assertThat(FigureScript.json(FigureScript.of(figure, "here")).orElseThrow())
                .contains("\"data\":[{", "\"layout\":{", "A title", "it&#39;s", "\"autosize\":true")
                .doesNotContain("NaN,", ",NaN");
        assertThat(FigureScript.json("<script>var trace0 = nonsense();</script>"))
                .isEmpty();
        assertThat(FigureScript.json(FigureScript.of(Plots.confusionMatrix(List.of("a"), new int[][] {{1}}), "here"))
                        .orElseThrow())
                .contains("\"scaleanchor\":\"x\"");
    }

    private static List<Integer> colours(BufferedImage image) {
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .map(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xFFFFFF)
                .distinct()
                .boxed()
                .toList();
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static Document parsed(Figure figure) throws Exception {
        return parsed(Picture.of(figure).svg());
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<String> texts(Document svg) {
        return elements(svg, "text").stream().map(Element::getTextContent).toList();
    }

    private static long count(Document svg, String element, String attribute, String value) {
        return elements(svg, element).stream()
                .filter(each -> each.getAttribute(attribute).equals(value))
                .count();
    }

    private static List<Element> elements(Document svg, String name) {
        NodeList nodes = svg.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    @Test
    void saysThatThereIsNothingToDraw() {
        Table none = Table.create(StringColumn.create("setting"), DoubleColumn.create("score"));

        assertThatThrownBy(() -> Plots.save(Plots.scoreDistribution(none), Path.of("a.svg")))
                .hasMessage("there is nothing to draw, since what the figure is of has no rows");
    }
}
