package org.spikernel.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;

import org.spikernel.data.Augmentation;
import org.spikernel.data.Dataset;
import org.spikernel.data.ImageSet;
import org.spikernel.network.Network;
import org.spikernel.progress.Progress;

/**
 * Trains a network by surrogate gradients: stochastic gradient descent with momentum and weight decay, and a learning rate that falls
 * along half a cosine to 1% (SNASNet's recipe; Kim et al., ECCV 2022).
 *
 * <pre>{@code
 * TrainedModel model = Trainer.of(network).epochs(5).seed(1).fit(images, Progress.bar());
 * model.test(images).accuracy();
 * }</pre>
 *
 * <p>What comes out depends on the settings, the images and the seed alone: the order of images and their augmentation come from the
 * seed and the epoch, so a training that continues from a {@linkplain #checkpoint checkpoint} ends with the same weights, bit by bit,
 * as one that was never interrupted. Other machines or other numbers of threads may round sums differently.
 *
 * @param network what is trained
 * @param epochs passes over the training images
 * @param batch images a step
 * @param learningRate learning rate of the first step; empty for one that suits the epochs: 0.3 for up to 10, SNASNet's 0.1 for more
 * @param augmentation what happens to training images
 * @param firstWeights what it starts from
 * @param settings all that a step depends on beside the learning rate
 * @param limit how long a training may take; empty for no limit
 * @param checkpoint the file that keeps the training; empty for none
 * @param validation images to test after every epoch; empty for none
 */
public record Trainer(
        Network network,
        int epochs,
        int batch,
        OptionalDouble learningRate,
        Augmentation augmentation,
        FirstWeights firstWeights,
        TrainingSettings settings,
        Optional<Duration> limit,
        Optional<Path> checkpoint,
        Optional<ImageSet> validation) {

    private static final int DEFAULT_EPOCHS = 5;
    private static final int DEFAULT_BATCH = 64;
    private static final long DEFAULT_SEED = 1;
    private static final int FEW_EPOCHS = 10;
    private static final double LEARNING_RATE_OF_FEW_EPOCHS = 0.3;
    private static final double PAPER_LEARNING_RATE = 0.1;

    public Trainer {
        requirePositive("epochs", epochs);
        requirePositive("images a batch", batch);
        if (learningRate.isPresent() && !(learningRate.getAsDouble() > 0 && learningRate.getAsDouble() < 1e3)) {
            throw new IllegalArgumentException(
                    "the learning rate should be a number above 0, such as 0.1, but is " + learningRate.getAsDouble());
        }
        if (limit.isPresent() && (limit.get().isNegative() || limit.get().isZero())) {
            throw new IllegalArgumentException("the time limit should be longer than nothing, but is " + limit.get());
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be positive, but are " + value);
        }
    }

    /**
     * A training of 5 epochs with batches of 64 images, cropped and flipped at random, with seed 1, momentum 0.9, weight decay 5e-4 and
     * cross-entropy.
     */
    public static Trainer of(Network network) {
        return new Trainer(
                network,
                DEFAULT_EPOCHS,
                DEFAULT_BATCH,
                OptionalDouble.empty(),
                Augmentation.cropAndFlip(),
                FirstWeights.UNIT_VARIANCE,
                TrainingSettings.defaults().withSeed(DEFAULT_SEED),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public Trainer epochs(int epochs) {
        return new Trainer(
                network,
                epochs,
                batch,
                learningRate,
                augmentation,
                firstWeights,
                settings,
                limit,
                checkpoint,
                validation);
    }

    public Trainer batch(int images) {
        return new Trainer(
                network,
                epochs,
                images,
                learningRate,
                augmentation,
                firstWeights,
                settings,
                limit,
                checkpoint,
                validation);
    }

    /** The same with another learning rate of the first step; that of the last is 1% of it. */
    public Trainer learningRate(double start) {
        return new Trainer(
                network,
                epochs,
                batch,
                OptionalDouble.of(start),
                augmentation,
                firstWeights,
                settings,
                limit,
                checkpoint,
                validation);
    }

    public Trainer augmentation(Augmentation augmentation) {
        return new Trainer(
                network,
                epochs,
                batch,
                learningRate,
                augmentation,
                firstWeights,
                settings,
                limit,
                checkpoint,
                validation);
    }

    public Trainer firstWeights(FirstWeights firstWeights) {
        return new Trainer(
                network,
                epochs,
                batch,
                learningRate,
                augmentation,
                firstWeights,
                settings,
                limit,
                checkpoint,
                validation);
    }

    public Trainer settings(TrainingSettings settings) {
        return new Trainer(
                network,
                epochs,
                batch,
                learningRate,
                augmentation,
                firstWeights,
                settings,
                limit,
                checkpoint,
                validation);
    }

    public Trainer seed(long seed) {
        return settings(settings.withSeed(seed));
    }

    public Trainer loss(Loss loss) {
        return settings(settings.withLoss(loss));
    }

    public Trainer momentum(double momentum) {
        return settings(settings.withMomentum((float) momentum));
    }

    public Trainer weightDecay(double weightDecay) {
        return settings(settings.withWeightDecay((float) weightDecay));
    }

    /**
     * The same with a time limit: a call of {@link #fit} that has taken so long ends after its present step. Its model is then the
     * network as far as it was trained, at a learning rate that had not yet fallen all the way; with a checkpoint, a later call goes on
     * from the last whole epoch.
     */
    public Trainer within(Duration limit) {
        return new Trainer(
                network,
                epochs,
                batch,
                learningRate,
                augmentation,
                firstWeights,
                settings,
                Optional.of(limit),
                checkpoint,
                validation);
    }

    /**
     * The same with a checkpoint: a file that is written after every epoch, and from which a training that was interrupted or killed
     * continues when it is started again with the same lines. Network, settings and images must be those of the file.
     *
     * @param file the file, in a directory that exists
     */
    public Trainer checkpoint(Path file) {
        return new Trainer(
                network,
                epochs,
                batch,
                learningRate,
                augmentation,
                firstWeights,
                settings,
                limit,
                Optional.of(file),
                validation);
    }

    /** The same with a test after every epoch, for learning curves (as SpiKernel Fig. 3a): {@code .validate(images.test())}. */
    public Trainer validate(ImageSet images) {
        return new Trainer(
                network,
                epochs,
                batch,
                learningRate,
                augmentation,
                firstWeights,
                settings,
                limit,
                checkpoint,
                Optional.of(images));
    }

    /** The learning rate of the first step: unless given, that of SNASNet, and a higher one for trainings of up to 10 epochs. */
    double firstLearningRate() {
        return learningRate.orElse(epochs <= FEW_EPOCHS ? LEARNING_RATE_OF_FEW_EPOCHS : PAPER_LEARNING_RATE);
    }

    /** As {@link #fit(Dataset, Progress)}, silently. */
    public TrainedModel fit(Dataset images) {
        return fit(images, Progress.none());
    }

    /**
     * Trains on the training images of a data set.
     *
     * @param progress is told of every step, with loss and accuracy of the present epoch
     * @throws IllegalArgumentException if the images do not fit the network, if training does not know one of its layers, or if the
     *     checkpoint is that of another training (names the differences) or damaged
     * @throws TrainingDivergedException if the loss is no longer a number; the checkpoint stays that of the last epoch before
     * @throws CancellationException if the thread is interrupted; the checkpoint stays that of the last whole epoch
     * @throws java.io.UncheckedIOException if the checkpoint cannot be read or written
     */
    public TrainedModel fit(Dataset images, Progress progress) {
        Fitting.require(network, images.classes(), images.train(), "training images");
        if (batch > images.train().size()) {
            throw new IllegalArgumentException(
                    "a batch of %d images needs as many training images, but there are %d; set a smaller batch"
                            .formatted(batch, images.train().size()));
        }
        validation.ifPresent(test -> Fitting.require(network, images.classes(), test, "validation images"));
        try (TrainingRun run = TrainingRun.start(this, images, progress)) {
            return run.finish();
        } finally {
            progress.close();
        }
    }

    /** All that the weights and the curve depend on beside the network, by name. */
    Map<String, String> facts(Dataset images) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(Provenance.DATA + "images", images.description());
        facts.put(
                Provenance.DATA + "training images",
                Integer.toString(images.train().size()));
        facts.put(Provenance.DATA + "fingerprint", images.train().fingerprint());
        facts.put(
                Provenance.DATA + "validation",
                validation.map(ImageSet::fingerprint).orElse("none"));
        facts.put(Provenance.SETTING + "seed", Long.toString(settings.seed()));
        facts.put(Provenance.SETTING + "epochs", Integer.toString(epochs));
        facts.put(Provenance.SETTING + "batch", Integer.toString(batch));
        facts.put(Provenance.SETTING + "learning rate", firstLearningRate() + ", to 1% along half a cosine");
        facts.put(Provenance.SETTING + "augmentation", augmentation.toString());
        facts.put(Provenance.SETTING + "first weights", firstWeights.toString());
        facts.put(Provenance.SETTING + "loss", settings.loss().toString());
        facts.put(Provenance.SETTING + "momentum", Float.toString(settings.momentum()));
        facts.put(Provenance.SETTING + "weight decay", Float.toString(settings.weightDecay()));
        facts.put(
                Provenance.SETTING + "normalisation statistics",
                settings.statistics().toString());
        facts.put(
                Provenance.SETTING + "surrogate",
                settings.surrogate().form() + " of width "
                        + settings.surrogate().width());
        facts.putAll(Versions.facts());
        return facts;
    }
}
