package org.spikernel.jupyter;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.spikernel.Document;
import org.spikernel.Snippets;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code docs/your-own.md} shows runs as it stands, in its order, as in a notebook. */
class YourOwnPageTest {

    @TempDir
    private Path work;

    @Test
    void codeOfThePageRuns() throws IOException {
        for (String file : List.of("train/oak/1", "train/elm/1", "test/oak/1")) {
            Path image = work.resolve("leaves").resolve(file + ".png");
            Files.createDirectories(image.getParent());
            ImageIO.write(new BufferedImage(40, 50, BufferedImage.TYPE_INT_RGB), "png", image.toFile());
        }
        try (Snippets notebook = Snippets.here()) {
            StartupImports.packages().forEach(name -> notebook.run("import " + name + ".*;"));
            Document.of(Path.of("../docs/your-own.md"))
                    .blocks("java")
                    .forEach(block -> notebook.run(block.replace("Path.of(\"", "Path.of(\"" + work + "/")));

            assertThat(notebook.value("leaves.classNames()")).isEqualTo("[elm, oak]");
            assertThat(notebook.value("images.train().label(3)")).isEqualTo("1");
            assertThat(notebook.value("macro.memory().params(new CellArchitecture(List.of(Cell.EMPTY, Cell.EMPTY)),"
                            + " ParamCount.Scope.FEATURES)"))
                    .isEqualTo("" + (4 + 4 * 6));
            assertThat(notebook.value("score.settings().get(\"name\")")).startsWith("fewest spikes on ");
            assertThat(notebook.value("result.iterations()")).isEqualTo("20");
            assertThat(notebook.value("result.setting()")).isEqualTo("3x3_5x5_mutants_5x4");
            assertThat(notebook.value("model.provenance().facts().get(\"setting surrogate\")"))
                    .isEqualTo("fast sigmoid, steepness 25");
            assertThat(notebook.value("learned.length == 1 && learned[0] != 1")).isEqualTo("true");
        }
    }
}
