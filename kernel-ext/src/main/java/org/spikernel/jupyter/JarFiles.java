package org.spikernel.jupyter;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** Finds the jars that a person means by a path or a pattern. */
final class JarFiles {

    private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

    private static final String WHAT_TO_NAME = ". Name a jar, a directory of jars, or a pattern such as lib/*.jar";

    private JarFiles() {}

    /**
     * The jars of a path: itself, those in it if it is a directory, or those that match it, as in {@code lib/*.jar} and {@code lib/**.jar}.
     *
     * @throws IOException if there are none, or one is no jar
     */
    static List<Path> find(String path) throws IOException {
        Path absolute = absolute(path);
        List<Path> jars = named(absolute);
        if (jars.isEmpty()) {
            throw new IOException("there is no jar " + absolute + WHAT_TO_NAME);
        }
        for (Path jar : jars) {
            check(jar);
        }
        return jars;
    }

    private static List<Path> named(Path path) throws IOException {
        if (Files.exists(path)) {
            return Files.isDirectory(path)
                    ? files(path, 1, file -> file.toString().endsWith(".jar"))
                    : List.of(path);
        }
        Path base = existing(path);
        Path pattern = base.relativize(path);
        if (!isPattern(pattern)) {
            return List.of(path);
        } else if (!isPattern(pattern.getName(0))) {
            throw new IOException("there is no directory " + base.resolve(pattern.getName(0)));
        }
        int depth = pattern.toString().contains("**") ? Integer.MAX_VALUE : pattern.getNameCount();
        PathMatcher matcher = matcher(pattern);
        return files(base, depth, file -> matcher.matches(base.relativize(file)));
    }

    private static boolean isPattern(Path path) {
        return WILDCARD.matcher(path.toString()).find();
    }

    /** A path as a person writes it: relative to the notebook, or to the home directory behind a tilde. */
    static Path absolute(String path) {
        String whole =
                path.equals("~") || path.startsWith("~/") ? System.getProperty("user.home") + path.substring(1) : path;
        return Path.of(whole).toAbsolutePath().normalize();
    }

    /** The longest part of a path that is a directory: whatever letters its name has, it is no pattern. */
    private static Path existing(Path path) {
        Path base = path;
        while (!Files.isDirectory(base)) {
            base = base.getParent();
        }
        return base;
    }

    private static List<Path> files(Path base, int depth, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> files = Files.walk(base, depth)) {
            return files.filter(Files::isRegularFile).filter(wanted).sorted().toList();
        }
    }

    private static PathMatcher matcher(Path pattern) throws IOException {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        } catch (PatternSyntaxException e) {
            throw new IOException(
                    "there is no jar " + pattern + ", and it is no pattern: " + e.getDescription() + WHAT_TO_NAME, e);
        }
    }

    private static void check(Path jar) throws IOException {
        if (!Files.exists(jar)) {
            throw new IOException("there is no jar and no directory " + jar);
        }
        try (ZipFile opened = new ZipFile(jar.toFile())) {
            opened.size();
        } catch (IOException e) {
            throw new IOException(jar + " is no jar: " + e.getMessage(), e);
        }
    }
}
