package org.spikernel.progress;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RunFilesTest {

    @TempDir
    Path runs;

    private static Path file(RunFiles files, String name) {
        return files.keep(Path.of("nothing"), (work, file) -> file, name);
    }

    @Test
    void givesWorkAFileInADirectoryOfTheRun() {
        RunFiles files = RunFiles.in(runs, "01-kernel-impact", "textures", 5, 0.1);

        assertThat(file(files, "set3.csv"))
                .isEqualTo(files.directory().orElseThrow().resolve("set3.csv"));
        assertThat(files.directory().orElseThrow()).isDirectory().hasParent(runs.toAbsolutePath());
        assertThat(files.toString()).contains(files.directory().orElseThrow().toString());
    }

    @Test
    void leavesWorkAloneWhereNothingIsKept() {
        assertThat(file(RunFiles.none(), "set3.csv")).isEqualTo(Path.of("nothing"));
        assertThat(runs).isEmptyDirectory();
    }

    @Test
    void keepsRunsWithOtherSettingsApart() {
        RunFiles files = RunFiles.in(runs, "run", "textures", new long[] {1, 2});

        assertThat(RunFiles.in(runs, "run", "textures", new long[] {1, 2})).isEqualTo(files);
        assertThat(RunFiles.in(runs, "run", "textures", new long[] {1, 3})).isNotEqualTo(files);
        assertThat(RunFiles.in(runs, "run", "CIFAR-10", new long[] {1, 2})).isNotEqualTo(files);
        assertThat(RunFiles.in(runs, "another", "textures", new long[] {1, 2})).isNotEqualTo(files);
    }

    @Test
    void takesAnyTextForTheNameOfAFile() throws Exception {
        RunFiles files = RunFiles.in(runs, "run");
        Path one = file(files, "zero | zero zero | conv3x3 zero zero, seed 1.zip");
        Path other = file(files, "zero / zero zero / conv3x3 zero zero, seed 1.zip");

        assertThat(one.getFileName().toString()).matches("[A-Za-z0-9._-]+\\.zip");
        assertThat(one).isNotEqualTo(other).isEqualTo(file(files, "zero | zero zero | conv3x3 zero zero, seed 1.zip"));
        assertThat(Files.createFile(one)).exists();
        assertThat(file(files, "../../x").getParent())
                .isEqualTo(files.directory().orElseThrow());
    }

    @Test
    void liesWhereTheEnvironmentSays() {
        Map<String, String> both = Map.of("SPIKERNEL_RUNS", "/r", "SPIKERNEL_HOME", "/h");
        Map<String, String> home = Map.of("SPIKERNEL_RUNS", " ", "SPIKERNEL_HOME", "/h");

        assertThat(RunFiles.root(true, both)).contains(Path.of("/r"));
        assertThat(RunFiles.root(false, both)).contains(Path.of("/r"));
        assertThat(RunFiles.root(true, home)).contains(Path.of("/h/build/runs"));
        assertThat(RunFiles.root(false, home)).isEmpty();
        assertThat(RunFiles.root(true, Map.of())).contains(Path.of("runs"));
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
