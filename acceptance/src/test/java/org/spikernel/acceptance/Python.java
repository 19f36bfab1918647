package org.spikernel.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The Python that has Jupyter: {@code SPIKERNEL_PYTHON} or else {@code python3}. */
final class Python {

    private Python() {}

    /** Runs a script of this module and returns the lines that it prints. */
    static List<String> run(String script, String... arguments) throws IOException, InterruptedException {
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
