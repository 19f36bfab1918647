package org.spikernel;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The code of {@code docs/troubleshooting.md} does what the page says. */
class TroubleshootingTest {

    private static final Path PAGE = Path.of("../../docs/troubleshooting.md");

    @TempDir
    private Path work;

    @Test
    void codeOfThePageReadsTheFilesOfThePage() throws IOException {
        String page = Files.readString(PAGE);
        Files.writeString(
                work.resolve("measurements.csv"), blocks(page, "").iterator().next());
        Files.writeString(work.resolve("header.csv"), "name,x\n");
        Files.writeString(work.resolve("turkish.csv"), "name,x\nğüş,1\n", Charset.forName("windows-1254"));
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            shell.addToClasspath(System.getProperty("java.class.path"));
            run(shell, "import java.nio.file.*; import java.util.*; import tech.tablesaw.api.*;");
            for (String block : blocks(page, "java")) {
                run(shell, block.replace("Path.of(\"", "Path.of(\"" + work + "/"));
            }

            assertThat(value(shell, "numbers.doubleColumn(\"x\").asList()")).isEqualTo("[1.5, 1234.25, null]");
            assertThat(value(shell, "numbers.stringColumn(\"name\").asList()")).isEqualTo("[bir, iki, üç]");
            assertThat(value(shell, "table.doubleColumn(\"x\").asList()")).isEqualTo("[1.5, 1234.25, null]");
            assertThat(value(shell, "header.columnNames()")).isEqualTo("[name, x]");
            assertThat(value(shell, "letters.stringColumn(\"name\").asList()")).isEqualTo("[ğüş]");
            // What the page warns of is still so.
            assertThat(value(
                            shell,
                            "Table.read().usingOptions(CsvReadOptions.builder(Path.of(\"" + work
                                    + "/measurements.csv\").toFile()).separator(';').locale(Locale.GERMANY))"
                                    + ".numberColumn(\"x\").getDouble(0)"))
                    .isEqualTo("15.0");
            assertThat(value(shell, "Table.read().csv(Path.of(\"" + work + "/header.csv\").toFile()).columnCount()"))
                    .isEqualTo("0");
        }
    }

    private static Iterable<String> blocks(String page, String language) {
        Pattern block = Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
        return block.matcher(page)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static void run(JShell shell, String code) {
        String rest = code;
        while (!rest.isBlank()) {
            SourceCodeAnalysis.CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            SnippetEvent event = shell.eval(next.source()).get(0);
            assertThat(event.status()).as(next.source()).isEqualTo(Snippet.Status.VALID);
            assertThat(event.exception()).as(next.source()).isNull();
            rest = next.remaining();
        }
    }

    private static String value(JShell shell, String expression) {
        return shell.eval("String.valueOf(" + expression + ")").get(0).value().replace("\"", "");
    }
}
