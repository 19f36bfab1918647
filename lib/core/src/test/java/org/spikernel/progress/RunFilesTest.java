package org.spikernel.progress;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RunFilesTest {

    @TempDir
    Path runs;

    private static Path file(RunFiles files, Map<String, String> settings) {
        return files.file("3x3_5x5_10x", settings, ".csv").orElseThrow();
    }

    @Test
    void givesWorkAFileInADirectoryOfTheRun() {
        RunFiles files = RunFiles.in(runs, "05-kernel-size-and-accuracy");

        assertThat(file(files, Map.of("seed", "1")).getParent())
                .isEqualTo(runs.resolve("05-kernel-size-and-accuracy").toAbsolutePath());
        assertThat(files.directory().orElseThrow()).isDirectory();
        assertThat(files.toString()).contains(files.directory().orElseThrow().toString());
    }

    @Test
    void givesNoFileWhereNothingIsKept() {
        assertThat(RunFiles.none().file("search", Map.of(), ".csv")).isEmpty();
    }

    @Test
    void keepsWorkWithOtherSettingsApart() {
        RunFiles files = RunFiles.in(runs, "run");
        Map<String, String> settings = Map.of("seed", "1", "images", "textures");

        assertThat(file(files, settings)).isEqualTo(file(files, new TreeMap<>(settings)));
        assertThat(List.of(
                        file(files, settings),
                        file(files, Map.of("seed", "2", "images", "textures")),
                        file(files, Map.of("seed", "1", "images", "textures", "epochs", "1")),
                        file(files, Map.of("seed", "textures", "images", "1")),
                        file(files, Map.of()),
                        file(RunFiles.in(runs, "another"), settings),
                        files.file("3x3_5x5_20x", settings, ".csv").orElseThrow()))
                .doesNotHaveDuplicates();
    }

    @Test
    void takesAnyTextForTheNameOfAFile() throws Exception {
        RunFiles files = RunFiles.in(runs, "run");
        Path one = files.file("conv3x3 | zero", Map.of(), ".zip").orElseThrow();
        Path other = files.file("conv3x3 / zero", Map.of(), ".zip").orElseThrow();

        assertThat(one.getFileName().toString()).matches("[A-Za-z0-9._-]+\\.zip");
        assertThat(one).isNotEqualTo(other);
        assertThat(Files.createFile(one)).exists();
        assertThat(files.file("../../x", Map.of(), "").orElseThrow().getParent())
                .isEqualTo(files.directory().orElseThrow());
    }

    @Test
    void liesWhereTheEnvironmentSays() {
        assertThat(RunFiles.root(Map.of("SPIKERNEL_RUNS", "/r", "SPIKERNEL_HOME", "/h")))
                .isEqualTo(Path.of("/r"));
        assertThat(RunFiles.root(Map.of("SPIKERNEL_RUNS", " ", "SPIKERNEL_HOME", "/h")))
                .isEqualTo(Path.of("/h/build/runs"));
        assertThat(RunFiles.root(Map.of())).isEqualTo(Path.of("runs"));
    }

    @Test
    void saysWhichDirectoryCannotBeMade() throws Exception {
        Path file = Files.createFile(runs.resolve("file"));

        assertThatThrownBy(() -> RunFiles.in(file, "run"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("SPIKERNEL_RUNS");
    }
}
