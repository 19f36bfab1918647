package org.spikernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One kind more of a sealed interface, added to a copy of its source: shows that whoever reads the kinds is named by the compiler and
 * does not decide by a default.
 *
 * @param type the interface, {@code cell.Operation}, whose kinds are visited by its {@code Visitor<R>}
 * @param record the source of the new kind
 * @param visit how a visitor is told of it, {@code maxPooling}
 */
public record AddedKind(String type, String record, String visit) {

    private static final Path MODULES = Path.of("").toAbsolutePath().getParent();

    /** The sources of the module that is being tested which do not compile before they know the new kind, {@code network/SnasNet.java}. */
    public Set<String> readersThatMustLearn() {
        Path core = sources("core").resolve(fileOfType());
        List<Path> files = javaFiles(sourcesOfThisModule());
        files.remove(core);
        Set<String> readers = new TreeSet<>();
        for (Diagnostic<? extends JavaFileObject> error : errors(files, extended(core))) {
            assertThat(error.getMessage(Locale.ROOT)).contains("does not override abstract method " + visit + "(");
            String path = error.getSource().toUri().getPath();
            readers.add(path.substring(path.indexOf("/org/spikernel/") + "/org/spikernel/".length()));
        }
        return readers;
    }

    /** The sources of the module that is being tested which ask whether something is of one kind, and decide by a default if it is not. */
    public Set<String> readersThatAskForOneKind() {
        String question = "instanceof " + name() + ".";
        Path sources = sourcesOfThisModule();
        return javaFiles(sources).stream()
                .filter(file -> read(file).contains(question))
                .map(file -> sources.relativize(file).toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Path sourcesOfThisModule() {
        return sources(Path.of("").toAbsolutePath().getFileName().toString());
    }

    private String name() {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    private static Path sources(String module) {
        return MODULES.resolve(module).resolve("src/main/java/org/spikernel");
    }

    private String fileOfType() {
        return type.replace('.', '/') + ".java";
    }

    private static List<Path> javaFiles(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            return new ArrayList<>(files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .toList());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The source of the interface with the new kind, and a visitor that is told of it. */
    private JavaFileObject extended(Path file) {
        String source = read(file);
        String extended = source.replaceFirst(
                        "public sealed interface " + name() + "[^{]*\\{",
                        "$0\n" + Matcher.quoteReplacement(record) + "\n")
                .replaceFirst("interface Visitor<R> \\{", "$0\n R " + visit + "(" + nameOfRecord() + " added);\n");
        return new SimpleJavaFileObject(
                URI.create("memory:/org/spikernel/" + fileOfType()), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return extended;
            }
        };
    }

    private String nameOfRecord() {
        return record.replaceFirst("(?s).*?record (\\w+).*", "$1");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<Diagnostic<? extends JavaFileObject>> errors(List<Path> files, JavaFileObject more) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(found, Locale.ROOT, null)) {
            List<JavaFileObject> all = new ArrayList<>(List.of(more));
            manager.getJavaFileObjectsFromPaths(files).forEach(all::add);
            Path classes = Files.createDirectories(Path.of("target", "added-kind"));
            List<String> options = List.of(
                    "-proc:none",
                    "-Xmaxerrs",
                    "1000",
                    "--add-modules",
                    "jdk.incubator.vector",
                    "-d",
                    classes.toString());
            compiler.getTask(null, manager, found, options, null, all).call();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return found.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .toList();
    }
}
