package org.spikernel.jupyter.display;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;

import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.common.Text;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.Table;

import org.spikernel.data.EventFrames;
import org.spikernel.data.ImageBatch;
import org.spikernel.data.ImageSet;
import org.spikernel.data.Normalisation;
import org.spikernel.progress.ProgressStep;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;

class DisplaysTest {

    private final Renderer renderer = new Renderer();

    @BeforeEach
    void register() {
        Text.registerAll(renderer);
        Displays.register(renderer, () -> new CellRun("", 0));
    }

    private String text(Object value) {
        return (String) renderer.render(value).getData(MIMEType.TEXT_PLAIN);
    }

    @Test
    void showsHtmlAndDrawings() {
        assertThat(renderer.render(new Html("<b>x</b>")).getData(MIMEType.TEXT_HTML))
                .isEqualTo("<b>x</b>");
        assertThat(renderer.render(new Svg("<svg/>")).getData(MIMEType.IMAGE_SVG))
                .isEqualTo("<svg/>");
    }

    @Test
    void showsTablesAsHtmlAndText() {
        Table table = Table.create("t");

        assertThat(renderer.render(table).getData(MIMEType.TEXT_HTML)).isEqualTo(TableDisplay.html(table));
        assertThat(text(table)).isEqualTo(TableDisplay.text(table));
    }

    @Test
    void showsArraysByTheirElements() {
        assertThat(text(new int[] {1, 2})).isEqualTo("[1, 2]");
        assertThat(text(new String[][] {{"a"}, {}})).isEqualTo("[[a], []]");
    }

    @Test
    void showsOtherValuesAsTheyPrint() {
        assertThat(text(12)).isEqualTo("12");
        assertThat(text("text")).isEqualTo("text");
        assertThat(text(Map.of("a", 1))).isEqualTo("{a=1}");
        assertThat(text(List.of(1, List.of()))).isEqualTo("[1, []]");
    }

    @Test
    void shortensLongArraysAndCollections() {
        byte[] bytes = new byte[3_072];
        bytes[3_071] = -7;
        List<Integer> numbers = IntStream.range(0, 100_000).boxed().toList();
        Map<Integer, Integer> squares = new TreeMap<>();
        numbers.subList(0, 5_000).forEach(n -> squares.put(n, n * n));

        assertThat(text(bytes)).isEqualTo("[0, 0, 0, 0, 0, ..., 0, 0, 0, 0, -7] (3,072 bytes)");
        assertThat(text(new float[1_001]))
                .startsWith("[0.0,")
                .endsWith("..., 0.0, 0.0, 0.0, 0.0, 0.0] (1,001 elements)");
        assertThat(text(new int[1_000])).hasSize(3_000).doesNotContain("...");
        assertThat(text(numbers))
                .isEqualTo("[0, 1, 2, 3, 4, ..., 99995, 99996, 99997, 99998, 99999] (100,000 elements)");
        assertThat(text(squares)).startsWith("{0=0, 1=1,").endsWith("4999=24990001} (5,000 entries)");
        assertThat(text(new double[100][100])).hasSizeLessThan(2_000).endsWith("(10,000 elements)");
        assertThat(text(new Object[] {null, new int[] {1}, "x"})).isEqualTo("[null, [1], x]");
    }

    @Test
    void shortensWhatIsLongWithinMaps() {
        List<List<Integer>> empty = Collections.nCopies(5_000, List.of());

        assertThat(text(Map.of("a", new double[100_000])))
                .isEqualTo("{a=[0.0, 0.0, 0.0, 0.0, 0.0, ..., 0.0, 0.0, 0.0, 0.0, 0.0]} (100,000 elements)");
        assertThat(text(Map.entry(1, new byte[2_000]))).hasSizeLessThan(100).endsWith(" (2,000 elements)");
        assertThat(text(List.of(Map.of(new int[2_000], 1)))).hasSizeLessThan(100);
        assertThat(text(empty)).hasSizeLessThan(100).endsWith(" (5,000 elements)");
        assertThat(text(Map.of("a", new int[2]))).isEqualTo("{a=[0, 0]}");
    }

    @Test
    void showsAnArrayThatHoldsItself() {
        Object[] circle = {1, null};
        circle[1] = circle;

        assertThat(text(circle)).isEqualTo("[1, [...]]");
    }

    @Test
    void leavesTheTextOfOtherCollectionsToThem() {
        assertThat(text(new ArrayList<>(List.of(1)) {
                    @Override
                    public String toString() {
                        return "own text";
                    }
                }))
                .isEqualTo("own text");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT83S, 1 min 23 s",
        "PT0.02S, 20 ms",
        "PT1.5S, 1.5 s",
        "PT0.0000015S, 1.5 µs",
        "PT0.000000007S, 7 ns",
        "PT59.994S, 59.99 s",
        "PT1H, 1 h",
        "PT3723.6S, 1 h 2 min 4 s",
        "P2DT1S, 2 d 1 s",
        "PT-83S, -1 min 23 s",
        "PT100S, 1 min 40 s",
        "PT9223372036854775807.999999999S, 106751991167300 d 15 h 30 min 7 s",
        "PT-9223372036854775808S, PT-2562047788015215H-30M-8S"
    })
    void showsDurationsInWords(Duration duration, String text) {
        assertThat(text(duration)).isEqualTo(text);
    }

    @Test
    void showsWhatAnOptionalHolds() {
        Table table = Table.create("t");

        assertThat(renderer.render(Optional.of(table)).getData(MIMEType.TEXT_HTML))
                .isEqualTo(TableDisplay.html(table));
        assertThat(text(Optional.of(table))).isEqualTo(TableDisplay.text(table));
        assertThat(text(Optional.of(Optional.of(Duration.ofSeconds(5))))).isEqualTo("5 s");
        assertThat(text(Optional.of(new int[] {1}))).isEqualTo("[1]");
        assertThat(text(OptionalInt.of(3))).isEqualTo("3");
        assertThat(text(OptionalDouble.empty())).isEqualTo("empty OptionalDouble");
        assertThat(text(Optional.empty())).isEqualTo("empty Optional");
    }

    @Test
    void showsImagesAsPictures() throws IOException {
        byte[] intensities = {0, 50, (byte) 200, (byte) 255, 1, 2, 3, 4, 5, 6, 7, 8};
        ImageSet images = ImageSet.of(
                new Shape(3, 2, 2),
                intensities,
                new int[] {4},
                new Normalisation(List.of(0.5, 0.5, 0.5), List.of(0.2, 0.2, 0.2)));

        BufferedImage ofSet = picture(images);
        assertThat(ofSet.getWidth()).isEqualTo(2);
        assertThat(ofSet.getRGB(0, 0) & 0xFFFFFF).isEqualTo(0x000105);
        assertThat(ofSet.getRGB(1, 1) & 0xFFFFFF).isEqualTo(0xFF0408);
        assertThat(picture(images.all()).getRGB(1, 0) & 0xFF0000).isEqualTo(50 << 16);
        assertThat(text(images.all())).startsWith("batch of 1 images");
        assertThat(html(images)).contains(">4<", "alt=\"image of class 4\"").doesNotContain("shown");
    }

    @Test
    void showsTheSumOfTheFramesOfASample() throws IOException {
        EventFrames frames = EventFrames.of(
                1,
                2,
                List.of(new EventFrames.Event(1, 0, 1, 0), new EventFrames.Event(1, 0, 0, 9)),
                2,
                EventFrames.Slices.OF_EQUAL_TIME);
        ImageSet samples = ImageSet.ofFrames(Collections.nCopies(40, frames), new int[40]);

        assertThat(picture(samples).getRGB(0, 0) & 0xFFFFFF).isZero();
        assertThat(picture(samples).getRGB(1, 0) & 0xFFFFFF).isEqualTo(0xFFFFFF);
        assertThat(html(samples)).contains("40 samples of 2 frames of [2, 1, 2], the first 32 shown");
        assertThat(html(samples.all())).contains("batch of 40 samples");
    }

    @ParameterizedTest
    @CsvSource({"1, 28, 28, 40, 32", "5, 4, 3, 2, 2", "3, 224, 224, 20, 5", "1, 1, 1, 33, 32"})
    void showsTheFirstOfManyImages(int channels, int rows, int columns, int size, int shown) throws IOException {
        Shape shape = new Shape(channels, rows, columns);
        ImageBatch batch = ImageBatch.of(shape, new float[size * shape.size()], new int[size]);

        assertThat(html(batch).split("<img ", -1)).hasSize(shown + 1);
        assertThat(picture(batch).getHeight()).isEqualTo(rows);
    }

    private String html(Object value) {
        return (String) renderer.render(value).getData(MIMEType.TEXT_HTML);
    }

    /** The first picture of a value. */
    private BufferedImage picture(Object value) throws IOException {
        Matcher data = Pattern.compile("base64,([^\"]*)").matcher(html(value));
        assertThat(data.find()).isTrue();
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(data.group(1))));
    }

    @Test
    void progressBarShowsShareAndFigures() {
        ProgressStep step = new ProgressStep(1, 4, "epochs", Duration.ofSeconds(1), "loss < 2");

        assertThat(ProgressBar.html(step)).contains("width:25.0%", "1/4 epochs (25%)", "loss &lt; 2");
        assertThat(ProgressBar.text(step)).startsWith("[#######.......................] 1/4 epochs (25%)");
    }
}
