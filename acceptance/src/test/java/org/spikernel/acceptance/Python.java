package org.spikernel.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.google.gson.Gson;
import org.junit.jupiter.api.DynamicTest;

import static org.assertj.core.api.Assertions.assertThat;

/** The Python that has Jupyter: {@code SPIKERNEL_PYTHON} or else {@code python3}. */
final class Python {

    private Python() {}

    /** What a script says of one check: its name, and what went wrong, empty if nothing did. */
    private record Check(String name, String problem) {}

    /** A script prints this name when it has come to its end. */
    private static final String END = "all checks were run";

    /** Runs a script of this module that prints a line for every check; each is a test. */
    static Stream<DynamicTest> checks(String script, String... arguments) throws IOException, InterruptedException {
        List<Check> checks = run(script, arguments).stream()
                .map(line -> new Gson().fromJson(line, Check.class))
                .toList();
        DynamicTest complete = DynamicTest.dynamicTest(
                END, () -> assertThat(checks).extracting(Check::name).contains(END));
        return Stream.concat(checks.stream().map(Python::test), Stream.of(complete));
    }

    private static DynamicTest test(Check check) {
        return DynamicTest.dynamicTest(
                check.name(), () -> assertThat(check.problem()).isEmpty());
    }

    private static List<String> run(String script, String... arguments) throws IOException, InterruptedException {
        requireJupyter();
        List<String> command = new ArrayList<>(List.of(executable(), path(script)));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = process.inputReader().lines().toList();
        process.waitFor();
        return lines;
    }

    private static void requireJupyter() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(executable(), "-c", "import jupyter_client")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(
                    executable() + " has no jupyter_client: run ./spikernel test, which installs it");
        }
    }

    private static String executable() {
        return Optional.ofNullable(System.getenv("SPIKERNEL_PYTHON")).orElse("python3");
    }

    private static String path(String script) {
        return Path.of("src", "test", "python", script).toAbsolutePath().toString();
    }
}
