package org.spikernel.train;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.checkup.Checkup;
import org.spikernel.data.Augmentation;
import org.spikernel.data.Dataset;
import org.spikernel.data.ImageSet;
import org.spikernel.internal.checks.Given;
import org.spikernel.internal.networks.Fitting;
import org.spikernel.internal.networks.NetworkText;
import org.spikernel.internal.sealed.OpenedZip;
import org.spikernel.model.LearningCurve;
import org.spikernel.model.Provenance;
import org.spikernel.model.TrainedModel;
import org.spikernel.network.HasNetwork;
import org.spikernel.network.Network;
import org.spikernel.network.NetworkPlan;
import org.spikernel.progress.Progress;
import org.spikernel.progress.RunFiles;
import org.spikernel.train.layers.NormalisationStatistics;
import org.spikernel.train.layers.Surrogate;

/**
 * Trains a network by surrogate gradients: stochastic gradient descent with momentum and weight decay, and a learning rate that falls
 * along half a cosine to 1%, unless the recipe has another {@link Optimizer} or {@link Schedule}.
 *
 * <p>Momentum, weight decay, schedule, loss, batch and augmentation are those of SNASNet (Kim et al., ECCV 2022). Two things are not,
 * because SNASNet trains for 300 epochs and this for {@linkplain TrainingRecipe#defaults() 5, unless told otherwise}: trainings of up
 * to 10 epochs begin at a learning rate of 0.3 in place of 0.1, and the linear layers that neurons read begin
 * {@linkplain FirstWeights#UNIT_VARIANCE scaled}. SNASNet's own recipe is {@link TrainingRecipe#snasNet()}, AutoSNN's {@link
 * TrainingRecipe#autoSnn()}.
 *
 * <p>For example:
 *
 * <pre>{@code
 * TrainedModel model = Trainer.of(network).epochs(5).seed(1).fit(images, Progress.bar());
 * model.test(images).accuracy();
 * }</pre>
 *
 * <p>A training of the same network by the same recipe on the same images ends with the same weights, bit by bit, on every machine, for
 * any number of threads, with the vector module or without, on Java 17 to 25; also after an interruption, if it has a {@linkplain
 * #checkpoint checkpoint}. A surrogate or augmentation of your own keeps that promise if it computes the same everywhere, as {@code
 * StrictMath} does.
 *
 * <p>Immutable: every setting returns a changed copy, and changes what it names and nothing else.
 */
public final class Trainer {

    private final Network network;
    private final TrainingRecipe recipe;
    private final Optional<Duration> limit;
    private final OptionalInt lastEpoch;
    private final Optional<Path> checkpoint;
    private final Optional<ImageSet> validation;

    private Trainer(
            Network network,
            TrainingRecipe recipe,
            Optional<Duration> limit,
            OptionalInt lastEpoch,
            Optional<Path> checkpoint,
            Optional<ImageSet> validation) {
        this.network = network;
        this.recipe = recipe;
        this.limit = limit;
        this.lastEpoch = lastEpoch;
        this.checkpoint = checkpoint;
        this.validation = validation;
    }

    /** A training by the {@linkplain TrainingRecipe#defaults() usual recipe}: 5 epochs with batches of 64 images. */
    public static Trainer of(Network network) {
        return new Trainer(
                Given.value(network, "the network to train"),
                TrainingRecipe.defaults(),
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** As {@link #of(Network)}, of the network of a candidate, or of what else has one. */
    public static Trainer of(HasNetwork candidate) {
        return of(Given.value(candidate, "what to train").network());
    }

    /** What is trained. */
    public Network network() {
        return network;
    }

    /** How it is trained. */
    public TrainingRecipe recipe() {
        return recipe;
    }

    Optional<Path> checkpoint() {
        return checkpoint;
    }

    Optional<ImageSet> validation() {
        return validation;
    }

    /** The same by another recipe: with all of its settings. */
    @CheckReturnValue
    public Trainer recipe(TrainingRecipe recipe) {
        return new Trainer(network, Given.value(recipe, "the recipe"), limit, lastEpoch, checkpoint, validation);
    }

    /** The same with another number of passes over the training images. */
    @CheckReturnValue
    public Trainer epochs(int epochs) {
        return recipe(recipe.withEpochs(epochs));
    }

    /** The same with another number of images a step. */
    @CheckReturnValue
    public Trainer batch(int images) {
        return recipe(recipe.withBatch(images));
    }

    /** The same with another learning rate of the first step. */
    @CheckReturnValue
    public Trainer learningRate(double start) {
        return recipe(recipe.withLearningRate(start));
    }

    /** The same with another way from the learning rate of the first step to that of the last: {@code Schedule.CONSTANT}. */
    @CheckReturnValue
    public Trainer schedule(Schedule schedule) {
        return recipe(recipe.withSchedule(schedule));
    }

    /** The same with other changes to training images: {@code Augmentation.none()}. */
    @CheckReturnValue
    public Trainer augmentation(Augmentation augmentation) {
        return recipe(recipe.withAugmentation(augmentation));
    }

    /** The same from other first weights. */
    @CheckReturnValue
    public Trainer firstWeights(FirstWeights firstWeights) {
        return recipe(recipe.withFirstWeights(firstWeights));
    }

    /** The same with another seed: of first weights, dropout, the order of images and their augmentation. */
    @CheckReturnValue
    public Trainer seed(long seed) {
        return recipe(recipe.withSeed(seed));
    }

    /** The same with another loss. */
    @CheckReturnValue
    public Trainer loss(Loss loss) {
        return recipe(recipe.withLoss(loss));
    }

    /** The same with another optimiser: {@code Optimizer.adam()}. */
    @CheckReturnValue
    public Trainer optimizer(Optimizer optimizer) {
        return recipe(recipe.withOptimizer(optimizer));
    }

    /** The same by gradient descent with this momentum: the share of the last step's change that the next one keeps, from 0 to below 1. */
    @CheckReturnValue
    public Trainer momentum(double momentum) {
        return recipe(recipe.withMomentum(momentum));
    }

    /** The same with another weight decay: the factor of every trained parameter that is added to its gradient. */
    @CheckReturnValue
    public Trainer weightDecay(double weightDecay) {
        return recipe(recipe.withWeightDecay(weightDecay));
    }

    /** The same with mean and variance of batch normalisation taken over something else. */
    @CheckReturnValue
    public Trainer statistics(NormalisationStatistics statistics) {
        return recipe(recipe.withStatistics(statistics));
    }

    /** The same with another surrogate of the step function's derivative: {@code Surrogate.sigmoid(0.25)}, or one of your own. */
    @CheckReturnValue
    public Trainer surrogate(Surrogate surrogate) {
        return recipe(recipe.withSurrogate(surrogate));
    }

    /**
     * The same with a time limit: a call of {@link #fit} that has taken so long ends after its present step. Its model is then the
     * network as far as it was trained, at a learning rate that had not yet fallen all the way; with a checkpoint, a later call goes on
     * from the last whole epoch.
     *
     * @param limit how long a training may take, positive
     */
    @CheckReturnValue
    public Trainer within(Duration limit) {
        if (Given.value(limit, "the time limit of a training").isNegative() || limit.isZero()) {
            throw new IllegalArgumentException(
                    "the time limit must be positive, such as Duration.ofMinutes(10), but is " + limit);
        }
        return new Trainer(network, recipe, Optional.of(limit), lastEpoch, checkpoint, validation);
    }

    /**
     * The same, ending after so many of the recipe's epochs, which decide how the learning rate falls. What ended early with a checkpoint can go
     * on from there, and ends with the same bits as if it had never stopped; one whose checkpoint is further already is handed back as it is
     * there.
     *
     * @param epochs 1 or more; as many as the recipe has, if that has fewer
     */
    @CheckReturnValue
    public Trainer stoppingAfter(int epochs) {
        return new Trainer(
                network,
                recipe,
                limit,
                OptionalInt.of(Given.positive(epochs, "epochs to stop after")),
                checkpoint,
                validation);
    }

    /**
     * The same with a checkpoint: a file that is written after every epoch, and from which a training that was interrupted or killed
     * continues when it is started again with the same lines. Network, recipe and images must be those of the file, which no other
     * training, here or in another process, may use meanwhile.
     *
     * @param file the file, in a directory that exists; while a training uses it, an empty file {@code .lock} lies beside it
     */
    @CheckReturnValue
    public Trainer checkpoint(Path file) {
        return new Trainer(
                network,
                recipe,
                limit,
                lastEpoch,
                Optional.of(Given.value(file, "the checkpoint of a training")),
                validation);
    }

    /**
     * The same with a checkpoint among the files of a run, under a name that is made of all settings of this training of these images. Say
     * it last, since what is set afterwards is not in the name.
     *
     * <p>A neuron or a surrogate of your own counts by its name and its numbers, and not by its code: who changes the code gives it another
     * name, or deletes the files, to have it trained anew.
     */
    @CheckReturnValue
    public Trainer keptIn(RunFiles files, Dataset images) {
        return files.directory().isEmpty()
                ? this
                : files.file("training", Versions.ofResults(facts(images)), ".zip")
                        .map(this::checkpoint)
                        .orElse(this);
    }

    /** The same with a test after every epoch, for learning curves (as SpiKernel Fig. 3a): {@code .validate(images.test())}. */
    @CheckReturnValue
    public Trainer validate(ImageSet images) {
        return new Trainer(
                network,
                recipe,
                limit,
                lastEpoch,
                checkpoint,
                Optional.of(Given.value(images, "the set of validation images of a training")));
    }

    /** The same network and recipe, kept nowhere and tested on nothing. */
    Trainer alone() {
        return of(network).recipe(recipe);
    }

    /**
     * Looks, before a training, why it might not learn: at the neurons of the network as it begins, shown up to 32 training images; at the
     * gradients of the first batch, layer by layer; and at what 20 steps on that one batch at the first learning rate do to its loss. Nothing
     * is kept of these steps. It takes about as long as they do.
     *
     * @throws IllegalArgumentException as {@link #fit(Dataset, Progress)}
     * @throws CancellationException if the thread is interrupted
     */
    public Checkup checkup(Dataset images) {
        requireFit(network, Given.value(images, "the images to train on"), recipe);
        return TrainingCheckup.of(this, images);
    }

    /** As {@link #fit(Dataset, Progress)}, silently. */
    public TrainedModel fit(Dataset images) {
        return fit(images, Progress.none());
    }

    /**
     * Trains on the training images of a data set.
     *
     * @param progress is told of every step, with loss and accuracy of the present epoch
     * @throws IllegalArgumentException if the images do not fit the network, if the network has nothing to train, or if the
     *     checkpoint is that of another training (names the differences) or damaged
     * @throws IllegalStateException if another training is using the checkpoint, or if memory is short
     * @throws TrainingDivergedException if the loss is no longer a number; the checkpoint stays that of the last epoch before
     * @throws CancellationException if the thread is interrupted; the checkpoint stays that of the last whole epoch
     * @throws java.io.UncheckedIOException if the checkpoint cannot be read or written
     */
    public TrainedModel fit(Dataset images, Progress progress) {
        Given.value(images, "the images to train on");
        Given.value(progress, "the progress, which may be Progress.none(),");
        requireFit(network, images, recipe);
        validation.ifPresent(test -> Fitting.require(network, images.classes(), test, "validation images"));
        try (Checkpoint<NetworkLearner> kept = open(images)) {
            LearningCurve curve =
                    new TrainingRun(recipe, limit, lastEpoch.orElse(recipe.epochs()), images, progress, kept).finish();
            return new TrainedModel(network, kept.learner().layers(), images.classNames(), curve, kept.provenance());
        } finally {
            progress.close();
        }
    }

    private Checkpoint<NetworkLearner> open(Dataset images) {
        TrainingRun.requireNoInterrupt();
        return Checkpoint.open(checkpoint, facts(images), new Checkpoint.Beginning<>() {
            @Override
            public NetworkLearner afresh() {
                return NetworkLearner.afresh(Trainer.this, images);
            }

            @Override
            public NetworkLearner read(OpenedZip zip) throws IOException {
                return NetworkLearner.read(zip, Trainer.this, images);
            }
        });
    }

    /** Whether images can be learned at all. */
    static void requireFit(Network network, Dataset images, TrainingRecipe recipe) {
        Fitting.require(network, images.classes(), images.train(), "training images");
        if (recipe.batch() > images.train().size()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a batch of %d images needs as many training images, but there are %d; set a smaller batch",
                    recipe.batch(),
                    images.train().size()));
        }
        if (recipe.batch() == 1) {
            requireMoreThanOneNumber(network, recipe.statistics());
        }
    }

    /** Of steps on single images nothing could be learned behind a normalisation that makes zero of whatever it reads. */
    private static void requireMoreThanOneNumber(Network network, NormalisationStatistics statistics) {
        NetworkPlan plan = NetworkPlan.of(network);
        plan.needed().stream()
                .filter(node ->
                        node.parameters().statistics() > 0 && node.shape().positions() == 1)
                .filter(node -> statistics == NormalisationStatistics.PER_TIMESTEP
                        || network.timesteps() == 1
                        || plan.isStatic(node))
                .findFirst()
                .ifPresent(node -> {
                    throw new IllegalArgumentException("the batch normalisation '" + node.place() + "' of "
                            + network.name()
                            + " needs more than one number of each feature at a time, but batches of 1 image have one;"
                            + " set larger ones, such as .batch(64)");
                });
    }

    /** All that the weights and the curve depend on, by name. */
    private Map<String, String> facts(Dataset images) {
        Map<String, String> facts = new LinkedHashMap<>(NetworkText.lines(network));
        facts.putAll(facts(images, recipe, validation));
        return facts;
    }

    /** The images and how they are learned, by name. */
    static Map<String, String> facts(Dataset images, TrainingRecipe recipe, Optional<ImageSet> validation) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(Provenance.DATA + "images", images.description());
        facts.put(
                Provenance.DATA + "training images",
                Integer.toString(images.train().size()));
        facts.put(Provenance.DATA + "fingerprint", images.train().fingerprint());
        facts.put(
                Provenance.DATA + "validation",
                validation.map(ImageSet::fingerprint).orElse("none"));
        facts.putAll(recipe.facts());
        facts.putAll(Versions.facts());
        return facts;
    }
}
