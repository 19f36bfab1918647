package org.spikernel.jupyter;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import org.spikernel.Document;
import org.spikernel.Snippets;

import static org.assertj.core.api.Assertions.assertThat;

/** The study of {@code docs/encodings.md}, and the rest of its code, runs as a notebook would run it; here with few images. */
class EncodingsPageTest {

    private static final String SIZES = "int count = 60, channels = 16, toTrain = 2_000, toTest = 1_000, epochs = 3;";
    private static final String FEW = "int count = 6, channels = 2, toTrain = 64, toTest = 8, epochs = 1;";

    @Test
    void codeOfThePageRuns() {
        Document page = Document.of(Path.of("../docs/encodings.md"));
        assertThat(page.text()).contains(SIZES);
        try (Snippets notebook = Snippets.here()) {
            StartupImports.packages().forEach(name -> notebook.run("import " + name + ".*;"));
            page.blocks("java")
                    .forEach(block -> notebook.run(block.replace(SIZES, FEW).replace("batch(64,", "batch(4,")));

            assertThat(notebook.value("scores.columnNames()")).isEqualTo("[cell, direct, rate seed 0, latency]");
            assertThat(notebook.value("ranks.stringColumn(\"by\").asList()")).isEqualTo("[rate seed 0, latency]");
            assertThat(notebook.value("energy.rowCount()")).isEqualTo("3");
            assertThat(notebook.value("accuracy.summary().rowCount()")).isEqualTo("3");
            assertThat(notebook.value("mine")).isEqualTo("2 samples of 8 frames of [2, 32, 32]");
            assertThat(notebook.value("network.input().encoding()")).isEqualTo("events");
            assertThat(notebook.value("motion >= 0 && motion <= 1")).isEqualTo("true");
        }
    }
}
