package org.spikernel.jupyter;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets Maven find artifacts, and what they depend on, in the local repository or wherever its settings say: the installed one or, where there
 * is none, that of the project, which downloads itself.
 *
 * <p>Maven's resolver within this JVM, by a library such as MIMA, answers several times as fast: in 0.6 seconds of processor time in place of
 * 3.5. But its thirty jars would need a class loader of their own, lest they stand in the way of what cells add, and by itself it knows
 * neither the settings that the installed Maven has for all users nor its extensions: what a build finds must be found here too.
 */
final class MavenArtifacts {

    /** The version with which the kernel itself is built, which is therefore in the local repository. */
    private static final String GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath";

    private static final Pattern COORDINATES = Pattern.compile("[\\w.-]+(?::[\\w.-]+){2,4}");
    private static final Pattern FAILURE =
            Pattern.compile("\\[ERROR] (?:Failed to execute goal .*?project [^:]+: )?(.*?)(?: -> \\[Help.*)?");
    private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;]*m");
    private static final String POM = """
            <project>
              <modelVersion>4.0.0</modelVersion>
              <groupId>notebook</groupId>
              <artifactId>notebook</artifactId>
              <version>1</version>
              <packaging>pom</packaging>
              <dependencies>
            %s
              </dependencies>
            </project>
            """;

    private final List<String> commands;

    private volatile Process running;

    MavenArtifacts() {
        this(Stream.concat(
                        Stream.of("mvn"),
                        Stream.ofNullable(System.getenv("SPIKERNEL_HOME")).map(home -> home + "/mvnw"))
                .toList());
    }

    /**
     * @param commands what starts Maven, the first one that there is
     */
    MavenArtifacts(List<String> commands) {
        this.commands = commands;
    }

    /**
     * The jars of artifacts and of what they need at run time.
     *
     * @param artifacts each as {@code group:artifact[:type[:classifier]]:version}
     * @throws IOException if there is no Maven, or it cannot find them
     */
    List<Path> resolve(List<String> artifacts) throws IOException {
        String dependencies = artifacts.stream().map(MavenArtifacts::dependency).collect(Collectors.joining("\n"));
        Path directory = Files.createTempDirectory("spikernel-maven");
        Path pom = directory.resolve("pom.xml");
        Path classPath = directory.resolve("classpath");
        try {
            Files.writeString(pom, String.format(Locale.ROOT, POM, dependencies));
            run(artifacts, pom, classPath);
            return Stream.of(Files.readString(classPath).split(Pattern.quote(File.pathSeparator)))
                    .filter(jar -> !jar.isBlank())
                    .map(jar -> Path.of(jar.strip()))
                    .toList();
        } finally {
            Files.deleteIfExists(pom);
            Files.deleteIfExists(classPath);
            Files.deleteIfExists(directory);
        }
    }

    /** Ends the search that runs, if any. */
    void interrupt() {
        Process process = running;
        if (process != null) {
            running = null;
            process.destroy();
        }
    }

    /** Asks anew for what could not be found earlier ({@code -U}): the network may be there by now. */
    private void run(List<String> artifacts, Path pom, Path classPath) throws IOException {
        ProcessBuilder maven = new ProcessBuilder(
                        "mvn",
                        "-B",
                        "-ntp",
                        "-q",
                        "-U",
                        "-f",
                        pom.toString(),
                        GOAL,
                        "-Dmdep.includeScope=runtime",
                        "-Dmdep.outputFile=" + classPath)
                .directory(pom.getParent().toFile())
                .redirectErrorStream(true);
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = start(maven);
        running = process;
        List<String> printed;
        try (BufferedReader output = process.inputReader()) {
            process.getOutputStream().close();
            printed = output.lines().toList();
        } catch (IOException | UncheckedIOException e) {
            printed = List.of(e.toString());
        }
        boolean interrupted = running == null;
        running = null;
        if (interrupted) {
            throw new CancellationException("interrupted");
        }
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("Maven cannot find " + String.join(", ", artifacts) + ": " + failure(printed));
        }
    }

    private Process start(ProcessBuilder maven) throws IOException {
        IOException failure = null;
        for (String command : commands) {
            try {
                maven.command().set(0, command);
                return maven.start();
            } catch (IOException e) {
                failure = e;
            }
        }
        throw new IOException(
                "%maven asks Maven, and there is no mvn on the PATH. Install Maven 3.8 or newer, or add jars by %jars",
                failure);
    }

    /** Why Maven failed, of all that it printed. */
    static String failure(List<String> printed) {
        return printed.stream()
                .map(line -> COLOUR.matcher(line).replaceAll(""))
                .map(FAILURE::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .filter(reason -> !reason.isBlank())
                .findFirst()
                .orElse(String.join(" ", printed));
    }

    private static String dependency(String coordinates) {
        if (!COORDINATES.matcher(coordinates).matches()) {
            throw new IllegalArgumentException(
                    "'" + coordinates
                            + "' does not name an artifact. Write group:artifact:version, such as org.apache.commons:commons-math3:3.6.1");
        }
        String[] parts = coordinates.split(":");
        return "<dependency>" + element("groupId", parts[0]) + element("artifactId", parts[1])
                + (parts.length > 3 ? element("type", parts[2]) : "")
                + (parts.length > 4 ? element("classifier", parts[3]) : "")
                + element("version", parts[parts.length - 1]) + "</dependency>";
    }

    private static String element(String name, String text) {
        return "<" + name + ">" + text + "</" + name + ">";
    }
}
