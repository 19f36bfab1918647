package org.spikernel.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

import org.spikernel.cell.Cell;
import org.spikernel.data.Dataset;
import org.spikernel.data.Datasets;
import org.spikernel.model.TestResult;
import org.spikernel.model.TrainedModel;
import org.spikernel.network.Network;
import org.spikernel.network.SnasNet;
import org.spikernel.progress.Progress;
import org.spikernel.train.Loss;
import org.spikernel.train.Trainer;
import org.spikernel.train.TrainingForecast;
import org.spikernel.train.TrainingRecipe;

/**
 * How accurate a small network becomes in half an hour, or another time: trains it for as many epochs as fit into that
 * time on this machine, and prints its learning curve and its accuracy on all test images.
 *
 * <p>Timesteps, stem and threshold were chosen on 2,000 training images that were held out: docs/accuracy.md has what was tried.
 *
 * <pre>
 * bench accuracy [--minutes MINUTES] [--epochs EPOCHS]
 * </pre>
 */
public final class AccuracyBenchmark {

    /** Of three convolutions in a row, each of which a skip bridges. */
    private static final Cell CELL = Cell.parse("conv3x3 | skip conv3x3 | skip skip conv3x3");

    private static final int CHANNELS = 64;
    private static final int TIMESTEPS = 1;
    private static final int STEM_STRIDE = 2;
    private static final TrainingRecipe RECIPE =
            TrainingRecipe.defaults().withSeed(1).withLoss(Loss.CROSS_ENTROPY.withLabelSmoothing(0.1));
    private static final int MINUTES = 30;
    private static final int VALIDATED = 1000;
    /** The first ones are too long: they measure steps that Java has not compiled yet. */
    private static final int FORECASTS = 6;

    private AccuracyBenchmark() {}

    /** Prints the network, the learning curve and the accuracy on all test images. */
    public static void main(String[] words) {
        Arguments.run(words, List.of("--minutes MINUTES", "--epochs EPOCHS"), AccuracyBenchmark::train);
    }

    private static void train(Arguments given) {
        int minutes = given.number("--minutes").orElse(MINUTES);
        OptionalInt asked = given.number("--epochs");
        Dataset images = Datasets.cifar10().orElseTextures();
        Network network = SnasNet.forDataset(images)
                .withChannels(CHANNELS)
                .withTimesteps(TIMESTEPS)
                .withStemStride(STEM_STRIDE)
                .network(CELL);
        Trainer trainer =
                Trainer.of(network).recipe(RECIPE).validate(images.test().first(VALIDATED));
        int epochs = asked.orElseGet(() -> epochsWithin(Duration.ofMinutes(minutes), trainer, images));
        System.out.printf(
                Locale.ROOT,
                "%s, %d timestep, stem stride %d, %d epochs of batches of %d, %s: %s%n",
                network.name(),
                TIMESTEPS,
                STEM_STRIDE,
                epochs,
                RECIPE.batch(),
                RECIPE.loss(),
                images.description());
        TrainedModel model = trainer.epochs(epochs).fit(images, Progress.bar());
        System.out.println(model.curve().table().printAll());
        TestResult test = model.test(images);
        System.out.printf(
                Locale.ROOT,
                "%s: test accuracy %.1f%% on %,d images after %.1f minutes of training, %,.0f spikes an image, firing rate"
                        + " %.1f%%%n",
                images.name(),
                100 * test.accuracy(),
                images.test().size(),
                model.curve().seconds() / 60,
                test.spikesPerImage(),
                100 * test.firingRate());
    }

    private static int epochsWithin(Duration time, Trainer trainer, Dataset images) {
        Duration epoch = Duration.ZERO;
        for (int i = 0; i < FORECASTS; i++) {
            epoch = TrainingForecast.of(trainer.epochs(1), images).time();
        }
        return (int) Math.max(1, time.dividedBy(epoch));
    }
}
