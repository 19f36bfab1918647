package org.spikernel.jupyter;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.spikernel.Snippets;

/**
 * A copy of the project's sources and data, to be edited and compiled.
 *
 * @param directory where it stands
 */
record EditedProject(Path directory) {

    private static final Path ROOT = Path.of("..");
    private static final List<String> MODULES = List.of("core", "plot", "model", "study", "train");
    private static final List<String> VECTOR_MODULE = List.of("--add-modules", "jdk.incubator.vector");

    /** A copy that is like the project. */
    static EditedProject copiedTo(Path directory) throws IOException {
        for (String module : MODULES) {
            copy(Path.of("lib", module, "src/main/java"), directory);
        }
        copy(Path.of("lib/core/src/test/java"), directory);
        copy(Path.of("data/datasets.csv"), directory);
        return new EditedProject(directory);
    }

    private static void copy(Path what, Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(what))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = directory.resolve(ROOT.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
    }

    void apply(Edit edit) throws IOException {
        Path file = directory.resolve(edit.file());
        Files.write(file, edit.apply(Files.readAllLines(file)));
    }

    /** What the compiler says of the sources of all modules, and of the tests among what was edited; nothing where they compile. */
    String compile(List<Edit> edits) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options = new ArrayList<>(VECTOR_MODULE);
        options.addAll(List.of("-nowarn", "-proc:none", "-Xmaxerrs", "1000", "-cp", classPath()));
        options.addAll(List.of(
                "-sourcepath", directory.resolve("lib/core/src/test/java").toString()));
        options.addAll(List.of("-d", Files.createDirectories(classes()).toString()));
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            compiler.getTask(
                            messages, manager, null, options, null, manager.getJavaFileObjectsFromPaths(sources(edits)))
                    .call();
        }
        return messages.toString().replaceAll("(?m)^Note: .*\\R", "");
    }

    private List<Path> sources(List<Edit> edits) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> files =
                    Files.walk(directory.resolve("lib").resolve(module).resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        edits.stream()
                .map(Edit::file)
                .filter(file -> file.toString().contains("src/test"))
                .map(directory::resolve)
                .forEach(sources::add);
        return sources;
    }

    private Path classes() {
        return directory.resolve("classes");
    }

    /** Libraries, what tests need, and the project as it is, of which only what was not compiled anew is ever taken. */
    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    /** Runs code with what was compiled and with the edited data, in a process of its own. */
    Snippets snippets() throws IOException {
        Path data = Files.createDirectories(classes().resolve("org/spikernel/data"));
        Files.copy(directory.resolve("data/datasets.csv"), data.resolve("datasets.csv"));
        return Snippets.elsewhere(classes() + File.pathSeparator + classPath(), VECTOR_MODULE);
    }
}
