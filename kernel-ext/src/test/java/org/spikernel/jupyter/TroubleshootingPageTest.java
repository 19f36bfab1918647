package org.spikernel.jupyter;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import org.spikernel.Document;
import org.spikernel.Snippets;
import org.spikernel.checkup.Symptom;

import static org.assertj.core.api.Assertions.assertThat;

/** The code of {@code docs/troubleshooting.md} that is about learning finds what the page says. */
class TroubleshootingPageTest {

    @Test
    void trainingThatWentWrongIsFoundAtItsNeurons() {
        Document page = Document.of(Path.of("../docs/troubleshooting.md")).section("## Why does it not learn?");
        assertThat(Symptom.values()).allMatch(symptom -> page.text().contains("`" + symptom.name() + "`"));
        try (Snippets notebook = Snippets.here()) {
            StartupImports.packages().forEach(name -> notebook.run("import " + name + ".*;"));
            page.blocks("java").forEach(notebook::run);

            assertThat(notebook.value("before.findings()")).isEqualTo("[]");
            for (String line : page.blocks("text").get(0).lines().toList()) {
                assertThat(notebook.value("after"))
                        .contains(line.replaceFirst("\\.\\.\\.$", "").stripTrailing());
            }
        }
    }
}
