package org.spikernel.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.data.Dataset;
import org.spikernel.engine.Weights;
import org.spikernel.internal.checks.Given;
import org.spikernel.internal.sealed.OpenedZip;
import org.spikernel.model.LearningCurve;
import org.spikernel.model.Provenance;
import org.spikernel.network.MacroArchitecture;
import org.spikernel.network.Network;
import org.spikernel.progress.Progress;
import org.spikernel.progress.RunFiles;
import org.spikernel.random.RandomStream;
import org.spikernel.space.Architecture;
import org.spikernel.space.Space;

/**
 * Trains all networks of a space at once: they share their weights, wherever they have a layer at the same place, and every mini-batch trains
 * one of them, drawn at random (AutoSNN, Section 4.2; Na et al., ICML 2022). The accuracies of networks with these weights rank them as
 * trainings would, roughly, at the price of one training.
 *
 * <pre>{@code
 * SuperNetwork trained = SuperNetworkTrainer.of(space, macro).epochs(20).fit(images, Progress.bar());
 * Search.of(space, macro, trained.accuracyOn(held)).strategy(Strategy.autoSnnEvolution()).run();
 * }</pre>
 *
 * <p>Layers have the same place in two networks if they have the same name and do the same: the 3x3 convolution of an edge of a cell, the
 * block SRB_k5 of a slot. Every one of them has batch normalisation of its own, whose running statistics move when its network is drawn. With
 * {@link #sharingKernels} the kernel of the 3x3 convolution of an edge is the centre of that of its 5x5 one.
 *
 * <p>What is off the path stays as it is, bit by bit: it neither decays nor rolls on by momentum, and Adam counts how often each layer was
 * moved. (AutoSNN's released code runs on a PyTorch whose Adam goes on moving blocks that are not on the path.)
 *
 * <p>Which networks are drawn depends on the seed of the recipe alone, so the same call ends with the same bits on every machine; also after
 * an interruption, if it has a {@linkplain #checkpoint checkpoint}.
 *
 * <p>Immutable: every setting returns a changed copy.
 */
public final class SuperNetworkTrainer {

    private final Space space;
    private final MacroArchitecture macro;
    private final TrainingRecipe recipe;
    private final Optional<SharedKernels> kernels;
    private final Optional<Path> checkpoint;

    private SuperNetworkTrainer(
            Space space,
            MacroArchitecture macro,
            TrainingRecipe recipe,
            Optional<SharedKernels> kernels,
            Optional<Path> checkpoint) {
        this.space = space;
        this.macro = macro;
        this.recipe = recipe;
        this.kernels = kernels;
        this.checkpoint = checkpoint;
    }

    /**
     * By the {@linkplain TrainingRecipe#defaults() usual recipe}.
     *
     * @param space what is drawn
     * @param macro everything else of a network
     */
    public static SuperNetworkTrainer of(Space space, MacroArchitecture macro) {
        return new SuperNetworkTrainer(
                Given.value(space, "the space of a super-network"),
                Given.value(macro, "the macro-architecture of a super-network"),
                TrainingRecipe.defaults(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same by another recipe. */
    @CheckReturnValue
    public SuperNetworkTrainer recipe(TrainingRecipe recipe) {
        return new SuperNetworkTrainer(space, macro, Given.value(recipe, "the recipe"), kernels, checkpoint);
    }

    /** The same with another number of passes over the training images. */
    @CheckReturnValue
    public SuperNetworkTrainer epochs(int epochs) {
        return recipe(recipe.withEpochs(epochs));
    }

    /** The same with another number of images a step. */
    @CheckReturnValue
    public SuperNetworkTrainer batch(int images) {
        return recipe(recipe.withBatch(images));
    }

    /** The same with another learning rate of the first step. */
    @CheckReturnValue
    public SuperNetworkTrainer learningRate(double start) {
        return recipe(recipe.withLearningRate(start));
    }

    /** The same with another seed: of first weights, of what is drawn, of dropout, of the order of images and their augmentation. */
    @CheckReturnValue
    public SuperNetworkTrainer seed(long seed) {
        return recipe(recipe.withSeed(seed));
    }

    /** How it is trained. */
    public TrainingRecipe recipe() {
        return recipe;
    }

    /**
     * The same with one kernel for all sizes that may stand at a place: the centre of the largest, say 7x7, is the 5x5, whose centre is the
     * 3x3, whose centre is the 1x1 (the superkernel of Stamoulis et al., Single-Path NAS, ECML PKDD 2019). So a step on a small kernel trains
     * a part of the large ones, and there is one kernel to train in place of four. It holds for cells and for blocks: convolutions share a
     * kernel if their places are the same but for its size. Normalisation behind them stays each size's own.
     *
     * <p>A step on a small kernel moves its weights alone: of the rim around it neither weights nor what the optimiser keeps of their gradients
     * change by a bit, as of everything off the path. The next step on a large kernel takes them up as they were. Adam counts for each
     * position of the kernel how often it was moved.
     *
     * <p>Every weight begins as it is drawn for the smallest kernel that has it, so the 1x1 begins as it would alone. If all began as drawn for
     * 7x7, the weights of the 1x1 would be 7 times too small, since the variance of first weights goes with one over the inputs; normalisation
     * hides that forward, but gradient descent turns weights so small 49 times as far in a step. This way the centre is too large for the
     * 7x7, whose currents have 3.0 times the variance that they would have alone, which does less harm.
     *
     * @throws IllegalArgumentException if no two convolutions of the space differ in their kernels' size alone
     */
    @CheckReturnValue
    public SuperNetworkTrainer sharingKernels() {
        return new SuperNetworkTrainer(space, macro, recipe, Optional.of(SharedKernels.of(space, macro)), checkpoint);
    }

    /**
     * The same with a checkpoint: a file that is written after every epoch, and from which a training that was interrupted or killed
     * continues when it is started again with the same lines. One that has ended is handed back without being trained again. Space,
     * macro-architecture, recipe and images must be those of the file, which no other training, here or in another process, may use
     * meanwhile.
     *
     * @param file the file, in a directory that exists; while a training uses it, an empty file {@code .lock} lies beside it
     */
    @CheckReturnValue
    public SuperNetworkTrainer checkpoint(Path file) {
        return new SuperNetworkTrainer(
                space,
                macro,
                recipe,
                kernels,
                Optional.of(Given.value(file, "the checkpoint of a super-network's training")));
    }

    /**
     * The same with a checkpoint among the files of a run, under a name that is made of all settings of this training of these images. Say
     * it last, since what is set afterwards is not in the name.
     */
    @CheckReturnValue
    public SuperNetworkTrainer keptIn(RunFiles files, Dataset images) {
        return files.directory().isEmpty()
                ? this
                : files.file("super-network", Versions.ofResults(facts(images)), ".zip")
                        .map(this::checkpoint)
                        .orElse(this);
    }

    /** As {@link #fit(Dataset, Progress)}, silently. */
    public SuperNetwork fit(Dataset images) {
        return fit(images, Progress.none());
    }

    /**
     * Trains on the training images of a data set.
     *
     * @param progress is told of every step, with loss and accuracy of the present epoch
     * @throws IllegalArgumentException if the images do not fit the networks, or if the checkpoint is that of another training (names the
     *     differences) or damaged
     * @throws IllegalStateException if another training is using the checkpoint, or if memory is short
     * @throws TrainingDivergedException if a loss, or weights, are no longer finite; the checkpoint stays that of the last epoch before
     * @throws CancellationException if the thread is interrupted; the checkpoint stays that of the last whole epoch
     * @throws java.io.UncheckedIOException if the checkpoint cannot be read or written
     */
    public SuperNetwork fit(Dataset images, Progress progress) {
        Given.value(images, "the images to train on");
        Given.value(progress, "the progress, which may be Progress.none(),");
        Trainer.requireFit(network(drawn(0)), images, recipe);
        try (Checkpoint<SuperNetworkLearner> kept = open(images)) {
            LearningCurve curve =
                    new TrainingRun(recipe, Optional.empty(), recipe.epochs(), images, progress, kept).finish();
            return new SuperNetwork(this, kept.learner().layers(), images.classNames(), curve, kept.provenance());
        } finally {
            progress.close();
        }
    }

    private Checkpoint<SuperNetworkLearner> open(Dataset images) {
        TrainingRun.requireNoInterrupt();
        return Checkpoint.open(checkpoint, facts(images), new Checkpoint.Beginning<>() {
            @Override
            public SuperNetworkLearner afresh() {
                return new SuperNetworkLearner(
                        SuperNetworkTrainer.this, new SharedLearning(recipe, kernels()), images.train());
            }

            @Override
            public SuperNetworkLearner read(OpenedZip zip) throws IOException {
                return new SuperNetworkLearner(
                        SuperNetworkTrainer.this, SharedLearning.read(zip, recipe, kernels()), images.train());
            }
        });
    }

    /** The kernels that convolutions share. */
    SharedKernels kernels() {
        return kernels.orElseGet(SharedKernels::none);
    }

    Space space() {
        return space;
    }

    MacroArchitecture macro() {
        return macro;
    }

    /** What layers begin with, before they are prepared. */
    Weights firstWeights() {
        return recipe.firstWeights().drawn(recipe.seed());
    }

    Optional<Path> checkpoint() {
        return checkpoint;
    }

    /** What a step trains. */
    Architecture drawn(int step) {
        return space.draw(RandomStream.at(recipe.seed(), "super-network", step)).canonical();
    }

    /** The network of an architecture. */
    Network network(Architecture architecture) {
        return macro.network(architecture);
    }

    /** All that the weights depend on, by name. */
    private Map<String, String> facts(Dataset images) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("space", space.toString());
        macro.settings().forEach((name, value) -> facts.put("macro-architecture " + name, value));
        kernels.ifPresent(
                shared -> facts.put(Provenance.SETTING + "kernels", "the smaller are the centres of the largest"));
        facts.putAll(Trainer.facts(images, recipe, Optional.empty()));
        return facts;
    }

    @Override
    public String toString() {
        return "super-network of " + space.name() + " in " + macro.name()
                + (kernels.isPresent() ? ", shared kernels" : "");
    }
}
