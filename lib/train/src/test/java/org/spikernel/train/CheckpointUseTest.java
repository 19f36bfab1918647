package org.spikernel.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.spikernel.ChildJvm;
import org.spikernel.data.Dataset;
import org.spikernel.model.TrainedModel;
import org.spikernel.progress.ProgressStep;
import org.spikernel.progress.RunFiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** A checkpoint belongs to one training at a time, and files that cannot be written say why. */
class CheckpointUseTest {

    private static final Dataset IMAGES = TinyTraining.images();

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("two.zip");
    }

    @Test
    void secondTrainingOfThisProcessIsRefusedAtAnyTime() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link.zip"), file());
        Trainer first = TinyTraining.trainer().epochs(2).seed(1).checkpoint(file());
        Trainer second = TinyTraining.trainer().epochs(2).seed(2).checkpoint(link);

        TrainedModel model = first.fit(
                IMAGES,
                step -> assertThat(inAnotherThread(() -> second.fit(IMAGES)))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("is in use by another training")
                        .hasMessageContaining("give this training a file of its own"));

        assertThat(Bits.of(first.fit(IMAGES))).isEqualTo(Bits.of(model));
        assertThatThrownBy(() -> second.fit(IMAGES)).hasMessageContaining("is that of another training");
        assertThat(directory).isDirectoryNotContaining("glob:**.{part,lock,network}");
    }

    @Test
    void trainingThatIsKeptIsFoundAgainByItsSettingsAndByNoOther() {
        RunFiles kept = RunFiles.in(directory, "run");
        Trainer trainer = TinyTraining.trainer().epochs(2);
        TrainedModel model = trainer.keptIn(kept, IMAGES).fit(IMAGES);

        assertThat(Bits.of(trainer.keptIn(kept, IMAGES).fit(IMAGES, this::noStep)))
                .isEqualTo(Bits.of(model));
        assertThat(List.of(
                        trainer.keptIn(kept, IMAGES).checkpoint(),
                        trainer.seed(2).keptIn(kept, IMAGES).checkpoint(),
                        trainer.validate(IMAGES.test()).keptIn(kept, IMAGES).checkpoint(),
                        trainer.keptIn(kept, IMAGES.first(20, 10)).checkpoint(),
                        Trainer.of(TinyTraining.network(3)).keptIn(kept, IMAGES).checkpoint(),
                        trainer.keptIn(RunFiles.none(), IMAGES).checkpoint()))
                .doesNotHaveDuplicates();
    }

    @Test
    void whatIsKeptIsFoundAgainWithAnotherJavaAndOnAnotherPlatform() {
        Map<String, String> facts = Trainer.facts(IMAGES, TinyTraining.trainer().recipe(), Optional.empty());

        assertThat(facts).containsKeys("version Java", "version platform");
        assertThat(Versions.ofResults(facts))
                .containsKeys("version Spikernel", "setting seed")
                .doesNotContainKeys("version Java", "version platform");
        Path named = RunFiles.in(directory, "run")
                .file("training", Versions.ofResults(facts), ".zip")
                .orElseThrow();
        facts.put("version Java", "99");
        assertThat(RunFiles.in(directory, "run").file("training", Versions.ofResults(facts), ".zip"))
                .contains(named);
        assertThat(TrainedAccuracy.of(IMAGES).settings()).doesNotContainKeys("version Java", "version platform");
    }

    private static Throwable inAnotherThread(Runnable action) {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> thrown.set(catchThrowable(action::run)));
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return thrown.get();
    }

    @Test
    void secondProcessIsRefusedUntilTheFirstEndsEvenIfItIsKilled() throws Exception {
        Trainer here = TinyTraining.killable().checkpoint(file());
        Process other = TinyTraining.start(file(), directory.resolve("model.npz"), directory.resolve("log"));
        try {
            while (other.isAlive() && !Files.exists(file())) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            assertThatThrownBy(() -> here.fit(IMAGES))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is in use by another training, here or in another process");
            // To read the file must not end the other's lock on it.
            assertThat(Files.readAllBytes(file())).isNotEmpty();
            assertThatThrownBy(() -> here.fit(IMAGES)).isInstanceOf(IllegalStateException.class);
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertThat(here.within(Duration.ofNanos(1)).fit(IMAGES).curve().epochs())
                .hasSizeGreaterThan(1);
    }

    @Test
    void checkpointIsGivenBackAfterAFailure() {
        Trainer fails =
                TinyTraining.trainer().checkpoint(file()).weightDecay(1e30).learningRate(100);

        assertThatThrownBy(() -> fails.fit(IMAGES)).isInstanceOf(TrainingDivergedException.class);
        assertThat(TinyTraining.trainer().checkpoint(file()).fit(IMAGES).curve().epochs())
                .hasSize(6);
    }

    @Test
    void symbolicLinkStaysOneAndItsFileIsWritten() throws IOException {
        Path real = directory.resolve("real.zip");
        TinyTraining.trainer().epochs(1).checkpoint(real).fit(IMAGES);
        Path link = Files.createSymbolicLink(directory.resolve("link.zip"), real);
        byte[] before = Files.readAllBytes(real);
        Files.delete(real);
        TinyTraining.trainer().epochs(1).checkpoint(real).fit(IMAGES).save(directory.resolve("model.npz"));
        TinyTraining.trainer().epochs(1).checkpoint(link).fit(IMAGES).save(link);

        assertThat(link).isSymbolicLink();
        assertThat(before).isNotEmpty();
        assertThat(TrainedModel.load(real).curve().epochs()).hasSize(1);
    }

    @Test
    void symbolicLinkToAFileThatIsNotThereYetStaysOneToo() throws IOException {
        Path coming = directory.resolve("coming");
        Path link = Files.createSymbolicLink(directory.resolve("link"), coming);

        TinyTraining.trainer()
                .epochs(2)
                .checkpoint(link)
                .fit(
                        IMAGES,
                        step -> assertThatThrownBy(() ->
                                        TinyTraining.trainer().checkpoint(link).fit(IMAGES))
                                .hasMessageContaining("is in use by another training"));

        assertThat(link).isSymbolicLink();
        assertThat(coming).isRegularFile();
    }

    @Test
    void pipesAreNeitherWaitedForNorReplaced() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        TrainedModel model = TinyTraining.trainer().epochs(1).fit(IMAGES);

        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            assertThatThrownBy(() -> TrainedModel.load(pipe)).hasMessageContaining(pipe + ": it is a pipe or a device");
            assertThatThrownBy(() -> model.save(pipe)).hasMessageContaining(pipe + ": it is a pipe or a device");
            assertThatThrownBy(() -> TinyTraining.trainer().checkpoint(pipe).fit(IMAGES))
                    .hasMessageContaining(
                            pipe + " cannot be written: it is a pipe or a device. Make room for it, or name a file");
        });
        assertThat(directory).isDirectoryNotContaining("glob:**.{part,lock}");
        assertThat(Files.readAttributes(pipe, BasicFileAttributes.class).isOther())
                .isTrue();
    }

    @Test
    void placesWhereNoCheckpointCanBeAreRefusedBeforeTheFirstStep() throws IOException {
        Path text = Files.writeString(directory.resolve("text"), "dear diary");

        assertThatThrownBy(() -> TinyTraining.trainer().checkpoint(directory).fit(IMAGES, this::noStep))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the checkpoint " + directory + " cannot be written: it is a directory");
        assertThatThrownBy(() ->
                        TinyTraining.trainer().checkpoint(text.resolve("c.zip")).fit(IMAGES, this::noStep))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text + " is no directory");
    }

    private void noStep(ProgressStep step) {
        throw new AssertionError("a step was taken: " + step);
    }

    @Test
    void checkpointThatCanNoLongerBeWrittenSaysWhy() throws IOException {
        Path gone = Files.createDirectory(directory.resolve("gone"));
        Trainer trainer = TinyTraining.trainer().checkpoint(gone.resolve("c.zip"));

        assertThatThrownBy(() -> trainer.fit(IMAGES, step -> deleteAll(gone)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot write the checkpoint " + gone.resolve("c.zip")
                        + ": there is no directory " + gone + ". Make it first")
                .hasMessageContaining("start the training again");
    }

    private static void deleteAll(Path directory) {
        try {
            if (Files.exists(directory)) {
                for (Path file : List.of(directory.resolve("c.zip.lock"), directory)) {
                    Files.delete(file);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void modelThatCannotBeWrittenSaysWhyAndLeavesNothing() throws Exception {
        TrainedModel model = TinyTraining.trainer().epochs(1).fit(IMAGES);
        Path text = Files.writeString(directory.resolve("text"), "dear diary");
        Path missing = directory.resolve("nowhere");

        assertThatThrownBy(() -> model.save(missing.resolve("m.npz")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(
                        "cannot write the model to " + missing.resolve("m.npz") + ": there is no directory " + missing
                                + ". Make it first, or name a file in a directory that exists.");
        assertThatThrownBy(() -> model.save(directory))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(directory + ": it is a directory. Name a file in it.");
        assertThatThrownBy(() -> model.save(text.resolve("m.npz")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(text + " is no directory");
        assertThat(directory).isDirectoryContaining("glob:**text").isDirectoryNotContaining("glob:**.{part,lock}");
    }

    /** The operating system lets the process write files of a KiB only, and fails as on a disk that is full. */
    @Test
    void fullDiskIsSaidAndNothingStaysOnIt() throws Exception {
        Path saved = directory.resolve("model.npz");
        TinyTraining.trainer().epochs(1).fit(IMAGES).save(saved);
        Path copy = Files.createDirectory(directory.resolve("full")).resolve("copy.npz");
        ProcessBuilder copying =
                ChildJvm.of(Copy.class, List.of("-XX:-UsePerfData"), saved.toString(), copy.toString());
        copying.command().addAll(0, List.of("bash", "-c", "ulimit -f 1; exec \"$@\"", "bash"));
        Process process = copying.start();

        assertThat(ChildJvm.lines(process))
                .anyMatch(line ->
                        line.contains("cannot write the model to " + copy + ": File too large. Make room for it"));
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(copy.getParent()).isEmptyDirectory();
    }

    /** Loads a model and saves it elsewhere, as a process of its own. */
    static final class Copy {
        private Copy() {}

        public static void main(String[] arguments) {
            TrainedModel.load(Path.of(arguments[0])).save(Path.of(arguments[1]));
        }
    }
}
