package org.spikernel.acceptance;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

class FrontDoorTest {

    @TempDir
    Path elsewhere;

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h"})
    void explainsItself(String help) {
        FrontDoor.Run run = FrontDoor.from(elsewhere).run(help);

        assertThat(run.status()).isZero();
        assertThat(run.output())
                .contains("./spikernel report", "./spikernel lab", "./spikernel test", "./spikernel fetch NAME");
    }

    @Test
    void explainsItselfToOneWhoAsksForNothing() {
        assertThat(FrontDoor.from(elsewhere).run())
                .isEqualTo(FrontDoor.from(elsewhere).run("help"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "lab", "kernel", "test", "fetch", "bench", "build", "format"})
    void explainsEveryCommand(String command) {
        FrontDoor.Run run = FrontDoor.from(elsewhere).run(command, "--help");

        assertThat(run.status()).isZero();
        assertThat(run.output()).startsWith("./spikernel " + command);
    }

    @Test
    void saysWhatAPeerOfABenchmarkMustCompute() {
        assertThat(FrontDoor.from(elsewhere).run("bench", "--help").output())
                .contains("--peer SECONDS", "--peer IMAGES,IMAGES", "--cells", "A peer is a program of yours")
                .contains(
                        "128",
                        "64 images, 5 timesteps",
                        "PyTorch 2.13 in C++ with MKL, tensors channels last, jemalloc");
    }

    @Test
    void refusesAnUnknownCommandWithHelp() {
        FrontDoor.Run run = FrontDoor.from(elsewhere).run("raport");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.output()).contains("there is no command 'raport'", "./spikernel report");
    }

    @Test
    void refusesAnUnknownOptionWithHelp() {
        FrontDoor.Run run = FrontDoor.from(elsewhere).run("report", "--too", "x");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.output()).contains("there is no option '--too'", "--to DIRECTORY");
    }

    @Test
    void refusesAnUnknownBenchmarkWithHelp() {
        FrontDoor.Run run = FrontDoor.from(elsewhere).run("bench", "trainig");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.output()).contains("there is no benchmark 'trainig'", "./spikernel bench training");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    bench search --quik          | there is no option '--quik' here; there is --quick
                    bench prediction --quick     | there is no option '--quick' here; this takes none
                    bench regret --hours 3       | there is no option '3' here; there is --seeds SEEDS, --from SEED
                    bench regret --seeds --hours | --seeds needs SEEDS, but found --hours
                    bench guided --seeds         | --seeds needs SEEDS, but found nothing
                    bench guided --seeds many    | --seeds needs a whole number from 1 to 999999, such as --seeds 30, but found many
                    kernelbench --part 3/2       | --part needs which of how many parts, such as 2/3, but found 3/2
                    """)
    void refusesWhatABenchmarkDoesNotTake(String words, String expected) {
        FrontDoor.Run run = FrontDoor.from(elsewhere).run(words.split(" "));

        assertThat(run.output()).contains(expected);
        assertThat(run.status()).isEqualTo(2);
    }

    @Test
    void refusesToFetchAnUnknownDataSet() {
        FrontDoor.Run run = FrontDoor.from(elsewhere).run("fetch", "cifar11");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.output()).contains("cifar11", "cifar10");
    }

    @Test
    void saysWhichNotebookItCannotFind() {
        FrontDoor.Run run = FrontDoor.from(elsewhere).run("report", "no-such-notebook");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output()).contains("There is no notebook 'no-such-notebook'");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void makesReportsOfNotebooksThatFailAndGoesOn() throws IOException {
        FrontDoor.Run run = FrontDoor.from(elsewhere)
                .run(
                        "report",
                        "--to",
                        "made",
                        Reports.notebook("kills-the-kernel").toString(),
                        Reports.notebook("fails").toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output())
                .contains("kills-the-kernel stopped at code cell 2 of 3, which begins with “System.exit(3);”")
                .contains("fails stopped at code cell 2 of 3, which begins with “int zero = 0;”: ArithmeticException");
        assertThat(Files.readString(elsewhere.resolve("made/fails.html")))
                .contains("This report is not complete.")
                .containsPattern("id=\"error\">.*ArithmeticException.*/ by zero")
                .contains("<span class=\"prompt\">not run</span>");
        assertThat(Files.readString(elsewhere.resolve("made/kills-the-kernel.html")))
                .contains("id=\"error\">SystemExit: System.exit was called");
        assertThat(Files.readString(elsewhere.resolve("made/index.html")))
                .contains("Not complete: it stopped at code cell 2 of 3");
    }

    @Test
    void makesReportsOfDamagedNotebooksAndGoesOn() throws IOException {
        Map<String, String> damaged = Map.of(
                "no-json.ipynb", "{not json",
                "empty.ipynb", "",
                "list.ipynb", "[1, 2]",
                "no-cells.ipynb", "{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {}}",
                "no-source.ipynb", "{\"nbformat\": 4, \"nbformat_minor\": 5, \"cells\": [{\"cell_type\": \"code\"}]}",
                "newer.ipynb", "{\"nbformat\": 99, \"cells\": []}");
        for (Map.Entry<String, String> file : damaged.entrySet()) {
            Files.writeString(elsewhere.resolve(file.getKey()), file.getValue());
        }
        Files.write(elsewhere.resolve("no-text.ipynb"), new byte[] {'{', '"', (byte) 0xE9, '"', '}'});
        Files.createDirectory(elsewhere.resolve("directory.ipynb"));
        Files.copy(Reports.notebook("fails"), elsewhere.resolve("runs.ipynb"));
        List<String> notebooks = Stream.concat(
                        damaged.keySet().stream(), Stream.of("no-text.ipynb", "directory.ipynb", "runs.ipynb"))
                .toList();

        FrontDoor.Run run = report("made", notebooks);

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output())
                .contains("no-json.ipynb could not be executed: it is not JSON, as notebooks are (")
                .contains("empty.ipynb could not be executed: the file is empty")
                .contains("list.ipynb could not be executed: it is JSON, but no notebook")
                .contains("no-cells.ipynb could not be executed: its cells cannot be read")
                .contains("no-source.ipynb could not be executed: its cell")
                .contains("newer.ipynb could not be executed: it is of nbformat 99, and 2 to 4 can be read")
                .contains("no-text.ipynb could not be executed: it is not text in UTF-8 (from byte 2 on)")
                .contains("directory.ipynb could not be executed: it is a directory, and should be a file")
                .contains("runs stopped at code cell 2 of 3")
                .doesNotContain("Traceback");
        assertThat(notebooks)
                .allSatisfy(notebook -> assertThat(elsewhere.resolve("made/" + notebook.replace(".ipynb", ".html")))
                        .content()
                        .contains("This report is not complete."));
    }

    @Test
    void readsNotebooksOfEarlierFormatsAndWithAByteOrderMark() throws IOException {
        Files.writeString(elsewhere.resolve("old.ipynb"), """
                {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": "old"}, "worksheets": [{"metadata": {}, "cells": [
                  {"cell_type": "code", "language": "java", "input": "\\"six is \\" + 2 * 3", "outputs": [],
                   "collapsed": false, "prompt_number": 1, "metadata": {}}]}]}
                """);
        Files.writeString(elsewhere.resolve("marked.ipynb"), "\uFEFF" + Files.readString(Reports.notebook("fails")));

        FrontDoor.Run run = report("made", List.of("old.ipynb", "marked.ipynb"));

        assertThat(Files.readString(elsewhere.resolve("made/old.html"))).contains("six is 6");
        assertThat(run.output()).contains("marked stopped at code cell 2 of 3");
    }

    @Test
    void keepsReportsOfEqualAndOddNamesApart() throws IOException {
        List<String> notebooks =
                List.of("one/same.ipynb", "two/same.ipynb", "index.ipynb", "öl #1 100%?.ipynb", "a:b & 'c'.ipynb");
        for (String notebook : notebooks) {
            Path file = elsewhere.resolve(notebook);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "{damaged");
        }

        report("made", notebooks);

        List<String> reports = Pattern.compile("<h2><a href=\"(.*?)\">")
                .matcher(Files.readString(elsewhere.resolve("made/index.html")))
                .results()
                .map(link -> URI.create(link.group(1)).getPath())
                .toList();
        assertThat(reports)
                .containsExactlyInAnyOrder(
                        "one-same.html", "two-same.html", "index-2.html", "öl #1 100%?.html", "a:b & 'c'.html")
                .allSatisfy(report ->
                        assertThat(elsewhere.resolve("made").resolve(report)).exists());
    }

    @ParameterizedTest
    @CsvSource({
        "--ipynb mine.ipynb, mine.ipynb",
        "--ipynb --to linked mine.ipynb, mine.ipynb",
        "--ipynb folder/same.ipynb more/same.ipynb folder-same.ipynb, folder-same.ipynb",
        "mine.html, mine.html",
        "index.html, index.html",
        "--pdf mine.pdf, mine.pdf",
        "--slides mine.ipynb mine-slides.html, mine-slides.html"
    })
    void refusesToWriteOverWhatItReads(String arguments, String overwritten) throws IOException {
        Files.createSymbolicLink(elsewhere.resolve("linked"), elsewhere);
        List<String> words = List.of(arguments.split(" "));
        for (String notebook : words.stream().filter(word -> word.contains(".")).toList()) {
            Path file = elsewhere.resolve(notebook);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "{damaged");
        }
        List<Path> before = files(elsewhere);

        FrontDoor.Run run = report(".", words);

        assertThat(run.output())
                .contains(elsewhere.resolve(overwritten) + " is a notebook to be read", "such as --to " + elsewhere)
                .doesNotContain(" ... ");
        assertThat(run.status()).isEqualTo(1);
        assertThat(files(elsewhere)).isEqualTo(before);
        assertThat(elsewhere.resolve(overwritten)).hasContent("{damaged");
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.ipynb a-slides.ipynb", "A-Slides.ipynb a.ipynb"})
    void keepsSlidesApartFromReportsThatAreCalledAlike(String notebooks) throws IOException {
        List<String> both = List.of(notebooks.split(" "));
        for (String notebook : both) {
            Files.writeString(elsewhere.resolve(notebook), "{damaged");
        }

        report("made", Stream.concat(Stream.of("--slides"), both.stream()).toList());

        try (Stream<Path> made = Files.list(elsewhere.resolve("made"))) {
            assertThat(made.map(file -> file.getFileName().toString().toLowerCase(Locale.ROOT)))
                    .filteredOn(name -> name.endsWith(".html"))
                    .as("a page and slides of each, and the list")
                    .hasSize(5)
                    .doesNotHaveDuplicates();
        }
        assertThat(Files.readString(elsewhere.resolve("made/index.html")))
                .contains("a.ipynb could not be executed", both.get(0) + " could not", both.get(1) + " could not");
    }

    @Test
    void printsTheOtherPagesWhereOneCannotBePrinted() throws IOException {
        Path browser = executable(elsewhere.resolve("browser"), """
                case "$*" in *second.html) echo 'out of memory' >&2 && exit 1 ;; esac
                for word in "$@"; do
                  case $word in --print-to-pdf=*) echo printed >"${word#*=}" ;; esac
                done
                """);
        List<String> names = List.of("first", "second", "third");
        for (String name : names) {
            Files.writeString(elsewhere.resolve(name + ".ipynb"), """
                    {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [
                      {"cell_type": "markdown", "metadata": {}, "source": "It holds that $a = b$."}]}
                    """);
        }
        Path made = elsewhere.resolve("made");
        Files.createDirectories(made.resolve("third.pdf"));

        FrontDoor.Run run = FrontDoor.from(elsewhere)
                .with("SPIKERNEL_CHROMIUM", browser.toString())
                .run("report", "--to", "made", "--pdf", "--ipynb", "second.ipynb", "third.ipynb", "first.ipynb");

        assertThat(run.output())
                .contains("second could not be printed: " + browser + " ended with status 1", "out of memory")
                .contains("third could not be printed: ")
                .contains(made.resolve("second.html") + " is its page")
                .contains("3 notebooks at the scale quick")
                .doesNotContain("stopped", "first could not");
        assertThat(run.status()).isEqualTo(1);
        assertThat(made.resolve("first.pdf")).hasContent("printed");
        assertThat(made.resolve("first.html")).content().contains("href=\"first.pdf\"", "class=\"katex\"");
        assertThat(made.resolve("second.pdf")).doesNotExist();
        assertThat(List.of("second", "third"))
                .allSatisfy(name -> assertThat(made.resolve(name + ".html"))
                        .content()
                        .doesNotContain(name + ".pdf", "faulty-equation")
                        .contains("href=\"" + name + ".ipynb\"", "class=\"katex\""));
    }

    @Test
    void endsANotebookThatHangs() throws IOException {
        String hangs =
                Files.readString(Reports.notebook("fails")).replace("int a = 1;", "while (true) Thread.sleep(9);");
        Files.writeString(elsewhere.resolve("hangs.ipynb"), hangs);

        FrontDoor.Run run = FrontDoor.from(elsewhere).run("report", "--to", "made", "--timeout", "0.1", "hangs.ipynb");

        String words = "TimeoutError: the notebook was not done in 0.1 minutes; --timeout MINUTES allows it more";
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output()).contains("hangs stopped at code cell 1 of 3", words);
        assertThat(Files.readString(elsewhere.resolve("made/hangs.html"))).contains("id=\"error\">" + words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "1e3", ""})
    void refusesATimeLimitThatIsNone(String minutes) {
        FrontDoor.Run run = FrontDoor.from(elsewhere).run("report", "--timeout", minutes);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.output()).contains("--timeout needs minutes, such as --timeout 30, but found '" + minutes + "'");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "--only, selection, 2, \"such as --only 04 or --only 00,04, but found 'selection'\"",
                "--only, 77, 1, There is no notebook 77 of the course in",
                "--data, nowhere, 2, \"--data needs a directory of data sets, but found 'nowhere', which is none\""
            })
    void refusesWhatIsNotThere(String option, String value, int status, String words) {
        FrontDoor.Run run = FrontDoor.from(elsewhere).run("report", option, value);

        assertThat(run.status()).isEqualTo(status);
        assertThat(run.output()).contains(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "Quick", ""})
    void refusesAScaleThatIsNone(String scale) {
        FrontDoor.Run run = FrontDoor.from(elsewhere).run("report", "--scale", scale);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.output())
                .contains("--scale needs one of small, quick, evening and long, but found '" + scale + "'");
    }

    @Test
    void doesNotExecuteAgainWhatHasNotChanged() throws IOException {
        Path executions = elsewhere.resolve("executions");
        Path notebook = Files.writeString(elsewhere.resolve("counts.ipynb"), counts("first"));

        assertThat(report("made", List.of("counts.ipynb")).output()).doesNotContain("as executed");
        assertThat(Files.readString(elsewhere.resolve("made/counts.html")))
                .contains("the answer of first", "<dd id=\"scale\">quick");
        assertThat(report("again", List.of("counts.ipynb")).output()).contains("counts ... as executed ");
        assertThat(executions).hasContent("first\n");
        assertThat(elsewhere.resolve("again/counts.html"))
                .hasSameTextualContentAs(elsewhere.resolve("made/counts.html"));

        FrontDoor.Run forms =
                report("forms", List.of("--pdf", "--ipynb", "--slides", "--self-contained", "counts.ipynb"));
        assertThat(forms.status()).as(forms.output()).isZero();
        assertThat(executions).as("other forms are no change").hasContent("first\n");
        assertThat(Files.readString(elsewhere.resolve("forms/counts.html")))
                .contains("href=\"counts.pdf\"", "href=\"counts-slides.html\"", "href=\"counts.ipynb\"");
        assertThat(Files.readString(elsewhere.resolve("forms/counts.pdf"), StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-");
        assertThat(Files.readString(elsewhere.resolve("forms/counts.ipynb"))).contains("the answer of first");
        assertThat(Files.readString(elsewhere.resolve("forms/counts-slides.html")))
                .contains("Reveal.initialize")
                .hasSizeGreaterThan(100_000);
        assertThat(elsewhere.resolve("forms/scripts"))
                .as("scripts beside self-contained pages")
                .doesNotExist();

        report("made", List.of("--force", "counts.ipynb"));
        assertThat(executions).as("--force executes anyway").hasContent("first\nfirst\n");
        Path data = Files.createDirectory(elsewhere.resolve("leeres Verzeichnis für Daten"));
        Files.setPosixFilePermissions(data, fromString("r-xr-xr-x"));
        report("made", List.of("--scale", "small", "--data", data.getFileName().toString(), "counts.ipynb"));
        assertThat(executions).as("another scale is a change").hasContent("first\nfirst\nfirst\n");
        assertThat(Files.readString(elsewhere.resolve("made/counts.html"))).contains("with the data in " + data);
        Files.writeString(notebook, counts("second"));
        report("made", List.of("counts.ipynb"));
        assertThat(executions).as("another source is a change").hasContent("first\nfirst\nfirst\nsecond\n");
    }

    /** A notebook that leaves a line in a file whenever it is executed. */
    private static String counts(String line) {
        return """
                {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [
                  {"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": [
                    "Files.writeString(Path.of(\\"executions\\"), \\"%1$s\\\\n\\",",
                    " StandardOpenOption.CREATE, StandardOpenOption.APPEND);",
                    "\\"the answer of %1$s, with the data in \\" + System.getenv(\\"SPIKERNEL_DATA\\")"]}]}
                """.formatted(line);
    }

    @Test
    void leavesOutNotebooksThatAreNoPartOfTheCourse() throws IOException {
        Sandbox sandbox = Sandbox.in(elsewhere);
        sandbox.takeReportMaker();
        List<String> notebooks = List.of(
                "00-first-steps.ipynb", "01-second.ipynb", "01-second-Copy1.ipynb", "Untitled.ipynb", "02 mine.ipynb");
        for (String notebook : notebooks) {
            Files.writeString(sandbox.project().resolve("notebooks").resolve(notebook), "{damaged");
        }

        FrontDoor.Run run = sandbox.frontDoor().run("report");

        assertThat(run.output())
                .contains(
                        "Left out, since no part of the course: '01-second-Copy1.ipynb' '02 mine.ipynb' 'Untitled.ipynb'.")
                .contains("00-first-steps ... ", "01-second ... ")
                .doesNotContain("Untitled ... ", "mine ... ", "Copy1 ... ");
        assertThat(sandbox.frontDoor().run("report", "--only", "01").output())
                .contains("01-second ... ")
                .doesNotContain("00-first-steps ... ", "Copy1 ... ", "Left out");
    }

    /** The course's texts have decimal points, so its numbers must; in your own notebooks yours are your own affair. */
    @Test
    void writesTheNumbersOfTheCourseInEnglishWhateverTheLocale() throws IOException {
        Sandbox sandbox = Sandbox.in(elsewhere);
        sandbox.takeReportMaker();
        String notebook = """
                {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [
                  {"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": [
                    "\\"%,.1f\\".formatted(1234.5) + \\"TITLE\\".toLowerCase()"]}]}
                """;
        Path own = sandbox.project().resolve("mine/numbers.ipynb");
        Files.createDirectory(own.getParent());
        Files.writeString(own, notebook);
        Files.writeString(sandbox.project().resolve("notebooks/00-numbers.ipynb"), notebook);

        FrontDoor.Run run = sandbox.frontDoor()
                .with("JAVA_TOOL_OPTIONS", "-Duser.language=tr -Duser.country=TR")
                .run("report", "--to", elsewhere.resolve("made").toString(), "00-numbers", own.toString());

        assertThat(run.status()).as(run.output()).isZero();
        assertThat(elsewhere.resolve("made/00-numbers.html")).content().contains("1,234.5title");
        assertThat(elsewhere.resolve("made/numbers.html")).content().contains("1.234,5t\u0131tle");
    }

    /** They share what Java has compiled, and nothing else. */
    @Test
    void executesTheCourseInFewJavasThatOneNotebookAfterAnotherFindsAsNew() throws IOException {
        Sandbox sandbox = Sandbox.in(elsewhere);
        sandbox.takeReportMaker();
        int atOnce = Runtime.getRuntime().availableProcessors();
        List<String> names =
                IntStream.range(0, atOnce + 4).mapToObj("%02d-a"::formatted).toList();
        for (String name : names) {
            Files.writeString(
                    sandbox.project().resolve("notebooks/" + name + ".ipynb"), """
                    {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [
                      {"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": [
                        "var left = new File(\\".\\").list().length + System.getProperty(\\"left\\", \\" none\\");\\n",
                        "System.setProperty(\\"left\\", \\" behind\\");\\n",
                        "Files.createDirectories(Path.of(\\"left/behind\\"));\\n",
                        "System.out.println(\\"found \\" + left + \\" in \\" + ProcessHandle.current().pid());"]},
                      {"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": [
                        "if (%s) System.exit(3);"]}]}
                    """.formatted(name.equals("01-a")));
        }

        FrontDoor.Run run = sandbox.frontDoor()
                .run("report", "--to", elsewhere.resolve("made").toString());

        assertThat(run.output()).contains("SystemExit: System.exit was called");
        assertThat(run.output().lines().filter(line -> line.contains(" stopped ")))
                .singleElement()
                .asString()
                .startsWith("01-a stopped at code cell 2 of 2");
        Set<String> processes = new HashSet<>();
        for (String name : names) {
            Matcher found = Pattern.compile("found 0 none in (\\d+)")
                    .matcher(Files.readString(elsewhere.resolve("made/" + name + ".html")));
            assertThat(found.find()).as(name).isTrue();
            processes.add(found.group(1));
        }
        assertThat(processes).hasSizeLessThanOrEqualTo(atOnce + 1);
        assertThat(sandbox.project().resolve("build/work")).isEmptyDirectory();
    }

    private FrontDoor.Run report(String directory, List<String> notebooks) {
        String[] arguments = Stream.concat(Stream.of("report", "--to", directory), notebooks.stream())
                .toArray(String[]::new);
        return FrontDoor.from(elsewhere).run(arguments);
    }

    @Test
    void saysThatJavaIsMissing() {
        FrontDoor.Run run = FrontDoor.from(elsewhere)
                .with("JAVA_HOME", elsewhere.toString())
                .run("build");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output()).contains("No Java found in JAVA_HOME=" + elsewhere, "Install a JDK, 17 or newer");
    }

    @Test
    void saysThatJavaIsTooOld() throws IOException {
        executable(elsewhere.resolve("bin/java"), """
                echo '    java.home = /opt/old' >&2
                echo '    java.specification.version = 1.8' >&2
                """);
        FrontDoor.Run run = FrontDoor.from(elsewhere)
                .with("JAVA_HOME", elsewhere.toString())
                .run("build");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output()).contains("is Java 1.8, and Spikernel needs 17 or newer");
    }

    @ParameterizedTest
    @CsvSource({
        "echo 'no memory for it'; exit 1, no memory for it",
        "exit 3, it printed nothing",
        "echo 'what is asked is not known here', what is asked is not known here"
    })
    void saysWhatAJavaPrintsThatDoesNotWork(String script, String words) throws IOException {
        Path java = executable(elsewhere.resolve("bin/java"), script);

        FrontDoor.Run run = FrontDoor.from(elsewhere)
                .with("JAVA_HOME", elsewhere.toString())
                .run("build");

        assertThat(run.output())
                .contains(java + " does not tell its version", words, "Set JAVA_HOME to a JDK that runs, 17 or newer")
                .doesNotContain("line ");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void saysWhichOptionsKeepJavaFromStarting() {
        FrontDoor.Run run =
                FrontDoor.from(elsewhere).with("JAVA_TOOL_OPTIONS", "-Xmx4x").run("build");

        assertThat(run.output()).contains("JAVA_TOOL_OPTIONS", "Invalid maximum heap size: -Xmx4x");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void saysThatTheChosenPythonLacksModules() throws IOException {
        Path python = executable(elsewhere.resolve("python"), "exit 1");
        FrontDoor.Run run = FrontDoor.from(elsewhere)
                .with("SPIKERNEL_PYTHON", python.toString())
                .run("build");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output()).contains("SPIKERNEL_PYTHON=" + python + " lacks one of: nbconvert");
    }

    @Test
    void saysThatItCannotWriteWhereItBuilds() throws IOException {
        Sandbox sandbox = Sandbox.in(elsewhere);
        Path build = Files.createFile(sandbox.project().resolve("build"));

        FrontDoor.Run run = sandbox.frontDoor().run("build");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output())
                .contains("Nothing can be written in " + build.toRealPath(), "a copy of the project of your own")
                .doesNotContain("line ");
    }

    @Test
    void buildsOnlyWhatHasChanged() throws IOException {
        Sandbox sandbox = Sandbox.in(elsewhere);
        Path source = sandbox.project().resolve("lib/core/src/main/java/Thing.java");

        assertThat(sandbox.frontDoor().run("build").output()).contains("Building the library and the kernel");
        assertThat(sandbox.builds()).isEqualTo(1);
        assertThat(sandbox.frontDoor().run("build")).isEqualTo(new FrontDoor.Run(0, ""));
        assertThat(sandbox.builds()).isEqualTo(1);

        Files.setLastModifiedTime(source, FileTime.fromMillis(0));
        assertThat(sandbox.frontDoor().run("build")).isEqualTo(new FrontDoor.Run(0, ""));
        assertThat(sandbox.builds()).as("a new date is not a change").isEqualTo(1);

        Files.writeString(source, "class Thing { int more; }");
        assertThat(sandbox.frontDoor().run("build").status()).isZero();
        assertThat(sandbox.builds()).as("a changed source is built").isEqualTo(2);
    }

    /** Such as on file systems without symbolic links. */
    @Test
    void saysThatItsLockCannotBeMade() throws IOException {
        Sandbox sandbox = Sandbox.in(elsewhere);
        Path lock = Files.createDirectories(sandbox.project().resolve("build")).resolve("building");
        Files.createFile(lock);

        FrontDoor.Run run = sandbox.frontDoor().run("build");

        assertThat(run.output())
                .contains("The lock of the build cannot be made: ", "delete " + lock.toRealPath(), "symbolic links");
        assertThat(run.status()).isEqualTo(1);
    }

    @Test
    void buildsOnceWhenTwoComeAtOnce() throws IOException {
        Sandbox sandbox = Sandbox.in(elsewhere);
        FrontDoor frontDoor = sandbox.frontDoor().with("MAVEN_TAKES", "2");

        CompletableFuture<FrontDoor.Run> other = CompletableFuture.supplyAsync(() -> frontDoor.run("build"));
        assertThat(frontDoor.run("build").status()).isZero();
        assertThat(other.join().status()).isZero();
        assertThat(sandbox.builds()).isEqualTo(1);
    }

    @Test
    void buildsWithTheMavenOfTheProjectWhereThereIsNoOther() throws IOException {
        Sandbox sandbox = Sandbox.in(elsewhere);
        Files.move(sandbox.tools().resolve("mvn"), sandbox.project().resolve("mvnw"));
        Path withoutMaven = Files.writeString(
                elsewhere.resolve("without-maven"), "command() { [ \"$*\" != '-v mvn' ] && builtin command \"$@\"; }");

        FrontDoor.Run run =
                sandbox.frontDoor().with("BASH_ENV", withoutMaven.toString()).run("build");
        assertThat(run.output()).contains("Building the library and the kernel");
        assertThat(run.status()).isZero();
        assertThat(sandbox.builds()).isEqualTo(1);
    }

    @Test
    void showsTheEndOfTheLogOfABuildThatFailsAndTriesAgain() throws IOException {
        Sandbox sandbox = Sandbox.in(elsewhere);
        FrontDoor failing = sandbox.frontDoor().with("MAVEN_FAILS", "yes");

        for (int attempt = 1; attempt <= 2; attempt++) {
            FrontDoor.Run run = failing.run("build");
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.output()).contains("COMPILATION ERROR", "build/logs/build.log");
            assertThat(sandbox.builds()).isEqualTo(attempt);
        }
    }

    @Test
    void opensCopiesOfTheNotebooksSoThatTheOriginalsStayAsTheyAre() throws IOException {
        Sandbox sandbox = Sandbox.in(elsewhere);
        Path notebooks = Files.createDirectories(sandbox.project().resolve("notebooks"));
        Path mine = sandbox.project().resolve("my-notebooks");
        for (String name : List.of("a", "b", "c")) {
            Files.writeString(notebooks.resolve(name + ".ipynb"), "first");
        }
        Files.writeString(Files.createDirectory(notebooks.resolve("solutions")).resolve("a.ipynb"), "solved");
        Path jupyter = executable(sandbox.tools().resolve("python"), "[ \"$1\" = -c ] || echo \"$PWD: $*\"");
        FrontDoor lab = sandbox.frontDoor().with("SPIKERNEL_PYTHON", jupyter.toString());

        assertThat(lab.run("lab", "--port=9").output()).contains(mine + ": -m jupyterlab", "--port=9");
        assertThat(mine.resolve("solutions/a.ipynb")).hasContent("solved");
        Files.writeString(mine.resolve("a.ipynb"), "mine");
        Files.writeString(mine.resolve("b.ipynb"), "mine");
        assertThat(lab.run("lab").output()).doesNotContain("has changed");

        Files.writeString(notebooks.resolve("b.ipynb"), "second");
        Files.writeString(notebooks.resolve("c.ipynb"), "second");
        assertThat(lab.run("lab").output())
                .contains("b.ipynb has changed in notebooks/ since you have begun to change your copy")
                .contains("c.ipynb has changed in notebooks/, and your copy, which you have not changed, with it")
                .doesNotContain("a.ipynb");
        assertThat(List.of("a", "b", "c"))
                .extracting(name -> Files.readString(mine.resolve(name + ".ipynb")))
                .containsExactly("mine", "mine", "second");

        FrontDoor.Run fresh = lab.run("lab", "--fresh", "--port=9");
        assertThat(fresh.output()).contains("are in " + mine + ".1", "--port=9").doesNotContain("--fresh");
        assertThat(mine.resolve("b.ipynb")).hasContent("second");
        assertThat(Path.of(mine + ".1/b.ipynb")).hasContent("mine");
        assertThat(notebooks.resolve("a.ipynb")).hasContent("first");
    }

    /** What is named relative to where the user stands lies there, also where the library must be built before. */
    @Test
    void looksFromWhereTheUserStands() throws IOException {
        Sandbox sandbox = Sandbox.in(elsewhere);
        Path here = sandbox.tools().toRealPath();
        Path notebooks = Files.createDirectories(sandbox.project().resolve("notebooks"));
        Files.writeString(notebooks.resolve("00-a.ipynb"), "{damaged");
        Path jdk = elsewhere.resolve("jdk");
        executable(jdk.resolve("bin/javac"), "");
        executable(jdk.resolve("bin/java"), """
                case "$*" in
                  *-XshowSettings*) printf '    %%s\\n' 'java.home = %s' 'java.specification.version = 17' ;;
                  *org.spikernel.benchmarks*) echo "Java in $PWD: $*" ;;
                  *) exec '%s/bin/java' "$@" ;;
                esac
                """.formatted(jdk, System.getProperty("java.home")));
        Path python = executable(here.resolve("programs/python"), """
                [ "$1" = -c ] || echo "Python: $* by $SPIKERNEL_PYTHON and $SPIKERNEL_CHROMIUM"
                """);
        Path browser = executable(here.resolve("programs/chrome"), "");
        FrontDoor frontDoor = sandbox.frontDoor()
                .with("JAVA_HOME", "../jdk")
                .with("SPIKERNEL_PYTHON", "programs/python")
                .with("SPIKERNEL_CHROMIUM", "programs/chrome");

        for (String built : List.of("Building the library", "")) {
            assertThat(frontDoor.run("kernelbench", "--to", "run.csv").output())
                    .contains(built, "Java in " + here + ":", "--to run.csv");
        }
        assertThat(frontDoor.run("bench", "lanes", "-rff", "result.json").output())
                .contains("Java in " + here + ":", "-rff result.json");
        assertThat(frontDoor.run("report", "--pdf", "mine.ipynb").output())
                .contains("There is no notebook 'mine.ipynb'");
        Files.writeString(here.resolve("mine.ipynb"), "{damaged");
        assertThat(frontDoor.run("report", "--pdf", "mine.ipynb").output())
                .contains("--chromium " + browser, here.resolve("mine.ipynb") + " by ");
        assertThat(frontDoor.run("lab").output()).contains("Python: -m jupyterlab");
        assertThat(frontDoor.run("test").output())
                .contains("Python: report/times.py", "by " + python + " and " + browser);
    }

    @Test
    void registersTheKernelAndTakesItAwayAgain() throws IOException {
        Sandbox sandbox = Sandbox.in(elsewhere);
        Path own = elsewhere.resolve("own jupyter");
        FrontDoor frontDoor = sandbox.frontDoor().with("JUPYTER_DATA_DIR", own.toString());

        assertThat(frontDoor.run("kernel", "install").output())
                .contains("in " + own + "/kernels/spikernel", "To undo that: ./spikernel kernel uninstall --user");
        assertThat(own.resolve("kernels/spikernel/kernel.json"))
                .content()
                .contains(sandbox.project() + "/kernel-ext/target/kernel/lib/*", "\"SPIKERNEL_HOME\"");
        assertThat(frontDoor.run("kernel", "install", "--prefix", "env").output())
                .contains(
                        "in " + sandbox.tools().resolve("env/share/jupyter/kernels/spikernel"),
                        "uninstall --prefix env");
        assertThat(frontDoor.run("kernel", "uninstall", "--prefix", "env").status())
                .isZero();
        assertThat(sandbox.tools().resolve("env/share/jupyter/kernels")).isEmptyDirectory();

        assertThat(frontDoor.run("kernel", "uninstall").output()).contains("Removed " + own);
        FrontDoor.Run again = frontDoor.run("kernel", "uninstall");
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.output()).contains("There is no kernel in " + own);
        Path another = Files.createDirectories(own.resolve("kernels/spikernel"));
        assertThat(frontDoor.run("kernel", "uninstall").output()).contains("was not registered by ./spikernel");
        assertThat(another).exists();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'it needs install or uninstall, but found'",
        "remove, but found 'remove'",
        "install --everywhere, there is no option '--everywhere'",
        "install --prefix, --prefix needs a directory",
        "uninstall --user x, there is no option 'x'"
    })
    void refusesAWrongUseOfTheKernel(String arguments, String words) {
        FrontDoor.Run run =
                FrontDoor.from(elsewhere).run(("kernel " + arguments).strip().split(" "));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.output()).contains(words, "./spikernel kernel install [--user | --prefix DIRECTORY]");
    }

    @Test
    void hasBuiltEverythingBeforeItRunsTheTests() {
        assertThat(FrontDoor.from(elsewhere).run("build")).isEqualTo(new FrontDoor.Run(0, ""));
    }

    private static Path executable(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, fromString("rwxr-xr-x"));
        return file;
    }

    /** A project of one source, with a Maven that counts how often it is asked and hands out the kernel that is already built. */
    private record Sandbox(Path project, Path tools, Path asked) {

        static Sandbox in(Path directory) throws IOException {
            Path project = directory.resolve("a project");
            Path source = project.resolve("lib/core/src/main/java/Thing.java");
            Files.createDirectories(source.getParent());
            Files.writeString(source, "class Thing {}");
            Files.copy(
                    FrontDoor.project().resolve("spikernel"),
                    project.resolve("spikernel"),
                    StandardCopyOption.COPY_ATTRIBUTES);
            Path tools = directory.resolve("tools");
            Path asked = directory.resolve("asked");
            executable(tools.resolve("mvn"), """
                    echo "$@" >> '%s'
                    sleep "${MAVEN_TAKES:-0}"
                    [ -z "$MAVEN_FAILS" ] || { echo COMPILATION ERROR; exit 1; }
                    mkdir -p kernel-ext/target/kernel
                    cp -r '%s' kernel-ext/target/kernel
                    """.formatted(
                            asked, FrontDoor.project().resolve("kernel-ext/target/kernel/lib")));
            return new Sandbox(project, tools, asked);
        }

        FrontDoor frontDoor() {
            return new FrontDoor(
                    project.resolve("spikernel"), tools, Map.of("PATH", tools + ":" + System.getenv("PATH")));
        }

        /** Gives the project what makes reports, and a folder for notebooks. */
        void takeReportMaker() throws IOException {
            Path source = FrontDoor.project().resolve("report");
            Path copy = project.resolve("report");
            try (Stream<Path> files = Files.walk(source)) {
                for (Path file : files.filter(file -> file.toString().matches(".*\\.(py|j2|json|css|js)"))
                        .toList()) {
                    Path target = copy.resolve(source.relativize(file).toString());
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
            Files.createDirectories(project.resolve("notebooks"));
        }

        int builds() throws IOException {
            return Files.readAllLines(asked).size();
        }
    }
}
