package org.spikernel.progress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a run keeps what it has computed, so that an interruption loses little and nothing is computed twice: journals of searches and
 * checkpoints of trainings.
 *
 * <pre>{@code
 * var kept = RunFiles.of("05-kernel-size-and-accuracy");
 * var result = Search.of(space, macro, score).keptIn(kept).run();
 * var model = Trainer.of(network).epochs(5).keptIn(kept, images).fit(images);
 * }</pre>
 *
 * <p>The name of a file is made of all settings that its results depend on, so work with other settings never meets it. All runs lie in
 * the directory that the environment variable {@code SPIKERNEL_RUNS} names; without it, in {@code build/runs} under
 * {@code SPIKERNEL_HOME}, or else in {@code runs} under the working directory. Whoever wants to begin anew deletes the run's directory.
 *
 * @param directory of this run; empty where nothing is kept
 */
public record RunFiles(Optional<Path> directory) {

    private static final String RUNS = "SPIKERNEL_RUNS";
    private static final String HOME = "SPIKERNEL_HOME";
    private static final int DIGITS = 16;

    /** Keeps nothing: everything is computed anew. */
    public static RunFiles none() {
        return new RunFiles(Optional.empty());
    }

    /**
     * The files of a run, in a directory that is made where there is none yet.
     *
     * @param run what the run is called
     * @throws UncheckedIOException if the directory cannot be made
     */
    public static RunFiles of(String run) {
        return in(root(System.getenv()), run);
    }

    /** The files of a run in a directory of choice. */
    public static RunFiles in(Path root, String run) {
        Path directory = root.resolve(plain(run)).toAbsolutePath();
        try {
            return new RunFiles(Optional.of(Files.createDirectories(directory)));
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    String.format(
                            Locale.ROOT,
                            "cannot make the directory %s, where this run should keep what it has computed (%s); name one that can be written to in %s",
                            directory,
                            failure,
                            RUNS),
                    failure);
        }
    }

    static Path root(Map<String, String> environment) {
        return value(environment, RUNS)
                .map(Path::of)
                .or(() -> value(environment, HOME).map(home -> Path.of(home, "build", "runs")))
                .orElse(Path.of("runs"));
    }

    private static Optional<String> value(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    }

    /**
     * The file for what work with these settings computes, and for nothing else; empty where nothing is kept.
     *
     * @param name of the work, for people who look into the directory; any text
     * @param settings all that the results depend on, by name, in any order
     * @param ending of the file's name, such as {@code .csv}
     */
    public Optional<Path> file(String name, Map<String, String> settings, String ending) {
        return directory.map(at -> at.resolve(plain(name) + "-" + mark(name, settings) + ending));
    }

    private static String plain(String text) {
        return text.replaceAll("[^A-Za-z0-9._-]+", "-");
    }

    private static String mark(String name, Map<String, String> settings) {
        MessageDigest digest = sha256();
        add(digest, name);
        new TreeMap<>(settings).forEach((setting, value) -> {
            add(digest, setting);
            add(digest, value);
        });
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    /** With its length, so that no two lists of texts are the same bytes. */
    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** What is kept where. */
    @Override
    public String toString() {
        return directory
                .map(at -> "What is computed is kept in " + at
                        + ": run the same again, after an interruption too, and it goes on from there")
                .orElse("Nothing is kept: a run computes everything anew");
    }
}
