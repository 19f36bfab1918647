package org.spikernel.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

class FrontDoorTest {

    @TempDir
    Path elsewhere;

    @ParameterizedTest
    @ValueSource(strings = {"help", "--help", "-h"})
    void explainsItself(String help) {
        FrontDoor.Run run = FrontDoor.from(elsewhere).run(help);

        assertThat(run.status()).isZero();
        assertThat(run.output())
                .contains("./spikernel report", "./spikernel lab", "./spikernel test", "./spikernel fetch NAME");
    }

    @Test
    void explainsItselfToOneWhoAsksForNothing() {
        assertThat(FrontDoor.from(elsewhere).run())
                .isEqualTo(FrontDoor.from(elsewhere).run("help"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"report", "lab", "test", "fetch", "build", "format"})
    void explainsEveryCommand(String command) {
        FrontDoor.Run run = FrontDoor.from(elsewhere).run(command, "--help");

        assertThat(run.status()).isZero();
        assertThat(run.output()).startsWith("./spikernel " + command);
    }

    @Test
    void refusesAnUnknownCommandWithHelp() {
        FrontDoor.Run run = FrontDoor.from(elsewhere).run("raport");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.output()).contains("there is no command 'raport'", "./spikernel report");
    }

    @Test
    void refusesAnUnknownOptionWithHelp() {
        FrontDoor.Run run = FrontDoor.from(elsewhere).run("report", "--too", "x");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.output()).contains("there is no option '--too'", "--to DIRECTORY");
    }

    @Test
    void refusesToFetchAnUnknownDataSet() {
        FrontDoor.Run run = FrontDoor.from(elsewhere).run("fetch", "cifar11");

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.output()).contains("cifar11", "cifar10");
    }

    @Test
    void saysWhichNotebookItCannotFind() {
        FrontDoor.Run run = FrontDoor.from(elsewhere).run("report", "no-such-notebook");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output()).contains("There is no notebook 'no-such-notebook'");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void makesReportsOfNotebooksThatFailAndGoesOn() throws IOException {
        FrontDoor.Run run = FrontDoor.from(elsewhere)
                .run(
                        "report",
                        "--to",
                        "made",
                        Reports.notebook("kills-the-kernel").toString(),
                        Reports.notebook("fails").toString());

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output())
                .contains("kills-the-kernel stopped at code cell 2 of 3, which begins with “System.exit(3);”")
                .contains("fails stopped at code cell 2 of 3, which begins with “int zero = 0;”: ArithmeticException");
        assertThat(Files.readString(elsewhere.resolve("made/fails.html")))
                .contains("This report is not complete.")
                .containsPattern("id=\"error\">.*ArithmeticException.*/ by zero")
                .contains("<span class=\"prompt\">not run</span>");
        assertThat(Files.readString(elsewhere.resolve("made/kills-the-kernel.html")))
                .contains("id=\"error\">DeadKernelError");
        assertThat(Files.readString(elsewhere.resolve("made/index.html")))
                .contains("Not complete: it stopped at code cell 2 of 3");
    }

    @Test
    void saysThatJavaIsMissing() {
        FrontDoor.Run run = FrontDoor.from(elsewhere)
                .with("JAVA_HOME", elsewhere.toString())
                .run("build");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output()).contains("No Java found in JAVA_HOME=" + elsewhere, "Install a JDK, 17 or newer");
    }

    @Test
    void saysThatJavaIsTooOld() throws IOException {
        executable(elsewhere.resolve("bin/java"), """
                echo '    java.home = /opt/old' >&2
                echo '    java.specification.version = 1.8' >&2
                """);
        FrontDoor.Run run = FrontDoor.from(elsewhere)
                .with("JAVA_HOME", elsewhere.toString())
                .run("build");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output()).contains("is Java 1.8, and Spikernel needs 17 or newer");
    }

    @Test
    void saysThatTheChosenPythonLacksModules() throws IOException {
        Path python = executable(elsewhere.resolve("python"), "exit 1");
        FrontDoor.Run run = FrontDoor.from(elsewhere)
                .with("SPIKERNEL_PYTHON", python.toString())
                .run("build");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.output()).contains("SPIKERNEL_PYTHON=" + python + " lacks one of: nbconvert");
    }

    @Test
    void buildsOnlyWhatHasChanged() throws IOException {
        Sandbox sandbox = Sandbox.in(elsewhere);
        Path source = sandbox.project().resolve("lib/core/src/main/java/Thing.java");

        assertThat(sandbox.frontDoor().run("build").output()).contains("Building the library and the kernel");
        assertThat(sandbox.builds()).isEqualTo(1);
        assertThat(sandbox.frontDoor().run("build")).isEqualTo(new FrontDoor.Run(0, ""));
        assertThat(sandbox.builds()).isEqualTo(1);

        Files.setLastModifiedTime(source, FileTime.fromMillis(0));
        assertThat(sandbox.frontDoor().run("build")).isEqualTo(new FrontDoor.Run(0, ""));
        assertThat(sandbox.builds()).as("a new date is not a change").isEqualTo(1);

        Files.writeString(source, "class Thing { int more; }");
        assertThat(sandbox.frontDoor().run("build").status()).isZero();
        assertThat(sandbox.builds()).as("a changed source is built").isEqualTo(2);
    }

    @Test
    void showsTheEndOfTheLogOfABuildThatFailsAndTriesAgain() throws IOException {
        Sandbox sandbox = Sandbox.in(elsewhere);
        FrontDoor failing = sandbox.frontDoor().with("MAVEN_FAILS", "yes");

        for (int attempt = 1; attempt <= 2; attempt++) {
            FrontDoor.Run run = failing.run("build");
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.output()).contains("COMPILATION ERROR", "build/logs/build.log");
            assertThat(sandbox.builds()).isEqualTo(attempt);
        }
    }

    @Test
    void hasBuiltEverythingBeforeItRunsTheTests() {
        assertThat(FrontDoor.from(elsewhere).run("build")).isEqualTo(new FrontDoor.Run(0, ""));
    }

    private static Path executable(Path file, String script) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(file, fromString("rwxr-xr-x"));
        return file;
    }

    /** A project of one source, with a Maven that counts how often it is asked and hands out the kernel that is already built. */
    private record Sandbox(Path project, Path tools, Path asked) {

        static Sandbox in(Path directory) throws IOException {
            Path project = directory.resolve("a project");
            Path source = project.resolve("lib/core/src/main/java/Thing.java");
            Files.createDirectories(source.getParent());
            Files.writeString(source, "class Thing {}");
            Files.copy(
                    FrontDoor.project().resolve("spikernel"),
                    project.resolve("spikernel"),
                    StandardCopyOption.COPY_ATTRIBUTES);
            Path tools = directory.resolve("tools");
            Path asked = directory.resolve("asked");
            executable(tools.resolve("mvn"), """
                    echo "$@" >> '%s'
                    [ -z "$MAVEN_FAILS" ] || { echo COMPILATION ERROR; exit 1; }
                    mkdir -p kernel-ext/target/kernel
                    cp -r '%s' kernel-ext/target/kernel
                    """.formatted(
                            asked, FrontDoor.project().resolve("kernel-ext/target/kernel/lib")));
            return new Sandbox(project, tools, asked);
        }

        FrontDoor frontDoor() {
            return new FrontDoor(
                    project.resolve("spikernel"), tools, Map.of("PATH", tools + ":" + System.getenv("PATH")));
        }

        int builds() throws IOException {
            return Files.readAllLines(asked).size();
        }
    }
}
