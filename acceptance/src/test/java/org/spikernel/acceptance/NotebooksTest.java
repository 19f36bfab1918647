package org.spikernel.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class NotebooksTest {

    private static final Pattern DECLARATION = Pattern.compile("(?m)^\\w[\\w<>\\[\\], .]* (\\w+) = ");

    static List<Path> notebooks() {
        return Reports.notebooks();
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void isCommittedWithoutOutputs(Path notebook) throws IOException {
        assertThat(codeCells(notebook))
                .isNotEmpty()
                .allMatch(cell -> cell.getAsJsonArray("outputs").isEmpty())
                .allMatch(cell -> cell.get("execution_count").isJsonNull());
    }

    /** A method that was written for the first variable of a name would silently read the second. */
    @ParameterizedTest
    @MethodSource("course")
    void declaresEachVariableInOneCell(Path notebook) throws IOException {
        List<String> variables = codeCells(notebook).stream()
                .flatMap(cell -> DECLARATION
                        .matcher(StreamSupport.stream(
                                        cell.getAsJsonArray("source").spliterator(), false)
                                .map(JsonElement::getAsString)
                                .collect(Collectors.joining()))
                        .results()
                        .map(declaration -> declaration.group(1))
                        .distinct())
                .toList();

        assertThat(variables).isNotEmpty().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void givesEachOfItsCellsAnIdOfItsOwn(Path notebook) throws IOException {
        assertThat(cells(notebook).map(cell -> cell.get("id").getAsString())).doesNotHaveDuplicates();
    }

    private static Stream<JsonObject> cells(Path notebook) throws IOException {
        JsonObject json = JsonParser.parseString(Files.readString(notebook)).getAsJsonObject();
        return StreamSupport.stream(json.getAsJsonArray("cells").spliterator(), false)
                .map(JsonElement::getAsJsonObject);
    }

    private static List<JsonObject> codeCells(Path notebook) throws IOException {
        return cells(notebook)
                .filter(cell -> cell.get("cell_type").getAsString().equals("code"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void asksForTheKernel(Path notebook) throws IOException {
        JsonObject metadata = JsonParser.parseString(Files.readString(notebook))
                .getAsJsonObject()
                .getAsJsonObject("metadata");

        assertThat(metadata.getAsJsonObject("kernelspec").get("name").getAsString())
                .isEqualTo("spikernel");
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void runsToItsEnd(Path notebook) throws IOException {
        Reports reports = Reports.made();

        assertThat(reports.report(notebook)).as(reports.run().output()).exists();
        assertThat(Files.readString(reports.report(notebook)))
                .as(reports.run().output())
                .contains("\"stopped\": null")
                .doesNotContain("<span class=\"prompt\">not run</span>");
    }

    @ParameterizedTest
    @MethodSource("course")
    void saysAtItsHeadWhatALongerRunWouldShow(Path notebook) throws IOException {
        assertThat(Files.readString(Reports.made().report(notebook)))
                .containsPattern("<dd id=\"scale\">small<p><strong>A longer run</strong> \\w+")
                .containsOnlyOnce("A longer run</strong>");
    }

    static Stream<Path> course() {
        return notebooks().stream().filter(notebook -> !notebook.equals(Reports.notebook(Reports.EVERY_OUTPUT)));
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void isNotChangedByItsReport(Path notebook) throws IOException {
        assertThat(notebook).hasContent(Reports.made().source(notebook));
    }

    @Test
    void allRunWithoutAnError() {
        assertThat(Reports.made().run().status())
                .as(Reports.made().run().output())
                .isZero();
    }

    @Test
    void selectedModelAnswersAlikeWhenItIsReadFromItsFile() throws IOException {
        Path selection = FrontDoor.project().resolve("notebooks/06-pareto-selection.ipynb");

        assertThat(Files.readString(Reports.made().report(selection)))
                .containsPattern("gives the same answer to all \\d+ test images: true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "05-kernel-size-and-accuracy",
                "04-kernel-sets",
                "03-score-and-search",
                "06-pareto-selection",
                "07-memory-aware-search",
                "08-networks-that-spike-little",
                "09-does-the-score-predict-accuracy",
                "11-does-it-hold-elsewhere"
            })
    void keepsWhatItComputesWhereItIsToldTo(String notebook) throws IOException {
        try (Stream<Path> runs = Files.list(Reports.made().runs())) {
            assertThat(runs.filter(run -> run.getFileName().toString().startsWith(notebook)))
                    .isNotEmpty()
                    .allSatisfy(run -> assertThat(run).isNotEmptyDirectory());
        }
        String report = Files.readString(Reports.made().directory().resolve(notebook + ".html"));
        assertThat(report)
                .contains("What is computed is kept in")
                .containsPattern("[Oo]n this machine")
                .doesNotContain("SPIKERNEL_RUNS=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "05-kernel-size-and-accuracy",
                "06-pareto-selection",
                "07-memory-aware-search",
                "09-does-the-score-predict-accuracy",
                "11-does-it-hold-elsewhere"
            })
    void showsHowItTrains(String notebook) throws IOException {
        assertThat(Files.readString(Reports.made().directory().resolve(notebook + ".html")))
                .contains("How these networks are trained, and how SNASNet's are")
                .containsPattern("(?s)first weights.*as drawn; linear layers scaled to currents of unit variance");
    }

    @Test
    void leaveTheUsersHomeAsItWas() {
        assertThat(Reports.made().home()).isEmptyDirectory();
    }

    @Test
    void areListedOnOnePage() throws IOException {
        String page = Files.readString(Reports.made().directory().resolve("index.html"));

        assertThat(page)
                .contains("<a href=\"every-output.html\">Every kind of output</a>")
                .contains("What does a report make of")
                .contains("Textures: 2,000 built-in images &amp; <code>no download</code><br>");
        assertThat(Reports.notebooks())
                .allSatisfy(notebook -> assertThat(page)
                        .contains("\"" + Reports.made().report(notebook).getFileName() + "\""));
    }
}
