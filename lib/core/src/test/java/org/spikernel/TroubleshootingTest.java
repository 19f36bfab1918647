package org.spikernel;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The code of {@code docs/troubleshooting.md} that is about files does what the page says. */
class TroubleshootingTest {

    private static final Path PAGE = Path.of("../../docs/troubleshooting.md");

    @TempDir
    private Path work;

    @Test
    void codeOfThePageReadsTheFilesOfThePage() throws IOException {
        Document page = Document.of(PAGE).section("## Files that are read otherwise than you expect");
        Files.writeString(work.resolve("measurements.csv"), page.blocks("").get(0));
        Files.writeString(work.resolve("header.csv"), "name,x\n");
        Files.writeString(work.resolve("turkish.csv"), "name,x\nğüş,1\n", Charset.forName("windows-1254"));
        try (Snippets shell = Snippets.here()) {
            shell.run("import java.nio.file.*; import java.util.*; import tech.tablesaw.api.*;");
            for (String block : page.blocks("java")) {
                shell.run(block.replace("Path.of(\"", "Path.of(\"" + work + "/"));
            }

            assertThat(shell.value("numbers.doubleColumn(\"x\").asList()")).isEqualTo("[1.5, 1234.25, null]");
            assertThat(shell.value("numbers.stringColumn(\"name\").asList()")).isEqualTo("[bir, iki, üç]");
            assertThat(shell.value("table.doubleColumn(\"x\").asList()")).isEqualTo("[1.5, 1234.25, null]");
            assertThat(shell.value("header.columnNames()")).isEqualTo("[name, x]");
            assertThat(shell.value("letters.stringColumn(\"name\").asList()")).isEqualTo("[ğüş]");
            // What the page warns of is still so.
            assertThat(shell.value("Table.read().usingOptions(CsvReadOptions.builder(Path.of(\"" + work
                            + "/measurements.csv\").toFile()).separator(';').locale(Locale.GERMANY))"
                            + ".numberColumn(\"x\").getDouble(0)"))
                    .isEqualTo("15.0");
            assertThat(shell.value("Table.read().csv(Path.of(\"" + work + "/header.csv\").toFile()).columnCount()"))
                    .isEqualTo("0");
        }
    }
}
