package org.spikernel.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.spikernel.data.Dataset;

/**
 * What a training starts from, and where it keeps how far it is.
 *
 * <p>The file is a zip file that is always whole: {@code header.txt} says of which training it is, {@code curve.csv} holds the epochs
 * that are done, {@code network} all that a later step depends on.
 */
final class Checkpoint {

    private static final String TITLE = "Spikernel training checkpoint, format 1";
    private static final String HEADER = "header.txt";
    private static final String CURVE = "curve.csv";
    private static final String STATE = "network";
    private static final int DIFFERENCES_SHOWN = 10;

    private record Saved(FileHeader header, LearningCurve curve, byte[] state) {}

    private final Optional<Path> file;
    private final FileHeader header;
    private final TrainableNetwork network;
    private final LearningCurve curve;
    private boolean written;

    private Checkpoint(
            Optional<Path> file, FileHeader header, TrainableNetwork network, LearningCurve curve, boolean written) {
        this.file = file;
        this.header = header;
        this.network = network;
        this.curve = curve;
        this.written = written;
    }

    /**
     * Reads a training's file, or starts afresh where there is none.
     *
     * @throws IllegalArgumentException if the file is no checkpoint, damaged, or that of another training (names the differences)
     * @throws UncheckedIOException if it cannot be read
     */
    static Checkpoint open(Trainer trainer, Dataset images) {
        Map<String, String> facts = new LinkedHashMap<>(NetworkText.lines(trainer.network()));
        facts.putAll(trainer.facts(images));
        FileHeader header = FileHeader.of(TITLE, facts);
        Optional<Path> file = trainer.checkpoint();
        if (file.isPresent() && Files.exists(file.get())) {
            return read(file.get(), header, trainer);
        }
        file.ifPresent(Checkpoint::requireDirectory);
        TrainingRecipe recipe = trainer.recipe();
        TrainableNetwork network = TrainableNetwork.of(trainer.network(), recipe.settings());
        if (recipe.firstWeights() == FirstWeights.UNIT_VARIANCE) {
            network.scaleLinearLayers(
                    images.train().batch(recipe.batch(), recipe.settings().seed()));
        }
        return new Checkpoint(file, header, network, new LearningCurve(List.of()), false);
    }

    /** Better said before an epoch than after it. */
    private static void requireDirectory(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException(
                    "the checkpoint " + file + " should lie in a directory that exists, but there is no " + directory
                            + "; make it, or name another file");
        }
    }

    private static Checkpoint read(Path file, FileHeader header, Trainer trainer) {
        try {
            Saved saved = saved(file);
            requireSame(file, header, saved.header());
            return new Checkpoint(
                    Optional.of(file), header, network(file, saved.state(), trainer), saved.curve(), true);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "cannot read the checkpoint " + file + ": " + failure.getMessage()
                            + ". Name a file that may be read and written.",
                    failure);
        }
    }

    private static Saved saved(Path file) throws IOException {
        try {
            ZippedFile zip = ZippedFile.read(file);
            return new Saved(
                    FileHeader.parse(TITLE, zip.text(HEADER)), LearningCurve.ofCsv(zip.text(CURVE)), zip.bytes(STATE));
        } catch (IllegalArgumentException damage) {
            throw new IllegalArgumentException(
                    file + " is no training checkpoint of this version, or damaged: " + damage.getMessage()
                            + ". Give this training another file, or move this one away.",
                    damage);
        }
    }

    private static TrainableNetwork network(Path file, byte[] bytes, Trainer trainer) throws IOException {
        Path state = state(file);
        try {
            Files.write(state, bytes);
            return TrainableNetwork.load(
                    state, trainer.network(), trainer.recipe().settings());
        } finally {
            Files.deleteIfExists(state);
        }
    }

    private static Path state(Path file) {
        return file.resolveSibling(file.getFileName() + ".network");
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

    /** The network to train further: as it was after the last epoch, or freshly initialised. */
    TrainableNetwork network() {
        return network;
    }

    /** The epochs that are done. */
    LearningCurve curve() {
        return curve;
    }

    /** What the training's model depends on. */
    Provenance provenance() {
        return Provenance.ofLines(header.facts());
    }

    /**
     * Keeps a training as it is after an epoch; does nothing where there is no file for it.
     *
     * @throws UncheckedIOException if the file cannot be written; it then holds what it held before
     */
    void save(TrainableNetwork trained, LearningCurve done) {
        file.ifPresent(path -> write(path, trained, done));
    }

    private void write(Path path, TrainableNetwork trained, LearningCurve done) {
        Path state = state(path);
        try {
            trained.save(state);
            new ZippedFile()
                    .put(HEADER, header.text())
                    .put(CURVE, done.csv())
                    .put(STATE, Files.readAllBytes(state))
                    .write(path);
            Files.delete(state);
            written = true;
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "cannot write the checkpoint " + path + ": " + failure.getMessage()
                            + ". Make room for it and start the training again; it continues from the epoch before.",
                    failure);
        }
    }

    /** How to go on after a failure, for the end of a message. */
    String hint() {
        return written
                ? ". The checkpoint " + file.orElseThrow()
                        + " holds the last whole epoch; the same training goes on from there"
                : "";
    }
}
