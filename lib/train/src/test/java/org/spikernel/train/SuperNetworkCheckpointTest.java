package org.spikernel.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.spikernel.data.Dataset;
import org.spikernel.internal.sealed.FileHeader;
import org.spikernel.internal.sealed.OpenedZip;
import org.spikernel.internal.sealed.ZippedFile;
import org.spikernel.model.LearningCurve;
import org.spikernel.progress.ProgressStep;
import org.spikernel.progress.RunFiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a checkpoint promises to trainings of super-networks. */
class SuperNetworkCheckpointTest {

    private static final Dataset IMAGES = TinySuperNetwork.IMAGES;

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("super.zip");
    }

    static List<SuperNetworkTrainer> all() {
        return TinySuperNetwork.all().toList();
    }

    @ParameterizedTest
    @MethodSource("all")
    void trainingThatIsInterruptedEndsLikeOneThatIsNot(SuperNetworkTrainer trainer) {
        SuperNetworkTrainer kept = trainer.checkpoint(file());
        assertThatThrownBy(() -> kept.fit(IMAGES, this::interruptInTheSecondEpoch))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("the same training goes on from there");
        assertThat(Thread.interrupted()).isTrue();

        SuperNetwork resumed = kept.fit(IMAGES);
        SuperNetwork uninterrupted = trainer.fit(IMAGES);

        assertThat(resumed.layers()).isEqualTo(uninterrupted.layers());
        assertThat(losses(resumed)).isEqualTo(losses(uninterrupted));
        assertThat(kept.fit(IMAGES, this::noStep).layers()).isEqualTo(resumed.layers());
        assertThat(directory).isDirectoryNotContaining("glob:**.{part,lock}");
    }

    private void interruptInTheSecondEpoch(ProgressStep step) {
        if (step.done() > 1.5 * IMAGES.train().size()) {
            Thread.currentThread().interrupt();
        }
    }

    private void noStep(ProgressStep step) {
        throw new AssertionError("a step was taken: " + step);
    }

    private static double[] losses(SuperNetwork trained) {
        return trained.curve().table().doubleColumn("loss").asDoubleArray();
    }

    @Test
    void trainingThatIsKilledEndsLikeOneThatIsNot() throws Exception {
        Process process = TinySuperNetwork.start(file());
        while (process.isAlive() && epochs() < 1) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(process.isAlive()).isTrue();
        process.destroyForcibly().waitFor();
        int before = epochs();

        SuperNetworkTrainer trainer = TinySuperNetwork.killable();
        SuperNetwork resumed = trainer.checkpoint(file())
                .fit(
                        IMAGES,
                        step -> assertThat(step.done())
                                .isGreaterThan((long) before * IMAGES.train().size()));

        assertThat(before).isBetween(1, 9);
        assertThat(resumed.layers()).isEqualTo(trainer.fit(IMAGES).layers());
    }

    private int epochs() throws IOException {
        if (!Files.exists(file())) {
            return 0;
        }
        try (OpenedZip zip = OpenedZip.open(file())) {
            return LearningCurve.parse(zip.text("curve.csv")).epochs().size();
        }
    }

    @Test
    void trainingThatIsKeptIsFoundAgainByItsSettingsAndByNoOther() {
        RunFiles kept = RunFiles.in(directory, "run");
        SuperNetworkTrainer trainer = TinySuperNetwork.blocks().epochs(1);
        SuperNetwork trained = trainer.keptIn(kept, IMAGES).fit(IMAGES);

        assertThat(trainer.keptIn(kept, IMAGES).fit(IMAGES, this::noStep).layers())
                .isEqualTo(trained.layers());
        assertThat(List.of(
                        trainer.keptIn(kept, IMAGES).checkpoint(),
                        trainer.seed(2).keptIn(kept, IMAGES).checkpoint(),
                        trainer.batch(11).keptIn(kept, IMAGES).checkpoint(),
                        trainer.learningRate(0.7).keptIn(kept, IMAGES).checkpoint(),
                        trainer.recipe(trainer.recipe().withOptimizer(Optimizer.adam()))
                                .keptIn(kept, IMAGES)
                                .checkpoint(),
                        trainer.keptIn(kept, IMAGES.first(20, 10)).checkpoint(),
                        TinySuperNetwork.cells().keptIn(kept, IMAGES).checkpoint(),
                        trainer.keptIn(RunFiles.none(), IMAGES).checkpoint()))
                .doesNotHaveDuplicates();
    }

    @Test
    void fileOfAnotherTrainingIsRefused() {
        SuperNetworkTrainer trainer = TinySuperNetwork.blocks().epochs(1);
        trainer.checkpoint(file()).fit(IMAGES);

        assertThatThrownBy(() -> trainer.seed(9).checkpoint(file()).fit(IMAGES, this::noStep))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is that of another training")
                .hasMessageContaining("setting seed: the checkpoint says 3, this training says 9");
        assertThatThrownBy(() -> TinySuperNetwork.cells().checkpoint(file()).fit(IMAGES, this::noStep))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("space: the checkpoint says");
    }

    @Test
    void fileThatPromisesMoreThanItHoldsIsRefused() throws IOException {
        SuperNetworkTrainer trainer = TinySuperNetwork.blocks().epochs(1).checkpoint(file());
        trainer.fit(IMAGES);
        forge("2000000000\t1\ttrue\tweights\tsomewhere");
        assertThatThrownBy(() -> trainer.fit(IMAGES, this::noStep))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'network' should have 16,000,000,016 bytes");
        forge("nonsense");
        assertThatThrownBy(() -> trainer.fit(IMAGES, this::noStep))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'places' should say what is kept at a place, but says 'nonsense'")
                .hasMessageContaining("Give this training another file");
    }

    /** Writes the file again, with one place. */
    private void forge(String place) throws IOException {
        try (OpenedZip zip = OpenedZip.open(file())) {
            new ZippedFile()
                    .put(FileHeader.ENTRY, zip.text(FileHeader.ENTRY))
                    .put("curve.csv", zip.text("curve.csv"))
                    .put("places", new FileHeader("Spikernel places of a super-network", Map.of("0", place)).text())
                    .put("network", "short")
                    .write(file());
        }
    }

    @Test
    void weightsThatTheLastStepSpoilsAreSeen() {
        SuperNetworkTrainer trainer = TinySuperNetwork.blocks().batch(40).epochs(1);
        SuperNetworkTrainer spoils = trainer.recipe(
                        trainer.recipe().withLearningRate(999).withWeightDecay(3e38))
                .checkpoint(file());

        assertThatThrownBy(() -> spoils.fit(IMAGES))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageContaining("super-network of 5x5blocks in SNN_1 C=2: weights of layer '")
                .hasMessageContaining("are no longer finite before step 2 of 1");
        assertThat(file()).doesNotExist();
    }

    @Test
    void batchesThatAreTooLargeAreRefused() {
        assertThatThrownBy(() -> TinySuperNetwork.blocks().batch(41).fit(IMAGES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a batch of 41 images needs as many training images, but there are 40");
    }
}
