package org.spikernel.study.kernelbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.spikernel.internal.csv.CsvTable;
import org.spikernel.internal.files.FileTrouble;
import org.spikernel.internal.files.LockedFile;

/**
 * The file that rows of KernelBench are written to, one as soon as its training ends. Nobody else may write to it meanwhile. What was trained
 * before is found again; a last line without an end, as a full disk may leave it, is dropped and trained again.
 *
 * <pre>{@code
 * try (KernelBenchFile file = KernelBenchFile.open(path, images.train().fingerprint())) {
 *     if (!file.has(planned)) {
 *         file.append(train(planned));
 *     }
 * }
 * }</pre>
 */
public final class KernelBenchFile implements AutoCloseable {

    /** Bytes of a foreign file that an error shows. */
    private static final int LONGEST_SHOWN = 80;

    private final Path path;
    private final LockedFile file;
    private final Map<Integer, TrainedNetwork> trained = new HashMap<>();

    private KernelBenchFile(Path path, LockedFile file) {
        this.path = path;
        this.file = file;
    }

    /**
     * Opens a file, or begins one where there is none.
     *
     * @param path the file; its directory must exist
     * @param images the fingerprint of the training images
     * @throws org.spikernel.data.DatasetException if a row is damaged; names the line
     * @throws IllegalArgumentException if it is no file of this benchmark, or of other images or another plan
     * @throws IllegalStateException if the file is in use
     * @throws UncheckedIOException if it cannot be read or written
     */
    public static KernelBenchFile open(Path path, String images) {
        try {
            KernelBenchFile opened = new KernelBenchFile(path, LockedFile.open(path, "training"));
            try {
                opened.read(images);
                return opened;
            } catch (IOException | RuntimeException failure) {
                opened.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "cannot open " + path + ": " + FileTrouble.writing(path, failure) + ".", failure);
        }
    }

    private void read(String images) throws IOException {
        byte[] content = file.content();
        byte[] beginning = (TrainedNetwork.HEADER + "\n").getBytes(StandardCharsets.UTF_8);
        boolean endsWithinHeader = Arrays.mismatch(content, beginning) == content.length;
        if (endsWithinHeader) {
            file.truncate(0);
            file.append(beginning);
            return;
        }
        int whole = content.length;
        while (whole > 0 && content[whole - 1] != '\n') {
            whole--;
        }
        List<String> lines =
                new String(content, 0, whole, StandardCharsets.UTF_8).lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(TrainedNetwork.HEADER)) {
            throw new IllegalArgumentException(
                    path + " does not begin with the header line of KernelBench, but with '" + start(content)
                            + "', so it is no file of this benchmark. Give the benchmark another file, or move this one away.");
        }
        List<TrainedNetwork> rows = CsvTable.of(path.toString(), lines)
                .rows()
                .map(TrainedNetwork::read)
                .toList();
        requirePlanned(rows, images);
        rows.forEach(row -> trained.put(row.planned().number(), row));
        file.truncate(whole);
    }

    /** The first line for an error, cut where it is long, since what is no table may have no line end at all. */
    private static String start(byte[] content) {
        int shown = Math.min(content.length, LONGEST_SHOWN);
        return new String(content, 0, shown, StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("");
    }

    private void requirePlanned(List<TrainedNetwork> rows, String images) {
        int last = rows.stream().mapToInt(row -> row.planned().number()).max().orElse(0);
        List<Planned> plan = KernelBenchPlan.first(last);
        for (TrainedNetwork row : rows) {
            Planned planned = plan.get(row.planned().number() - 1);
            if (!row.planned().equals(planned)) {
                throw new IllegalArgumentException(path + " has " + row.planned() + ", but the plan is now " + planned
                        + ". Give the benchmark another file, or move this one away.");
            }
            if (!row.images().equals(images)) {
                throw new IllegalArgumentException(path + " was trained on images with the fingerprint " + row.images()
                        + ", but these have " + images
                        + ". Accuracies on other images cannot be compared: give them a file of their own.");
            }
        }
    }

    /** Whether it was trained already. */
    public boolean has(Planned planned) {
        return trained.containsKey(planned.number());
    }

    /**
     * Appends a row.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public void append(TrainedNetwork row) {
        try {
            write(row.line());
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "cannot write to " + path + ": " + failure.getMessage()
                            + ". Make room for it and start again: it goes on from the last row.",
                    failure);
        }
        trained.put(row.planned().number(), row);
    }

    private void write(String line) throws IOException {
        file.append((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s, %,d rows", path, trained.size());
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot close " + path + ": " + failure.getMessage(), failure);
        }
    }
}
