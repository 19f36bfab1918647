package org.spikernel.internal.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.spikernel.ChildJvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SoleUseTest {

    private static final int RACES = 300;
    private static final int COMINGS = 5_000;

    @TempDir
    private Path directory;

    private Path file;
    private Path symbolicLink;
    private Path linkOverADirectory;
    private Path hardLink;

    @BeforeEach
    void makeAFileOfManyNames() throws IOException {
        file = Files.writeString(directory.resolve("journal.csv"), "a line\n");
        symbolicLink = Files.createSymbolicLink(directory.resolve("link.csv"), Path.of("journal.csv"));
        linkOverADirectory = Files.createSymbolicLink(
                        Files.createDirectory(directory.resolve("inner")).resolve("up"), directory)
                .resolve("journal.csv");
        hardLink = Files.createLink(directory.resolve("hard.csv"), file);
    }

    private List<Path> names() {
        return List.of(file, symbolicLink, linkOverADirectory, hardLink);
    }

    private Process startTrying() throws IOException {
        return FileTaker.start(Stream.concat(Stream.of("try"), names().stream().map(Path::toString))
                .toArray(String[]::new));
    }

    @Test
    void whoReadsTheFileHereLetsNobodyElseIn() throws IOException {
        try (SoleUse use = SoleUse.of(file, "search")) {
            for (Path name : names()) {
                assertThat(Files.readAllLines(name)).containsExactly("a line");
                try (RandomAccessFile opened = new RandomAccessFile(name.toFile(), "rw")) {
                    assertThat(opened.length()).isEqualTo(7);
                }
                assertThatThrownBy(() -> SoleUse.of(name, "search"))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage(name + " is in use by another search, here or in another process."
                                + " Wait until that one ends or end it, or give this search a file of its own.");
            }

            assertThat(ChildJvm.lines(startTrying()))
                    .hasSameSizeAs(names())
                    .allMatch(line -> line.contains("is in use by another search"));
            assertThat(use).isNotNull();
        }
        assertThat(ChildJvm.lines(startTrying())).hasSameSizeAs(names()).containsOnly("free");
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("journal.csv", "link.csv", "inner", "hard.csv");
    }

    @Test
    void fileOfAnotherProcessIsRefusedByEveryNameUntilThatIsKilled() throws Exception {
        Process holder = FileTaker.start("hold", symbolicLink.toString());
        try (BufferedReader output = holder.inputReader()) {
            assertThat(output.readLine()).isEqualTo("held");

            assertThat(names())
                    .allSatisfy(name -> assertThatThrownBy(() -> SoleUse.of(name, "training"))
                            .hasMessageContaining("is in use by another training"));
        } finally {
            holder.destroyForcibly().waitFor();
        }
        assertThat(directory.resolve("journal.csv.lock")).exists();
        assertThat(names())
                .allSatisfy(name -> assertThatCode(
                                () -> SoleUse.of(name, "training").close())
                        .doesNotThrowAnyException());
        assertThat(directory.resolve("journal.csv.lock")).doesNotExist();
    }

    @Test
    void oneOfManyProcessesHasTheFileAtATime() throws Exception {
        List<Process> others = List.of(
                FileTaker.start("race", file.toString(), "" + RACES),
                FileTaker.start("race", symbolicLink.toString(), "" + RACES));

        assertThat(FileTaker.race(hardLink, RACES)).isEqualTo("alone each time");
        for (Process other : others) {
            assertThat(ChildJvm.lines(other)).containsExactly("alone each time");
        }
    }

    @Test
    void fileThatDoesNotExistYetHasOneUserToo() throws IOException {
        Path coming = directory.resolve("coming.csv");
        Path link = Files.createSymbolicLink(directory.resolve("dangling"), coming);

        try (SoleUse use = SoleUse.of(link, "search")) {
            assertThat(use).isNotNull();
            assertThatThrownBy(() -> SoleUse.of(coming, "search")).hasMessageContaining("is in use");
            Files.writeString(coming, "written");
            assertThatThrownBy(() -> SoleUse.of(coming, "search")).hasMessageContaining("is in use");
        }
        assertThat(coming).hasContent("written");
    }

    @Test
    void nameInAnotherDirectoryIsRefused() throws IOException {
        Path elsewhere = Files.createLink(directory.resolve("inner").resolve("elsewhere.csv"), file);

        assertThatThrownBy(() -> SoleUse.of(elsewhere, "search"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(elsewhere + " has another name in another directory (a hard link), by which another search"
                        + " could use it unnoticed. Copy it, and give this search the copy.");
        assertThat(directory.resolve("inner").resolve("elsewhere.csv.lock")).doesNotExist();
    }

    @Test
    void fileThatComesAndGoesIsTakenAllTheSame() throws Exception {
        Path coming = directory.resolve("coming.part");
        AtomicBoolean goesOn = new AtomicBoolean(true);
        Thread other = new Thread(() -> comeAndGo(coming, goesOn));
        other.start();

        try {
            assertThatCode(() -> {
                        for (int taken = 0; taken < COMINGS; taken++) {
                            SoleUse.of(coming, "search").close();
                        }
                    })
                    .doesNotThrowAnyException();
        } finally {
            goesOn.set(false);
            other.join();
        }
    }

    private static void comeAndGo(Path file, AtomicBoolean goesOn) {
        try {
            while (goesOn.get()) {
                Files.createFile(file);
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void whatIsNoFileIsRefusedAndLeftAlone() throws Exception {
        Path pipe = directory.resolve("pipe");
        Path round = Files.createSymbolicLink(directory.resolve("round"), Path.of("about"));
        Files.createSymbolicLink(directory.resolve("about"), Path.of("round"));
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        for (Path file : List.of(directory.resolve("inner"), pipe, round)) {
            assertThatThrownBy(() -> SoleUse.of(file, "search"))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageStartingWith(file + ": it");
            assertThat(Path.of(file + ".lock")).doesNotExist();
        }
        assertThatThrownBy(() -> SoleUse.of(directory.resolve("inner"), "search"))
                .hasMessageContaining("it is a directory");
        assertThatThrownBy(() -> SoleUse.of(pipe, "search")).hasMessageContaining("it is a pipe or a device");
        assertThatThrownBy(() -> SoleUse.of(round, "search")).hasMessageContaining("lead round in a circle");
    }
}
