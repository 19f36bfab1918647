package org.spikernel.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A project of somebody who uses the library: built by Maven with a local repository of its own, in which lies what
 * {@code mvn install} would put there, and run with the class path that Maven finds for it.
 */
final class Consumer {

    private static final Path TARGET = FrontDoor.project().resolve("acceptance/target/consumer");
    private static final Path REPOSITORY = TARGET.resolve("repository");

    private static final Map<String, Consumer> COMPILED = new HashMap<>();

    private final Path directory;

    private Consumer(Path directory) {
        this.directory = directory;
    }

    /** A copy of a project of the test resources, compiled; one without a pom.xml takes that of the documentation. */
    static synchronized Consumer of(String name) throws IOException, InterruptedException {
        if (!COMPILED.containsKey(name)) {
            COMPILED.put(name, compiled(name));
        }
        return COMPILED.get(name);
    }

    private static Consumer compiled(String name) throws IOException, InterruptedException {
        Path project = FrontDoor.project()
                .resolve("acceptance/src/test/resources/consumer")
                .resolve(name);
        Path directory = TARGET.resolve(name);
        copy(project, directory);
        if (!Files.exists(project.resolve("pom.xml"))) {
            copyDocumented(directory);
        }
        String version = install("lib/core", "spikernel-core");
        for (String module : List.of("plot", "model", "study", "train")) {
            install("lib/" + module, "spikernel-" + module);
        }
        put(FrontDoor.project().resolve("pom.xml"), "spikernel", version, ".pom");
        Consumer consumer = new Consumer(directory);
        consumer.run(
                Optional.ofNullable(System.getenv("SPIKERNEL_MAVEN")).orElse("mvn"),
                "-B",
                "-ntp",
                "-gs",
                settings().toString(),
                "-Dmaven.repo.local=" + REPOSITORY,
                "-Dspikernel.version=" + version,
                "compile",
                "dependency:build-classpath",
                "-DincludeScope=runtime",
                "-Dmdep.outputFile=target/classpath");
        return consumer;
    }

    /** The project that the documentation has: a pom.xml and a program. */
    private static void copyDocumented(Path directory) throws IOException {
        String page = Files.readString(FrontDoor.project().resolve("docs/maven.md"));
        Files.writeString(directory.resolve("pom.xml"), block(page, "xml"));
        Files.writeString(directory.resolve("src/main/java/SmallNetwork.java"), block(page, "java"));
    }

    /** The first block of a language. */
    private static String block(String page, String language) {
        String opened = "\n```" + language + "\n";
        int from = page.indexOf(opened) + opened.length();
        return page.substring(from, page.indexOf("\n```\n", from) + 1);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.write(copy, Files.readAllBytes(file));
            }
        }
    }

    /** Puts a module's jar and description where Maven looks for them, and returns its version. */
    private static String install(String module, String artifact) throws IOException {
        Path directory = FrontDoor.project().resolve(module);
        try (Stream<Path> jars = Files.list(directory.resolve("target"))) {
            Path jar = jars.filter(
                            file -> file.getFileName().toString().matches(artifact + "-[\\d.]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "there is no jar of " + module + ": build with mvn -Pacceptance verify"));
            String version =
                    jar.getFileName().toString().replace(artifact + "-", "").replace(".jar", "");
            put(jar, artifact, version, ".jar");
            put(directory.resolve("pom.xml"), artifact, version, ".pom");
            return version;
        }
    }

    private static void put(Path file, String artifact, String version, String ending) throws IOException {
        Path place = REPOSITORY.resolve("org/spikernel").resolve(artifact).resolve(version);
        Files.createDirectories(place);
        Files.write(place.resolve(artifact + "-" + version + ending), Files.readAllBytes(file));
    }

    /** What others have published comes from where this build has it, and is fetched where that lacks something. */
    private static Path settings() throws IOException {
        Path ordinary = Path.of(Optional.ofNullable(System.getProperty("localRepository"))
                .orElse(System.getProperty("user.home") + "/.m2/repository"));
        String repository = """
                <id>ordinary</id><url>%s</url>
                <releases><updatePolicy>never</updatePolicy><checksumPolicy>ignore</checksumPolicy></releases>
                <snapshots><enabled>false</enabled></snapshots>
                """.formatted(ordinary.toUri());
        return Files.writeString(TARGET.resolve("settings.xml"), """
                <settings>
                  <profiles>
                    <profile>
                      <id>consumer</id>
                      <repositories><repository>%1$s</repository></repositories>
                      <pluginRepositories><pluginRepository>%1$s</pluginRepository></pluginRepositories>
                    </profile>
                  </profiles>
                  <activeProfiles><activeProfile>consumer</activeProfile></activeProfiles>
                </settings>
                """.formatted(repository));
    }

    /** What a program of the project prints, line by line, on the class path. */
    List<String> runProgram(String... program) throws IOException, InterruptedException {
        return runProgramWithout(jar -> false, program);
    }

    /**
     * The same where some jars are missing.
     *
     * @param program its class, and its arguments
     */
    List<String> runProgramWithout(Predicate<Path> missing, String... program)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java(), "-cp", path(missing)));
        command.addAll(List.of(program));
        return run(command.toArray(String[]::new));
    }

    /** The same as a module, on the module path. */
    List<String> runModule() throws IOException, InterruptedException {
        return run(java(), "-p", path(jar -> false), "-m", "tenlines/tenlines.TenLines");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private String path(Predicate<Path> missing) throws IOException {
        List<String> path = new ArrayList<>(List.of("target/classes"));
        classPath().stream().filter(missing.negate()).forEach(jar -> path.add(jar.toString()));
        return String.join(System.getProperty("path.separator"), path);
    }

    /** The jars that Maven finds for the project. */
    List<Path> classPath() throws IOException {
        String path = Files.readString(directory.resolve("target/classpath"));
        return Arrays.stream(path.strip().split(System.getProperty("path.separator")))
                .map(Path::of)
                .toList();
    }

    private List<String> run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "run", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // On images of its own, whatever lies on the machine.
        List.of("SPIKERNEL_DATA", "SPIKERNEL_HOME").forEach(builder.environment()::remove);
        int status = builder.start().waitFor();
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        if (status != 0) {
            throw new UncheckedIOException(new IOException(command[0] + " ended with " + status + ":\n" + printed));
        }
        return printed.lines().toList();
    }
}
