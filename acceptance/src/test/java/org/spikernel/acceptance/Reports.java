package org.spikernel.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All notebooks of the course and the one of these tests, executed once at the small scale, from an empty home directory. */
final class Reports {

    /** The notebook of these tests: two figures, a table, equations, images, streams, a progress bar. */
    static final String EVERY_OUTPUT = "every-output";

    /** Made when they are asked for, and not for a test that only wants to know where a notebook lies. */
    private static final class Once {
        static final Reports MADE = make();
    }

    private final Path directory;
    private final Path home;
    private final Map<Path, String> sources;
    private final FrontDoor.Run run;

    private Reports(Path directory, Path home, Map<Path, String> sources, FrontDoor.Run run) {
        this.directory = directory;
        this.home = home;
        this.sources = sources;
        this.run = run;
    }

    static Reports made() {
        return Once.MADE;
    }

    /** The notebooks, those of the course first. */
    static List<Path> notebooks() {
        try (Stream<Path> course = Files.list(FrontDoor.project().resolve("notebooks"))) {
            Stream<Path> sorted = course.filter(
                            path -> path.getFileName().toString().matches("\\d\\d(-[a-z0-9]+)+\\.ipynb"))
                    .sorted();
            return Stream.concat(sorted, Stream.of(notebook(EVERY_OUTPUT))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A notebook of these tests. */
    static Path notebook(String name) {
        return FrontDoor.project().resolve("acceptance/src/test/resources/notebooks/" + name + ".ipynb");
    }

    private static Reports make() {
        try {
            Path target = Path.of("target").toAbsolutePath();
            Path elsewhere = Files.createTempDirectory(target, "elsewhere");
            Path home = Files.createTempDirectory(target, "home");
            Map<Path, String> sources = new HashMap<>();
            for (Path notebook : notebooks()) {
                sources.put(notebook, Files.readString(notebook));
            }
            // A relative directory, so that it must be taken as seen from where the user stands.
            String[] arguments = Stream.concat(
                            Stream.of("report", "--scale", "small", "--slides", "--to", "reports"),
                            notebooks().stream().map(Path::toString))
                    .toArray(String[]::new);
            FrontDoor.Run run = FrontDoor.from(elsewhere)
                    .with("HOME", home.toString())
                    .with("SPIKERNEL_RUNS", "runs")
                    .run(arguments);
            return new Reports(elsewhere.resolve("reports"), home, sources, run);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FrontDoor.Run run() {
        return run;
    }

    Path directory() {
        return directory;
    }

    /** Where the notebooks kept what they computed, as long ones do. */
    Path runs() {
        return directory.resolveSibling("runs");
    }

    Path home() {
        return home;
    }

    /** What a notebook held before the run. */
    String source(Path notebook) {
        return sources.get(notebook);
    }

    Path report(Path notebook) {
        return directory.resolve(notebook.getFileName().toString().replace(".ipynb", ".html"));
    }
}
