package org.spikernel.progress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.zip.CRC32;

/**
 * Where a long run keeps what it has computed, so that an interruption loses little: journals of searches and checkpoints of trainings.
 *
 * <pre>{@code
 * var kept = RunFiles.of(scale.equals("long"), "01-kernel-impact", images, epochs, channels);
 * var search = kept.keep(Search.of(space, macro, score), Search::journal, "3x3_5x5.csv");
 * var trainer = kept.keep(Trainer.of(network), Trainer::checkpoint, "3x3_5x5 seed 1.zip");
 * }</pre>
 *
 * <p>Runs with other settings have other directories, so a run never meets the files of another one. All of them lie in the directory
 * that the environment variable {@code SPIKERNEL_RUNS} names; whoever names one has every run kept. Without it, long runs alone are
 * kept, in {@code build/runs} under {@code SPIKERNEL_HOME}, or else in {@code runs} under the working directory. Whoever wants to begin
 * anew deletes the run's directory.
 *
 * @param directory of this run; empty where nothing is kept
 */
public record RunFiles(Optional<Path> directory) {

    private static final String RUNS = "SPIKERNEL_RUNS";
    private static final String HOME = "SPIKERNEL_HOME";

    /** Keeps nothing: everything is computed anew. */
    public static RunFiles none() {
        return new RunFiles(Optional.empty());
    }

    /**
     * The files of a run, in a directory that is made where there is none yet; none of a run that is not long, unless the environment
     * names a directory for all.
     *
     * @param isLong whether computing it again would take long
     * @param run what the run is called
     * @param settings all that its results depend on, told by what they print
     * @throws UncheckedIOException if the directory cannot be made
     */
    public static RunFiles of(boolean isLong, String run, Object... settings) {
        return root(isLong, System.getenv())
                .map(root -> in(root, run, settings))
                .orElse(none());
    }

    /** The files of a run in a directory of choice. */
    public static RunFiles in(Path root, String run, Object... settings) {
        Path directory = root.resolve(fileName(run) + "-" + mark(Arrays.deepToString(settings)))
                .toAbsolutePath();
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

    static Optional<Path> root(boolean isLong, Map<String, String> environment) {
        Optional<Path> named = value(environment, RUNS).map(Path::of);
        Optional<Path> home = value(environment, HOME).map(path -> Path.of(path, "build", "runs"));
        return named.or(() -> isLong ? home.or(() -> Optional.of(Path.of("runs"))) : Optional.empty());
    }

    private static Optional<String> value(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    }

    /**
     * Work that keeps what it has computed in a file of this run, or the work as it is where nothing is kept.
     *
     * @param work that can be given a file
     * @param with gives it the file
     * @param name what tells the file from the others of the run; any text
     */
    public <T> T keep(T work, BiFunction<T, Path, T> with, String name) {
        return directory.map(at -> with.apply(work, at.resolve(fileName(name)))).orElse(work);
    }

    /** The text itself where it is a name for files everywhere, or else one that is like it and belongs to it alone. */
    private static String fileName(String text) {
        String plain = text.replaceAll("[^A-Za-z0-9._-]+", "-");
        if (plain.equals(text)) {
            return text;
        }
        int end = plain.lastIndexOf('.') < 0 ? plain.length() : plain.lastIndexOf('.');
        return plain.substring(0, end) + "-" + mark(text) + plain.substring(end);
    }

    private static String mark(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", sum.getValue());
    }

    /** What is kept where. */
    @Override
    public String toString() {
        return directory
                .map(at -> "What is computed is kept in " + at
                        + ": after an interruption, run the same again and it goes on")
                .orElse("Nothing is kept: a run computes everything anew");
    }
}
