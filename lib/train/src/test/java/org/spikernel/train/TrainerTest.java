package org.spikernel.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.spikernel.data.Augmentation;
import org.spikernel.data.Dataset;
import org.spikernel.data.ImageSet;
import org.spikernel.internal.sealed.OpenedZip;
import org.spikernel.model.LearningCurve;
import org.spikernel.model.TrainedModel;
import org.spikernel.progress.ProgressStep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

class TrainerTest {

    private static final Dataset IMAGES = TinyTraining.images();

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("checkpoint");
    }

    @AfterEach
    void noTestLeavesAnInterrupt() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void sameSeedGivesTheSameModelAndAnotherOneAnother() {
        TrainedModel model = TinyTraining.trainer().fit(IMAGES);

        assertThat(Bits.of(TinyTraining.trainer().fit(IMAGES))).isEqualTo(Bits.of(model));
        assertThat(Bits.of(TinyTraining.trainer().seed(2).fit(IMAGES))).isNotEqualTo(Bits.of(model));
    }

    /** Wide enough for the native libraries to share its sums among threads. */
    @Test
    void trainingRunAgainEndsWithTheSameBits() {
        Dataset images = TinyTraining.fewTextures(48, 1);
        Trainer trainer = Trainer.of(TinyTraining.snasNet()).epochs(2).batch(16).validate(images.test());
        TrainedModel model = trainer.fit(images);
        TrainedModel again = trainer.fit(images);

        assertThat(Bits.of(again)).isEqualTo(Bits.of(model));
        assertThat(again.curve().last().loss()).isEqualTo(model.curve().last().loss());
    }

    @Test
    void networkLearns() {
        TrainedModel model = TinyTraining.trainer()
                .epochs(10)
                .augmentation(Augmentation.none())
                .fit(IMAGES);

        assertThat(model.test(IMAGES).accuracy()).isEqualTo(1);
        assertThat(model.curve().last().loss())
                .isLessThan(model.curve().epochs().get(0).loss());
    }

    @Test
    void progressTellsOfEveryStep() {
        List<ProgressStep> steps = new ArrayList<>();
        TinyTraining.trainer().epochs(2).fit(IMAGES, steps::add);

        assertThat(steps).extracting(ProgressStep::done).containsExactly(7L, 14L, 21L, 24L, 31L, 38L, 45L, 48L);
        assertThat(steps).allMatch(step -> step.total() == 48 && step.unit().equals("images"));
        assertThat(steps.get(5).remark()).matches("epoch 2 of 2, loss [\\d.]+, accuracy [\\d.]+%");
    }

    @Test
    void learningRateFallsToAHundredth() {
        LearningCurve curve =
                TinyTraining.trainer().learningRate(0.2).fit(IMAGES).curve();

        assertThat(curve.last().learningRate()).isCloseTo(0.002, within(1e-12));
        assertThat(curve.epochs().get(0).learningRate()).isBetween(0.15, 0.2);
    }

    @Test
    void fewEpochsBeginAtAHigherLearningRate() {
        assertThat(TinyTraining.trainer().epochs(10).recipe().firstLearningRate())
                .isEqualTo(0.3);
        assertThat(TinyTraining.trainer().epochs(300).recipe().firstLearningRate())
                .isEqualTo(0.1);
    }

    @Test
    void timeLimitEndsTheTrainingAfterItsPresentStep() {
        Trainer trainer = TinyTraining.trainer().checkpoint(file());
        Trainer shortest = trainer.within(Duration.ofNanos(1));

        assertThat(shortest.fit(IMAGES).curve().last().epoch()).isEqualTo(7.0 / 24);
        assertThatThrownBy(() -> trainer.fit(IMAGES, step -> interruptAt(step, 2 * 24 + 7)))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(shortest.fit(IMAGES).curve().epochs())
                .extracting(LearningCurve.Epoch::epoch)
                .containsExactly(1.0, 2.0, 2 + 7.0 / 24);
        assertThat(Bits.of(trainer.fit(IMAGES)))
                .isEqualTo(Bits.of(TinyTraining.trainer().fit(IMAGES)));
    }

    private static void interruptAt(ProgressStep step, long images) {
        if (step.done() == images) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void interruptStopsAfterThePresentStepAndTheCheckpointContinues() {
        List<ProgressStep> steps = new ArrayList<>();
        Trainer trainer = TinyTraining.trainer().checkpoint(file());

        assertThatThrownBy(() -> trainer.fit(IMAGES, step -> {
                    steps.add(step);
                    interruptAt(step, 2 * 24 + 7);
                }))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("interrupted before step 10 of 24 (step 2 of epoch 3)")
                .hasMessageContaining("holds the last whole epoch");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(steps).hasSize(9);
        steps.clear();
        TrainedModel resumed = trainer.fit(IMAGES, steps::add);
        assertThat(steps.get(0).done()).isEqualTo(2 * 24 + 7);
        assertThat(Bits.of(resumed)).isEqualTo(Bits.of(TinyTraining.trainer().fit(IMAGES)));
    }

    @Test
    void finishedTrainingComesStraightFromItsCheckpoint() {
        Trainer trainer = TinyTraining.trainer().checkpoint(file()).validate(IMAGES.test());
        TrainedModel model = trainer.fit(IMAGES);
        List<ProgressStep> steps = new ArrayList<>();
        TrainedModel again = trainer.fit(IMAGES, steps::add);

        assertThat(steps).isEmpty();
        assertThat(Bits.of(again)).isEqualTo(Bits.of(model));
        assertThat(again.curve()).isEqualTo(model.curve());
    }

    @Test
    void checkpointOfAnotherTrainingIsRefusedWithEveryDifference() throws Exception {
        TinyTraining.trainer().checkpoint(file()).fit(IMAGES);
        byte[] before = Files.readAllBytes(file());
        Trainer other =
                Trainer.of(TinyTraining.network(5)).epochs(7).batch(7).seed(3).checkpoint(file());

        assertThatThrownBy(() -> other.fit(withOneMore(IMAGES)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("checkpoint is that of another training")
                .hasMessageContaining(
                        "layer 0: the checkpoint says Convolution(filters=4, kernelSize=3, stride=1, padding=1) reads image at stem, this training says Convolution(filters=5,")
                .hasMessageContaining("setting seed: the checkpoint says 1, this training says 3")
                .hasMessageContaining("setting epochs: the checkpoint says 6, this training says 7")
                .hasMessageContaining("data training images: the checkpoint says 24, this training says 23")
                .hasMessageContaining("data fingerprint: ")
                .hasMessageContaining("Give this training a file of its own");
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
    }

    private static Dataset withOneMore(Dataset images) {
        return new Dataset(
                images.name(),
                images.description(),
                images.classNames(),
                images.train().first(23),
                images.test());
    }

    @Test
    void damagedCheckpointIsRefusedAndKept() throws Exception {
        TinyTraining.trainer().checkpoint(file()).fit(IMAGES);
        byte[] half = Arrays.copyOf(Files.readAllBytes(file()), 200);
        Files.write(file(), half);

        assertThatThrownBy(() -> TinyTraining.trainer().checkpoint(file()).fit(IMAGES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("checkpoint is no training checkpoint of this version, or damaged")
                .hasMessageContaining("Give this training another file, or move this one away");
        assertThat(Files.readAllBytes(file())).isEqualTo(half);
    }

    @Test
    void checkpointInADirectoryThatDoesNotExistIsRefusedBeforeTheFirstStep() {
        List<ProgressStep> steps = new ArrayList<>();

        assertThatThrownBy(() -> TinyTraining.trainer()
                        .checkpoint(directory.resolve("nowhere").resolve("checkpoint"))
                        .fit(IMAGES, steps::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in a directory that exists");
        assertThat(steps).isEmpty();
    }

    @Test
    void trainingThatDivergesStopsAndKeepsTheLastGoodCheckpoint() throws IOException {
        Trainer trainer = TinyTraining.trainer().weightDecay(1e5).checkpoint(file());

        assertThatThrownBy(() -> trainer.fit(IMAGES))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageMatching(
                        "tiny: .* step \\d+ of 24 \\(step \\d+ of epoch [2-6]\\), at a learning rate of 0\\.\\d+\\. "
                                + "Set a lower one, such as \\.learningRate\\(0\\.0\\d+\\)\\. That is another training: give it a checkpoint file of"
                                + " its own, since .*checkpoint holds the last whole epoch of this one");
        try (OpenedZip zip = OpenedZip.open(file())) {
            assertThat(zip.text("curve.csv").lines()).hasSizeBetween(2, 6);
        }
    }

    @Test
    void adviceAfterDivergingCanBeFollowed() {
        Trainer trainer = TinyTraining.trainer().weightDecay(1e5).checkpoint(file());
        String advice = catchThrowable(() -> trainer.fit(IMAGES)).getMessage();
        double lower = Double.parseDouble(advice.replaceFirst("(?s).*learningRate\\(([^)]+)\\).*", "$1"));

        assertThat(lower).isEqualTo(0.075);
        assertThatThrownBy(() -> trainer.learningRate(lower).fit(IMAGES)).hasMessageContaining("another training");
        assertThatThrownBy(() -> trainer.weightDecay(1e30)
                        .learningRate(999)
                        .checkpoint(directory.resolve("own"))
                        .fit(IMAGES))
                .hasMessageEndingWith("Set a lower one, such as .learningRate(250)");
        assertThat(trainer.learningRate(lower)
                        .weightDecay(0)
                        .checkpoint(directory.resolve("own"))
                        .fit(IMAGES)
                        .curve()
                        .epochs())
                .hasSize(6);
    }

    @Test
    void lossThatIsNoNumberNamesItsStep() {
        Trainer trainer = TinyTraining.trainer().weightDecay(1e30).learningRate(100);

        assertThatThrownBy(() -> trainer.fit(IMAGES))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageContaining("tiny: ")
                .hasMessageContaining("(step ")
                .hasMessageContaining(" of epoch 1)")
                .hasMessageEndingWith("Set a lower one, such as .learningRate(25)");
    }

    @Test
    void imagesThatDoNotFitAreRefused() {
        Dataset textures = TinyTraining.fewTextures(10, 10);
        ImageSet train = IMAGES.train();
        Dataset threeClasses = new Dataset("three", "three", List.of("a", "b", "c"), train, IMAGES.test());

        assertThatThrownBy(() -> TinyTraining.trainer().fit(textures))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "tiny reads images of shape [1, 4, 4], but the training images have shape [3, 32, 32]")
                .hasMessageContaining("build the network for them");
        assertThatThrownBy(() -> TinyTraining.trainer().fit(threeClasses))
                .hasMessageContaining("tiny tells 2 classes apart, but the training images have 3");
        assertThatThrownBy(
                        () -> TinyTraining.trainer().validate(textures.test()).fit(IMAGES))
                .hasMessageContaining("but the validation images have shape [3, 32, 32]");
        assertThatThrownBy(() -> TinyTraining.trainer().batch(25).fit(IMAGES))
                .hasMessageContaining("a batch of 25 images needs as many training images, but there are 24");
    }

    @Test
    void labelsBeyondTheClassesAreRefused() {
        int[] labels = new int[10];
        labels[4] = 2;
        ImageSet wrong = ImageSet.of(
                IMAGES.imageShape(), new byte[160], labels, IMAGES.test().normalisation());

        assertThatThrownBy(() -> TinyTraining.trainer().validate(wrong).fit(IMAGES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("labels from 0 to 1")
                .hasMessageContaining("image 4 has label 2");
        assertThatThrownBy(() -> TinyTraining.trainer().fit(IMAGES).test(wrong))
                .hasMessageContaining("the test images");
    }

    @Test
    void nonsenseSettingsAreRefused() {
        Trainer trainer = TinyTraining.trainer();

        assertThatThrownBy(() -> trainer.epochs(0)).hasMessage("the number of epochs must be positive, but is 0");
        assertThatThrownBy(() -> trainer.batch(-1))
                .hasMessage("the number of images a batch must be positive, but is -1");
        assertThatThrownBy(() -> trainer.learningRate(Double.NaN)).hasMessageContaining("but is NaN");
        assertThatThrownBy(() -> trainer.learningRate(0)).hasMessageContaining("a number above 0 and below 1000");
        assertThatThrownBy(() -> trainer.learningRate(1e6))
                .hasMessage(
                        "the learning rate should be a number above 0 and below 1000, such as 0.1, but is 1000000.0");
        assertThatThrownBy(() -> trainer.momentum(1)).hasMessageContaining("from 0 (included) to 1 (excluded)");
        assertThatThrownBy(() -> trainer.momentum(1 - 1e-12))
                .hasMessage("momentum is rounded to 32 bits, but 0.999999999999 would become 1.0 there;"
                        + " set a rounder number");
        assertThatThrownBy(() -> trainer.weightDecay(-1)).hasMessageContaining("a finite number from 0 upwards");
        assertThatThrownBy(() -> trainer.weightDecay(1e300)).hasMessageContaining("1.0E300 would become Infinity");
        assertThatThrownBy(() -> trainer.within(Duration.ZERO)).hasMessageContaining("time limit");
    }

    @Test
    void settingThatIsNullIsNamed() {
        Trainer trainer = TinyTraining.trainer();

        assertThatThrownBy(() -> trainer.within(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the time limit of a training must be given, but is null");
        assertThatThrownBy(() -> trainer.checkpoint(null))
                .hasMessageStartingWith("the checkpoint of a training must be given");
        assertThatThrownBy(() -> trainer.validate(null))
                .hasMessageStartingWith("the set of validation images of a training must be given");
    }
}
