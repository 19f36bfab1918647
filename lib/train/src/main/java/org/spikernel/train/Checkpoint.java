package org.spikernel.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.spikernel.internal.files.FileTrouble;
import org.spikernel.internal.files.SoleUse;
import org.spikernel.internal.sealed.FileHeader;
import org.spikernel.internal.sealed.OpenedZip;
import org.spikernel.internal.sealed.ZippedFile;
import org.spikernel.model.LearningCurve;
import org.spikernel.model.Provenance;

/**
 * What a training starts from, and where it keeps how far it is. While it is open, no other training may use its file.
 *
 * <p>The file is a zip file that is always whole: {@code header.txt} says of which training it is, {@code curve.csv} holds the epochs
 * that are done, the other entries all that a later step depends on.
 *
 * @param <L> what learns
 */
final class Checkpoint<L extends Learner> implements AutoCloseable {

    private static final String KIND = "Spikernel training checkpoint";
    private static final String CURVE = "curve.csv";
    private static final int DIFFERENCES_SHOWN = 10;

    /** A file of its own, for as long as the training goes on. */
    private record OwnFile(Path path, SoleUse use) {}

    /** How a training begins. */
    interface Beginning<L> {
        /** What learns, before it has learned anything. */
        L afresh();

        /** What learns, as it was put into a file. */
        L read(OpenedZip zip) throws IOException;
    }

    /** Where a training begins. */
    private record Start<L>(L learner, LearningCurve curve) {}

    private final Optional<OwnFile> file;
    private final FileHeader header;
    private final L learner;
    private final LearningCurve curve;
    private boolean written;

    private Checkpoint(Optional<OwnFile> file, FileHeader header, Start<L> start) {
        this.file = file;
        this.header = header;
        this.learner = start.learner();
        this.curve = start.curve();
        this.written = !curve.epochs().isEmpty();
    }

    /**
     * Reads a training's file, or starts afresh where there is none.
     *
     * @param path the file, if the training is to be kept
     * @param facts all that the training depends on, by name
     * @throws IllegalArgumentException if the file is no checkpoint, damaged, or that of another training (names the differences), or if
     *     there can be no file of that name
     * @throws IllegalStateException if another training is using the file
     * @throws UncheckedIOException if it cannot be read
     */
    static <L extends Learner> Checkpoint<L> open(
            Optional<Path> path, Map<String, String> facts, Beginning<L> beginning) {
        FileHeader header = new FileHeader(KIND, facts);
        Optional<OwnFile> file = path.map(Checkpoint::own);
        try {
            Optional<Start<L>> saved =
                    file.map(OwnFile::path).filter(Files::exists).map(own -> read(own, header, beginning));
            return new Checkpoint<>(
                    file, header, saved.orElseGet(() -> new Start<>(beginning.afresh(), new LearningCurve(List.of()))));
        } catch (RuntimeException | Error failure) {
            file.ifPresent(Checkpoint::release);
            throw failure;
        }
    }

    /** Better refused before an epoch than after it. */
    private static OwnFile own(Path path) {
        FileTrouble.withPlace(path).ifPresent(trouble -> {
            throw new IllegalArgumentException("the checkpoint " + path + " cannot be written: " + trouble + ".");
        });
        try {
            return new OwnFile(path, SoleUse.of(path, "training"));
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "the checkpoint " + path + " cannot be written: " + FileTrouble.writing(path, failure) + ".",
                    failure);
        }
    }

    private static void release(OwnFile file) {
        try {
            file.use().close();
        } catch (IOException failure) {
            throw new UncheckedIOException("the checkpoint " + file.path() + " cannot be given back", failure);
        }
    }

    private static <L> Start<L> read(Path file, FileHeader header, Beginning<L> beginning) {
        try (OpenedZip zip = opened(file)) {
            requireSame(file, header, saved(file, () -> FileHeader.read(KIND, zip)));
            LearningCurve curve = saved(file, () -> LearningCurve.parse(zip.text(CURVE)));
            return new Start<>(saved(file, () -> beginning.read(zip)), curve);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "cannot read the checkpoint " + file + ": " + FileTrouble.reading(failure)
                            + ". Name a file that may be read and written.",
                    failure);
        }
    }

    private static OpenedZip opened(Path file) throws IOException {
        return saved(file, () -> OpenedZip.open(file));
    }

    /** Something that is read from a file, which may be damaged. */
    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T saved(Path file, Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (IllegalArgumentException damage) {
            throw new IllegalArgumentException(
                    file + " is no training checkpoint of this version, or damaged: " + damage.getMessage()
                            + ". Give this training another file, or move this one away.",
                    damage);
        }
    }

    private static void requireSame(Path file, FileHeader training, FileHeader saved) {
        List<String> differences = training.differences(saved, Provenance.VERSION);
        if (!differences.isEmpty()) {
            int more = differences.size() - DIFFERENCES_SHOWN;
            throw new IllegalArgumentException("the checkpoint " + file + " is that of another training:\n  "
                    + String.join("\n  ", differences.subList(0, Math.min(differences.size(), DIFFERENCES_SHOWN)))
                    + (more > 0 ? "\n  and " + more + " more differences" : "")
                    + "\nGive this training a file of its own, or set it as the checkpoint says.");
        }
    }

    /** What is trained further: as it was after the last epoch, or freshly initialised. */
    L learner() {
        return learner;
    }

    /** The epochs that are done. */
    LearningCurve curve() {
        return curve;
    }

    /** What the training's model depends on. */
    Provenance provenance() {
        return Provenance.of(header.facts());
    }

    /**
     * Keeps a training as it is after an epoch; does nothing where there is no file for it.
     *
     * @throws UncheckedIOException if the file cannot be written; it then holds what it held before
     */
    void save(LearningCurve done) {
        file.ifPresent(own -> write(own.path(), done));
    }

    private void write(Path path, LearningCurve done) {
        try {
            ZippedFile zip =
                    new ZippedFile().put(FileHeader.ENTRY, header.text()).put(CURVE, done.csv());
            learner.putInto(zip);
            zip.write(path);
            written = true;
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "cannot write the checkpoint " + path + ": " + FileTrouble.writing(path, failure)
                            + ", and start the training again"
                            + (written ? "; it continues from the epoch before." : "."),
                    failure);
        }
    }

    /** How to go on after an interruption, for the end of a message. */
    String hint() {
        return written
                ? ". The checkpoint " + path() + " holds the last whole epoch; the same training goes on from there"
                : "";
    }

    /** What a training with other settings has to know of the file, for the end of a message. */
    String hintForAnother() {
        return written
                ? ". That is another training: give it a checkpoint file of its own, since " + path()
                        + " holds the last whole epoch of this one"
                : "";
    }

    private Path path() {
        return file.orElseThrow().path();
    }

    @Override
    public void close() {
        try {
            learner.close();
        } finally {
            file.ifPresent(Checkpoint::release);
        }
    }
}
