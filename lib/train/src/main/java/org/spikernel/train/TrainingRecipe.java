package org.spikernel.train;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.data.Augmentation;
import org.spikernel.internal.arrays.Floats;
import org.spikernel.internal.checks.Given;
import org.spikernel.model.Provenance;
import org.spikernel.train.layers.NormalisationStatistics;
import org.spikernel.train.layers.Surrogate;

/**
 * How a network is trained: all that its weights depend on apart from network and images. Several networks can share one.
 *
 * <pre>{@code
 * TrainingRecipe recipe = TrainingRecipe.defaults().withEpochs(20).withSurrogate(Surrogate.sigmoid(0.25));
 * Trainer.of(network).recipe(recipe).fit(images);
 * }</pre>
 *
 * <p>Training computes with 32-bit floats: the settings of its optimiser and weight decay are rounded to the nearest one.
 *
 * @param epochs passes over the training images
 * @param batch images a step
 * @param learningRate learning rate of the first step, above 0 and below 1,000; empty for one that {@linkplain
 *     Optimizer#usualLearningRate suits the optimiser and the epochs}
 * @param schedule how the learning rate changes from step to step
 * @param augmentation what happens to training images
 * @param firstWeights what it starts from
 * @param seed of first weights, dropout, the order of images and their augmentation
 * @param loss what training makes small
 * @param optimizer how a step moves the weights
 * @param weightDecay factor of every trained parameter that is added to its gradient
 * @param statistics over what batch normalisation takes mean and variance
 * @param surrogate derivative of the step function
 */
@CheckReturnValue
public record TrainingRecipe(
        int epochs,
        int batch,
        OptionalDouble learningRate,
        Schedule schedule,
        Augmentation augmentation,
        FirstWeights firstWeights,
        long seed,
        Loss loss,
        Optimizer optimizer,
        double weightDecay,
        NormalisationStatistics statistics,
        Surrogate surrogate) {

    private static final double LEARNING_RATE_LIMIT = 1_000;

    private static final TrainingRecipe SNASNET = new TrainingRecipe(
            300,
            64,
            OptionalDouble.of(0.1),
            Schedule.HALF_COSINE,
            Augmentation.cropAndFlip(),
            FirstWeights.AS_DRAWN,
            1,
            Loss.CROSS_ENTROPY,
            Optimizer.gradientDescent(),
            5e-4,
            NormalisationStatistics.PER_TIMESTEP,
            Surrogate.ATAN);

    private static final TrainingRecipe DEFAULTS = SNASNET.withEpochs(5)
            .with(draft -> draft.learningRate = OptionalDouble.empty())
            .withFirstWeights(FirstWeights.UNIT_VARIANCE);

    private static final TrainingRecipe AUTOSNN = new TrainingRecipe(
            600,
            96,
            OptionalDouble.of(1e-3),
            Schedule.CONSTANT,
            Augmentation.cropAndFlip(),
            FirstWeights.UNIFORM_BY_FAN_IN,
            1,
            Loss.MEAN_SQUARED_ERROR,
            Optimizer.adam(),
            0,
            NormalisationStatistics.PER_TIMESTEP,
            Surrogate.ATAN);

    public TrainingRecipe {
        Given.positive(epochs, "the number of epochs");
        Given.positive(batch, "the number of images a batch");
        Given.value(learningRate, "the learning rate").ifPresent(TrainingRecipe::requireLearningRate);
        Given.value(schedule, "the schedule of learning rates");
        Given.value(augmentation, "the augmentation");
        Given.value(firstWeights, "what the first weights are");
        Given.value(loss, "the loss");
        Given.value(optimizer, "the optimiser");
        requireWeightDecay(weightDecay);
        Given.value(statistics, "what normalisation statistics are taken over");
        Given.value(surrogate, "the surrogate");
    }

    private static void requireLearningRate(double learningRate) {
        if (!(learningRate > 0 && learningRate < LEARNING_RATE_LIMIT)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the learning rate should be a number above 0 and below %.0f, such as 0.1, but is %s",
                    LEARNING_RATE_LIMIT,
                    learningRate));
        }
    }

    private static void requireWeightDecay(double weightDecay) {
        if (!(weightDecay >= 0) || Double.isInfinite(weightDecay)) {
            throw new IllegalArgumentException(
                    "weight decay must be a finite number from 0 upwards, but is " + weightDecay);
        }
        Floats.nearest(weightDecay, "weight decay");
    }

    /**
     * 5 epochs with batches of 64 images, cropped and flipped at random, with seed 1, momentum 0.9, weight decay 5e-4, cross-entropy,
     * statistics per timestep and ATan, {@linkplain #snasNet() as SNASNet trains}; but from {@linkplain FirstWeights#UNIT_VARIANCE
     * scaled} weights, and at a learning rate from 0.3, which suit so few epochs. With more than 10 epochs it begins at SNASNet's 0.1.
     */
    public static TrainingRecipe defaults() {
        return DEFAULTS;
    }

    /** The recipe of SNASNet's code (Kim et al., ECCV 2022), by which the networks of the papers were trained; with seed 1. */
    public static TrainingRecipe snasNet() {
        return SNASNET;
    }

    /**
     * The recipe by which AutoSNN trains its super-network (Na et al., ICML 2022, Section B.1 and their code): Adam at a learning rate of
     * 0.001 that stays, no weight decay, mean squared error, PyTorch's first weights, batches of 96 images, 600 epochs; with seed 1. Networks
     * that it found it trains likewise, on images of which 16x16 pixels are cut out besides.
     */
    public static TrainingRecipe autoSnn() {
        return AUTOSNN;
    }

    private TrainingRecipe with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.recipe();
    }

    /** The settings of a recipe, to be changed. */
    private static final class Draft {
        private int epochs;
        private int batch;
        private OptionalDouble learningRate;
        private Schedule schedule;
        private Augmentation augmentation;
        private FirstWeights firstWeights;
        private long seed;
        private Loss loss;
        private Optimizer optimizer;
        private double weightDecay;
        private NormalisationStatistics statistics;
        private Surrogate surrogate;

        Draft(TrainingRecipe recipe) {
            epochs = recipe.epochs;
            batch = recipe.batch;
            learningRate = recipe.learningRate;
            schedule = recipe.schedule;
            augmentation = recipe.augmentation;
            firstWeights = recipe.firstWeights;
            seed = recipe.seed;
            loss = recipe.loss;
            optimizer = recipe.optimizer;
            weightDecay = recipe.weightDecay;
            statistics = recipe.statistics;
            surrogate = recipe.surrogate;
        }

        TrainingRecipe recipe() {
            return new TrainingRecipe(
                    epochs,
                    batch,
                    learningRate,
                    schedule,
                    augmentation,
                    firstWeights,
                    seed,
                    loss,
                    optimizer,
                    weightDecay,
                    statistics,
                    surrogate);
        }
    }

    /** The same with another number of epochs. */
    public TrainingRecipe withEpochs(int epochs) {
        return with(draft -> draft.epochs = epochs);
    }

    /** The same with another number of images a step. */
    public TrainingRecipe withBatch(int images) {
        return with(draft -> draft.batch = images);
    }

    /** The same with another learning rate of the first step. */
    public TrainingRecipe withLearningRate(double start) {
        return with(draft -> draft.learningRate = OptionalDouble.of(start));
    }

    /** The same with another way from the learning rate of the first step to that of the last. */
    public TrainingRecipe withSchedule(Schedule schedule) {
        return with(draft -> draft.schedule = schedule);
    }

    /** The same with another augmentation of the training images. */
    public TrainingRecipe withAugmentation(Augmentation augmentation) {
        return with(draft -> draft.augmentation = augmentation);
    }

    /** The same from other first weights. */
    public TrainingRecipe withFirstWeights(FirstWeights firstWeights) {
        return with(draft -> draft.firstWeights = firstWeights);
    }

    /** The same from another seed. */
    public TrainingRecipe withSeed(long seed) {
        return with(draft -> draft.seed = seed);
    }

    /** The same with another loss. */
    public TrainingRecipe withLoss(Loss loss) {
        return with(draft -> draft.loss = loss);
    }

    /** The same with another optimiser. */
    public TrainingRecipe withOptimizer(Optimizer optimizer) {
        return with(draft -> draft.optimizer = optimizer);
    }

    /** The same by gradient descent with this momentum, from 0 to below 1. */
    public TrainingRecipe withMomentum(double momentum) {
        return withOptimizer(new Optimizer.GradientDescent(momentum));
    }

    /** The same with another weight decay, from 0 upwards. */
    public TrainingRecipe withWeightDecay(double weightDecay) {
        return with(draft -> draft.weightDecay = weightDecay);
    }

    /** The same with other statistics of batch normalisation. */
    public TrainingRecipe withStatistics(NormalisationStatistics statistics) {
        return with(draft -> draft.statistics = statistics);
    }

    /** The same with another derivative of the step function. */
    public TrainingRecipe withSurrogate(Surrogate surrogate) {
        return with(draft -> draft.surrogate = surrogate);
    }

    /** The learning rate of the first step. */
    double firstLearningRate() {
        return learningRate.orElseGet(() -> optimizer.usualLearningRate(epochs));
    }

    /** All of it, by name. */
    Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(Provenance.SETTING + "seed", Long.toString(seed));
        facts.put(Provenance.SETTING + "epochs", Integer.toString(epochs));
        facts.put(Provenance.SETTING + "batch", Integer.toString(batch));
        facts.put(Provenance.SETTING + "learning rate", firstLearningRate() + ", " + schedule);
        facts.put(Provenance.SETTING + "augmentation", augmentation.toString());
        facts.put(Provenance.SETTING + "first weights", firstWeights.toString());
        facts.put(Provenance.SETTING + "loss", loss.toString());
        facts.put(Provenance.SETTING + "momentum", optimizer.kept());
        facts.put(Provenance.SETTING + "weight decay", Float.toString((float) weightDecay));
        facts.put(Provenance.SETTING + "normalisation statistics", statistics.toString());
        facts.put(Provenance.SETTING + "surrogate", surrogate.name());
        return facts;
    }
}
