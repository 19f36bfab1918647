package org.spikernel.train;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

import org.spikernel.data.Augmentation;
import org.spikernel.model.Provenance;

/**
 * How a network is trained: all that its weights depend on beside network and images. Several networks can share one.
 *
 * @param epochs passes over the training images
 * @param batch images a step
 * @param learningRate learning rate of the first step, above 0 and below 1,000; empty for one that suits the epochs: 0.3 for up to 10,
 *     SNASNet's 0.1 for more
 * @param augmentation what happens to training images
 * @param firstWeights what it starts from
 * @param settings all that a step depends on beside the learning rate
 */
public record TrainingRecipe(
        int epochs,
        int batch,
        OptionalDouble learningRate,
        Augmentation augmentation,
        FirstWeights firstWeights,
        TrainingSettings settings) {

    private static final int DEFAULT_EPOCHS = 5;
    private static final int DEFAULT_BATCH = 64;
    private static final long DEFAULT_SEED = 1;
    private static final int FEW_EPOCHS = 10;
    private static final double LEARNING_RATE_OF_FEW_EPOCHS = 0.3;
    private static final double PAPER_LEARNING_RATE = 0.1;
    private static final double LEARNING_RATE_LIMIT = 1_000;

    public TrainingRecipe {
        requirePositive("epochs", epochs);
        requirePositive("images a batch", batch);
        if (learningRate.isPresent()
                && !(learningRate.getAsDouble() > 0 && learningRate.getAsDouble() < LEARNING_RATE_LIMIT)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the learning rate should be a number above 0 and below %.0f, such as 0.1, but is %s",
                    LEARNING_RATE_LIMIT,
                    learningRate.getAsDouble()));
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be positive, but are " + value);
        }
    }

    /**
     * 5 epochs with batches of 64 images, cropped and flipped at random, with seed 1, momentum 0.9, weight decay 5e-4 and
     * cross-entropy, as SNASNet trains; but from {@linkplain FirstWeights#UNIT_VARIANCE scaled} weights, and at a learning rate from 0.3,
     * which suit so few epochs. With more than 10 epochs it begins at SNASNet's 0.1.
     */
    public static TrainingRecipe defaults() {
        return new TrainingRecipe(
                DEFAULT_EPOCHS,
                DEFAULT_BATCH,
                OptionalDouble.empty(),
                Augmentation.cropAndFlip(),
                FirstWeights.UNIT_VARIANCE,
                TrainingSettings.defaults().withSeed(DEFAULT_SEED));
    }

    public TrainingRecipe withEpochs(int epochs) {
        return new TrainingRecipe(epochs, batch, learningRate, augmentation, firstWeights, settings);
    }

    public TrainingRecipe withBatch(int images) {
        return new TrainingRecipe(epochs, images, learningRate, augmentation, firstWeights, settings);
    }

    /** The same with another learning rate of the first step; that of the last is 1% of it. */
    public TrainingRecipe withLearningRate(double start) {
        return new TrainingRecipe(epochs, batch, OptionalDouble.of(start), augmentation, firstWeights, settings);
    }

    public TrainingRecipe withAugmentation(Augmentation augmentation) {
        return new TrainingRecipe(epochs, batch, learningRate, augmentation, firstWeights, settings);
    }

    public TrainingRecipe withFirstWeights(FirstWeights firstWeights) {
        return new TrainingRecipe(epochs, batch, learningRate, augmentation, firstWeights, settings);
    }

    public TrainingRecipe withSettings(TrainingSettings settings) {
        return new TrainingRecipe(epochs, batch, learningRate, augmentation, firstWeights, settings);
    }

    /** The learning rate of the first step: unless given, 0.3 for trainings of up to 10 epochs, and SNASNet's 0.1 for longer ones. */
    double firstLearningRate() {
        return learningRate.orElse(epochs <= FEW_EPOCHS ? LEARNING_RATE_OF_FEW_EPOCHS : PAPER_LEARNING_RATE);
    }

    /** All of it, by name. */
    Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
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
        return facts;
    }
}
