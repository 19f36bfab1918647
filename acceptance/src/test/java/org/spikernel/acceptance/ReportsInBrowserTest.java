package org.spikernel.acceptance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Opens every report in headless Chromium, whose only way out is a trap. */
class ReportsInBrowserTest {

    private static final String FIGURES = "document.querySelectorAll('[id^=\"figure_\"]')";
    private static final String DRAWN = "[..." + FIGURES + "].filter(figure => figure.querySelector('.main-svg'))";
    private static final String EQUATIONS = "document.querySelectorAll('.katex > .katex-html')";
    private static final String FAULTY_EQUATIONS = "document.querySelectorAll('.faulty-equation')";

    /** What the last cell of {@link Reports#EVERY_OUTPUT} shows. */
    private static final String CELL = "skip | zero conv3x3 | zero zero conv5x5";

    /** Chromium's own errands, which it runs with any page or none; they end in the trap as well. */
    private static final String ERRAND_OF_CHROMIUM = "\\w+ (\\w+://)?[^/ ]*\\b(google|googleapis|gvt1)\\.com\\b.*";

    private static RequestTrap trap;
    private static Browser browser;

    @BeforeAll
    static void open() throws IOException {
        trap = RequestTrap.open();
        browser = browser(trap);
    }

    private static Browser browser(RequestTrap wayOut) throws IOException {
        Path profile = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "chromium");
        return Browser.start(System.getenv("SPIKERNEL_CHROMIUM"), profile, wayOut);
    }

    @AfterAll
    static void close() throws IOException {
        browser.close();
        trap.close();
    }

    static List<Path> pages() {
        Reports reports = Reports.made();
        return Stream.concat(
                        Reports.notebooks().stream().map(reports::report),
                        Stream.of(reports.directory().resolve("index.html")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void drawsEverythingByItself(Path page) {
        URI address = page.toUri();
        browser.resize(1200, 900);
        browser.open(address);
        browser.await(DRAWN + ".length === " + FIGURES + ".length");

        assertThat(count(DRAWN)).as("figures drawn").isEqualTo(count(FIGURES));
        assertThat(count(FAULTY_EQUATIONS)).as("faulty equations").isZero();
        assertThat(browser.complaints()).as("complaints on the console").isEmpty();
        assertThat(browser.requests())
                .as("requests of the page")
                .contains(address.toString())
                .allMatch(request -> request.equals(address.toString())
                        || request.startsWith(address.toString().replaceFirst("[^/]*$", "scripts/"))
                        || request.matches("(data|blob):.*"));
        assertThat(trap.requests()).as("requests to the network").allMatch(line -> line.matches(ERRAND_OF_CHROMIUM));
    }

    @Test
    void wouldNoticeARequest() throws IOException {
        Path page = Files.createTempFile(Path.of("target").toAbsolutePath(), "asks-for-a-script", ".html");
        Files.writeString(page, "<script src='http://scripts.invalid/plot.js'></script>");
        try (RequestTrap own = RequestTrap.open();
                Browser another = browser(own)) {
            another.open(page.toUri());

            assertThat(another.requests()).contains("http://scripts.invalid/plot.js");
            assertThat(another.complaints()).isNotEmpty();
            assertThat(own.requests())
                    .contains("GET http://scripts.invalid/plot.js HTTP/1.1")
                    .anyMatch(line -> !line.matches(ERRAND_OF_CHROMIUM));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void fitsAPhone(Path page) {
        browser.resize(390, 800);
        browser.open(page.toUri());
        browser.await(DRAWN + ".length === " + FIGURES + ".length");

        assertThat(Integer.parseInt(browser.evaluate("document.documentElement.scrollWidth")))
                .as("width of the page in a window of 390 pixels")
                .isLessThanOrEqualTo(390);
    }

    @Test
    void showsEveryKindOfOutput() {
        openEveryOutput();

        assertThat(count(DRAWN)).isEqualTo(2);
        assertThat(count(EQUATIONS)).isEqualTo(2);
        assertThat(browser.evaluate("document.title")).isEqualTo("Every kind of output");
        assertThat(browser.evaluate("document.getElementById('images').innerText"))
                .isEqualTo("Textures: 2,000 built-in images & no download");
        assertThat(browser.evaluate(texts("#images code"))).isEqualTo("no download");
        assertThat(browser.evaluate("document.querySelector('main a').getAttribute('href')"))
                .isEqualTo("fails.html");
        assertThat(browser.evaluate("document.getElementById('scale').innerText"))
                .isEqualTo("small");
        assertThat(browser.evaluate("document.querySelector('main').innerText"))
                .contains("and of $code$?")
                .contains("\n100 percent\n")
                .doesNotContain("50 percent")
                .contains("costs $5 and $6, red & <plain>")
                .contains("a warning")
                .contains("<three>")
                .contains("10/10 laps")
                .doesNotContain("9/10 laps")
                .contains("scale small");
    }

    @Test
    void numbersWhatItShowsAndListsItWithLinks() {
        openEveryOutput();

        assertThat(browser.evaluate(texts("figcaption")))
                .isEqualTo("Figure 1. Squares (n = 3) | Figure 2. Squares (n = 3) | Figure 3. " + CELL);
        assertThat(browser.evaluate("document.querySelector('#figure-3').textContent.split('" + CELL + "').length - 1"))
                .as("how often the text of a cell stands at its picture")
                .isEqualTo("1");
        assertThat(browser.evaluate(texts("p.caption"))).isEqualTo("Table 1. numbers (3 rows × 2 columns)");
        assertThat(browser.evaluate(texts(".contents .level2 a"))).isEqualTo("The same & once more | References");
        assertThat(browser.evaluate(texts(".contents .shown a"))).isEqualTo("Figure 1 | Figure 2 | Figure 3 | Table 1");
        assertThat(browser.evaluate("[...document.querySelectorAll('.contents a')]"
                        + ".every(link => document.querySelector(link.getAttribute('href')))"))
                .isEqualTo("true");
        assertThat(browser.evaluate("document.querySelector('#figure-1').getAttribute('aria-label')"))
                .isEqualTo("Figure 1. Squares (n = 3)");
        assertThat(browser.evaluate(texts("#references ~ ol li")))
                .contains("Neural Architecture Search for Spiking Neural Networks", "arXiv:2201.10355")
                .doesNotContain("AutoSNN");
    }

    @Test
    void saysUnderWhatItWasMade() {
        openEveryOutput();

        assertThat(browser.evaluate("document.getElementById('seeds').innerText"))
                .isEqualTo("seeds 3, 4; batch 7");
        assertThat(browser.evaluate("document.getElementById('software').innerText"))
                .matches("Spikernel \\d\\S+( \\(commit [0-9a-f]{7,}( with changes)?\\))?, Java "
                        + Runtime.version().feature() + "\\S*");
        assertThat(browser.evaluate("document.getElementById('machine').innerText"))
                .matches(".*\\w.*, \\d+ cores?");
        assertThat(browser.evaluate("document.getElementById('made').innerText"))
                .matches("\\d+ \\w+ 20\\d\\d, \\d\\d:\\d\\d, in \\S+ .*");
    }

    @Test
    void foldsTheCodeUntilItIsAskedFor() {
        openEveryOutput();
        String shown = "document.querySelector('.code pre').checkVisibility()";

        assertThat(browser.evaluate(shown)).isEqualTo("false");
        browser.evaluate("document.getElementById('show-code').click()");
        assertThat(browser.evaluate(shown)).isEqualTo("true");
    }

    @Test
    void isDarkWhereTheReadersSystemIsAndNeverOnPaper() {
        browser.preferColours("dark");
        openEveryOutput();
        String paper = "getComputedStyle(document.body).backgroundColor";
        String label = "getComputedStyle(document.querySelector('.js-plotly-plot .xtick text')).fill";

        assertThat(browser.evaluate(paper)).isEqualTo("rgb(22, 25, 31)");
        assertThat(browser.evaluate(label)).isEqualTo("rgb(223, 227, 234)");
        browser.showAs("print");
        assertThat(browser.evaluate(paper)).isEqualTo("rgb(255, 255, 255)");
        assertThat(browser.evaluate(label)).isEqualTo("rgb(31, 36, 48)");
        assertThat(browser.evaluate("getComputedStyle(document.querySelector('.modebar-container')).display"))
                .as("tools of a figure in print")
                .isEqualTo("none");
        browser.showAs("screen");
        browser.preferColours("light");
    }

    @Test
    void isReadableWithoutScripts() {
        browser.allowScripts(false);
        browser.open(everyOutput());

        assertThat(browser.evaluate("document.querySelector('main').innerText")).contains("Figure 1. Squares");
        assertThat(count(EQUATIONS)).as("drawn equations").isEqualTo(2);
        assertThat(browser.evaluate("document.fonts.ready.then(fonts => [...fonts]"
                        + ".some(font => font.family.includes('KaTeX_Math') && font.status === 'loaded'))"))
                .as("their letters are there")
                .isEqualTo("true");
        assertThat(browser.evaluate("[...document.querySelectorAll('figure img')]"
                        + ".filter(still => still.checkVisibility() && still.naturalWidth > 100).length"))
                .as("still pictures of the two figures")
                .isEqualTo("2");
        assertThat(browser.evaluate("getComputedStyle(document.getElementById('show-code')).display"))
                .as("a button that could do nothing")
                .isEqualTo("none");
        browser.allowScripts(true);
    }

    @Test
    void hasSlidesWithItsHeadingsFiguresAndTables() {
        URI slides = URI.create(everyOutput().toString().replace(".html", "-slides.html"));
        browser.resize(1200, 900);
        browser.open(slides);
        browser.await(DRAWN + ".length === 2");

        assertThat(browser.evaluate(texts(".slides > section:first-child h1"))).isEqualTo("Every kind of output");
        assertThat(browser.evaluate(texts(".slides section section :is(h2, figcaption, p.caption)")))
                .isEqualTo("Figure 1. Squares (n = 3) | The same & once more | Figure 2. Squares (n = 3)"
                        + " | Table 1. numbers (3 rows × 2 columns) | Figure 3. " + CELL);
        browser.evaluate("(Reveal.next(), Reveal.next())");
        assertThat(browser.evaluate(texts("section.present > section.present h2")))
                .isEqualTo("The same & once more");
        assertThat(browser.complaints()).as("complaints on the console").isEmpty();
        assertThat(browser.requests()).allMatch(request -> request.matches("(file|data|blob):.*"));
    }

    @Test
    void weighsLittle() throws IOException {
        for (Path page : pages()) {
            assertThat(Files.size(page)).as("bytes of %s", page.getFileName()).isLessThan(1_000_000);
        }
    }

    private static URI everyOutput() {
        return Reports.made().report(Reports.notebook(Reports.EVERY_OUTPUT)).toUri();
    }

    private static void openEveryOutput() {
        browser.resize(1200, 900);
        browser.open(everyOutput());
        browser.await(DRAWN + ".length === 2");
    }

    private static String texts(String elements) {
        return "[...document.querySelectorAll('" + elements + "')].map(element => element.textContent).join(' | ')";
    }

    private static int count(String elements) {
        return Integer.parseInt(browser.evaluate(elements + ".length"));
    }
}
