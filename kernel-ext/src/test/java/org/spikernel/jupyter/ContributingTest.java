package org.spikernel.jupyter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.spikernel.Document;
import org.spikernel.Snippets;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code CONTRIBUTING.md} shows works, and the paths that it and {@code docs/ARCHITECTURE.md} name are there. */
class ContributingTest {

    private static final Path ROOT = Path.of("..");
    private static final Document PAGE = Document.of(ROOT.resolve("CONTRIBUTING.md"));

    @TempDir
    private Path work;

    @Test
    void operation() throws IOException {
        try (Snippets edited = edited("### An operation: `max3x3`")) {
            assertThat(edited.value("max.text()")).isEqualTo("max3x3");
            assertThat(edited.value("pooled.nodes().stream().map(n -> n.layer().text()).toList()"))
                    .contains("max3x3");
            assertThat(edited.value("ReceptiveField.of(max)")).isEqualTo("3x3 at steps of 1");
            assertThat(edited.value("macro.edge(1, Edge.ALL.get(0), max).total()"))
                    .isEqualTo("0");
            assertThat(edited.value("CellDiagram.of(Cell.EMPTY.with(Edge.ALL.get(0), max)).svg()"))
                    .contains("max3x3");
            assertThat(edited.value("score.isPresent()")).isEqualTo("true");
        }
    }

    @Test
    void layer() throws IOException {
        try (Snippets edited = edited("### A layer: global average pooling")) {
            assertThat(edited.value("means.shape()")).isEqualTo("[8, 1, 1]");
            assertThat(edited.value("network.params().classifier()")).isEqualTo("90");
            assertThat(edited.value("score.isPresent()")).isEqualTo("true");
            assertThat(edited.value("loaded.network().table().print()"))
                    .isEqualTo(edited.value("network.table().print()"));
            assertThat(edited.value("loaded.test(images.test()).accuracy()"))
                    .isEqualTo(edited.value("model.test(images.test()).accuracy()"));
        }
    }

    @Test
    void dataSetForEveryNotebook() throws IOException {
        try (Snippets edited = edited("### A data set for every notebook")) {
            assertThat(edited.value("images")).contains("in place of My-10 (`./spikernel fetch my10` gets it)");
        }
    }

    /** The project with the edits of a section, where the section's last piece of code has run. */
    private Snippets edited(String heading) throws IOException {
        Document section = PAGE.section(heading);
        List<Edit> edits = Edit.of(section);
        EditedProject project = EditedProject.copiedTo(work.resolve("project"));
        for (Edit edit : edits) {
            project.apply(edit);
        }
        assertThat(project.compile(edits)).isEmpty();
        Snippets snippets = project.snippets();
        List<String> blocks = section.blocks("java");
        run(snippets, new Document("```java\n" + blocks.get(blocks.size() - 1) + "```\n"));
        return snippets;
    }

    private void run(Snippets snippets, Document section) {
        StartupImports.packages().forEach(name -> snippets.run("import " + name + ".*;"));
        section.blocks("java").forEach(block -> snippets.run(block.replace("Path.of(\"", "Path.of(\"" + work + "/")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONTRIBUTING.md", "docs/ARCHITECTURE.md"})
    void everyPathExists(String page) {
        Document document = Document.of(ROOT.resolve(page));
        Path directory = ROOT.resolve(page).getParent();

        assertThat(found("\\]\\(([^):]+)\\)", document))
                .allSatisfy(link -> assertThat(directory.resolve(link)).exists());
        assertThat(found("`((?:[\\w.-]+/)+[\\w.-]*)`", document))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(ROOT.resolve(path)).exists());
    }

    private static List<String> found(String regex, Document document) {
        return Pattern.compile(regex)
                .matcher(document.text())
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
