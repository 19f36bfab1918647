package org.spikernel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Classes of tests that run in a Java process of their own, as those of other people do. */
public final class ChildJvm {

    private ChildJvm() {}

    /**
     * A process to start, with the class path of the tests; what it prints as an error is part of its output.
     *
     * @param main the class whose {@code main} runs
     * @param options of Java, such as {@code -XX:ActiveProcessorCount=1}
     */
    public static ProcessBuilder of(Class<?> main, List<String> options, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Such a process is soon done: it would hardly have the use of better code.
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    /** All lines that a process prints until it ends. */
    public static List<String> lines(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
