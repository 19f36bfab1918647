package org.spikernel.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The solutions of the exercises run, and the answers that {@code Check} knows are theirs. */
class SolutionsTest {

    private static final Path NOTEBOOKS = FrontDoor.project().resolve("notebooks");
    private static final Path ANSWERS =
            FrontDoor.project().resolve("kernel-ext/src/main/resources/org/spikernel/jupyter/course/answers.csv");
    private static final Pattern CHECKED = Pattern.compile("Check\\.that\\(\\\\\"(\\d\\d\\.\\d+)\\\\\", \\.\\.\\.\\)");

    private static FrontDoor.Run run;
    private static Path reports;
    private static Path recorded;

    @BeforeAll
    static void solve() throws IOException {
        Path target = Path.of("target").toAbsolutePath();
        reports = Files.createTempDirectory(target, "solutions");
        recorded = reports.resolve("answers");
        String[] arguments = Stream.concat(
                        Stream.of("report", "--scale", "small", "--force", "--to", reports.toString()),
                        solutions().map(Path::toString))
                .toArray(String[]::new);
        run = FrontDoor.from(target)
                .with("SPIKERNEL_ANSWERS", recorded.toString())
                .with("SPIKERNEL_RUNS", reports.resolve("runs").toString())
                .run(arguments);
    }

    static Stream<Path> solutions() {
        return list(NOTEBOOKS.resolve("solutions"))
                .filter(file -> file.toString().endsWith(".ipynb"));
    }

    /** To make the file anew: {@code cat}, in the order of their names, what a run of the solutions leaves where SPIKERNEL_ANSWERS says. */
    @Test
    void answersAreThoseOfTheSolutions() throws IOException {
        assertThat(run.status()).as(run.output()).isZero();
        assertThat(list(recorded).flatMap(SolutionsTest::lines)).containsExactlyElementsOf(Files.readAllLines(ANSWERS));
    }

    @ParameterizedTest
    @MethodSource("solutions")
    void calledRight(Path solutions) throws IOException {
        String name = solutions.getFileName().toString();
        String report = Files.readString(reports.resolve(name.replace(".ipynb", ".html")));

        assertThat(report)
                .containsPattern(name.substring(0, 2) + "\\.\\d+: right\\.")
                .doesNotContain("not yet", ": recorded.");
    }

    @Test
    void exercisesThatSayThatTheyAreCheckedAreThoseThatAre() throws IOException {
        TreeSet<String> said = new TreeSet<>();
        for (Path notebook : Reports.notebooks()) {
            Matcher checked = CHECKED.matcher(Files.readString(notebook));
            while (checked.find()) {
                said.add(checked.group(1));
                assertThat(notebook.getFileName().toString())
                        .startsWith(checked.group(1).substring(0, 2));
            }
        }
        List<String> known = Files.readAllLines(ANSWERS).stream()
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();

        assertThat(known).isNotEmpty().containsExactlyElementsOf(said);
    }

    private static Stream<Path> list(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
