package org.spikernel.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs {@code ./spikernel} as a user would, from a directory and with an environment of choice. */
record FrontDoor(Path script, Path directory, Map<String, String> environment) {

    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();

    /** What a run printed on both streams, and its exit status. */
    record Run(int status, String output) {}

    /** The project's own front door, entered from somewhere else. */
    static FrontDoor from(Path directory) {
        return new FrontDoor(PROJECT.resolve("spikernel"), directory, Map.of());
    }

    static Path project() {
        return PROJECT;
    }

    FrontDoor with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new FrontDoor(script, directory, Map.copyOf(more));
    }

    Run run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile("spikernel", ".out");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(30, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(command + " has not ended after 30 minutes");
            }
            String printed = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            return new Run(process.exitValue(), printed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
