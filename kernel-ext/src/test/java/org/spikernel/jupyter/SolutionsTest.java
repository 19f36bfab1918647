package org.spikernel.jupyter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

import org.spikernel.Snippets;
import org.spikernel.jupyter.course.Solved;

import static org.assertj.core.api.Assertions.assertThat;

/** The solutions of the exercises run as a notebook would run them, and the answers that {@code Check} calls right are theirs. */
class SolutionsTest {

    private static final Path NOTEBOOKS = Path.of("..", "notebooks");
    private static final Path ANSWERS = Path.of("src/main/resources/org/spikernel/jupyter/course/answers.csv");
    private static final Path NEW_ANSWERS = Path.of("target", "answers.csv");
    private static final Pattern CHECKED = Pattern.compile("Check\\.that\\(\"(\\d\\d\\.\\d+)\", \\.\\.\\.\\)");

    /** Where it fails since a solution has changed, what it has written is the new file. */
    @Test
    void answersAreThoseOfTheSolutions() throws IOException {
        List<Solved.Answer> answers =
                notebooks("solutions").flatMap(SolutionsTest::answers).toList();
        List<String> lines = answers.stream().map(Solved.Answer::line).toList();
        Files.write(NEW_ANSWERS, lines);

        assertThat(lines).isNotEmpty().isEqualTo(Files.readAllLines(ANSWERS));
        assertThat(answers).allMatch(Solved.Answer::isRight);
    }

    @Test
    void exercisesThatSayThatTheyAreCheckedAreThoseThatAre() throws IOException {
        List<String> said = new ArrayList<>();
        notebooks("").forEach(notebook -> {
            Matcher checked = CHECKED.matcher(sources(notebook, "markdown").collect(Collectors.joining("\n")));
            while (checked.find()) {
                said.add(checked.group(1));
                assertThat(checked.group(1)).startsWith(number(notebook));
            }
        });

        assertThat(said)
                .isEqualTo(Files.readAllLines(ANSWERS).stream()
                        .map(line -> line.substring(0, line.indexOf(',')))
                        .toList());
    }

    @Test
    void notebooksNameTheirSolutions() {
        notebooks("solutions")
                .forEach(solutions -> assertThat(notebooks("")
                                .filter(notebook -> number(notebook).equals(number(solutions)))
                                .flatMap(notebook -> sources(notebook, "markdown")))
                        .anyMatch(text -> text.contains("`solutions/" + solutions.getFileName() + "`")));
    }

    private static Stream<Solved.Answer> answers(Path notebook) {
        try (Snippets shell = Snippets.here()) {
            StartupImports.packages().forEach(name -> shell.run("import " + name + ".*;"));
            sources(notebook, "code")
                    .forEach(code -> shell.run(code.replace("Check.that(", Solved.class.getName() + ".that(")));
        }
        return Solved.take().stream();
    }

    private static String number(Path notebook) {
        return notebook.getFileName().toString().substring(0, 2);
    }

    private static Stream<Path> notebooks(String directory) {
        try (Stream<Path> files = Files.list(NOTEBOOKS.resolve(directory))) {
            return files
                    .filter(file -> file.getFileName().toString().matches("\\d\\d-.*\\.ipynb"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> sources(Path notebook, String kind) {
        try {
            JsonObject json = JsonParser.parseString(Files.readString(notebook)).getAsJsonObject();
            return stream(json.getAsJsonArray("cells"))
                    .map(JsonElement::getAsJsonObject)
                    .filter(cell -> cell.get("cell_type").getAsString().equals(kind))
                    .map(cell -> stream(cell.getAsJsonArray("source"))
                            .map(JsonElement::getAsString)
                            .collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<JsonElement> stream(Iterable<JsonElement> elements) {
        return StreamSupport.stream(elements.spliterator(), false);
    }
}
