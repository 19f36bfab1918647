package org.spikernel.jupyter;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/** Finds the jars that a person means by a path or a pattern. */
final class JarFiles {

    private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

    private JarFiles() {}

    /**
     * The jars of a path: itself, those in it if it is a directory, or those that match it, as in {@code lib/*.jar} and {@code lib/**.jar}.
     *
     * @throws IOException if there are none, or one is no jar
     */
    static List<Path> find(String path) throws IOException {
        Path absolute = absolute(path);
        List<Path> jars = !Files.exists(absolute) && WILDCARD.matcher(path).find()
                ? matching(absolute)
                : Files.isDirectory(absolute) ? matching(absolute.resolve("*.jar")) : List.of(absolute);
        if (jars.isEmpty()) {
            throw new IOException("there is no jar " + absolute
                    + ". Name a jar, a directory of jars, or a pattern such as lib/*.jar");
        }
        for (Path jar : jars) {
            check(jar);
        }
        return jars;
    }

    /** A path as a person writes it: relative to the notebook, or to the home directory behind a tilde. */
    static Path absolute(String path) {
        String whole =
                path.equals("~") || path.startsWith("~/") ? System.getProperty("user.home") + path.substring(1) : path;
        return Path.of(whole).toAbsolutePath().normalize();
    }

    private static List<Path> matching(Path pattern) throws IOException {
        Path base = pattern;
        while (base.getParent() != null && WILDCARD.matcher(base.toString()).find()) {
            base = base.getParent();
        }
        if (!Files.isDirectory(base)) {
            throw new IOException("there is no directory " + base);
        }
        int depth =
                pattern.toString().contains("**") ? Integer.MAX_VALUE : pattern.getNameCount() - base.getNameCount();
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        try (Stream<Path> files = Files.walk(base, Math.max(1, depth))) {
            return files.filter(Files::isRegularFile)
                    .filter(matcher::matches)
                    .sorted()
                    .toList();
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
