package org.spikernel.train;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.data.Dataset;
import org.spikernel.data.ImageBatch;
import org.spikernel.internal.checks.Given;
import org.spikernel.internal.networks.Fitting;
import org.spikernel.model.LearningCurve;
import org.spikernel.model.LearningCurve.Epoch;
import org.spikernel.model.Provenance;
import org.spikernel.network.MacroArchitecture;
import org.spikernel.network.Network;
import org.spikernel.progress.Progress;
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
 * block SRB_k5 of a slot. Every one of them has batch normalisation of its own, whose running statistics move when its network is drawn.
 * Which networks are drawn depends on the seed of the recipe alone, so the same call ends with the same bits on every machine.
 */
public final class SuperNetworkTrainer {

    private final Space space;
    private final MacroArchitecture macro;
    private final TrainingRecipe recipe;

    private SuperNetworkTrainer(Space space, MacroArchitecture macro, TrainingRecipe recipe) {
        this.space = space;
        this.macro = macro;
        this.recipe = recipe;
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
                TrainingRecipe.defaults());
    }

    /** The same by another recipe. */
    @CheckReturnValue
    public SuperNetworkTrainer recipe(TrainingRecipe recipe) {
        return new SuperNetworkTrainer(space, macro, Given.value(recipe, "the recipe"));
    }

    /** The same with another number of passes over the training images. */
    @CheckReturnValue
    public SuperNetworkTrainer epochs(int epochs) {
        return recipe(recipe.withEpochs(epochs));
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

    /** As {@link #fit(Dataset, Progress)}, silently. */
    public SuperNetwork fit(Dataset images) {
        return fit(images, Progress.none());
    }

    /**
     * Trains on the training images of a data set.
     *
     * @throws IllegalArgumentException if the images do not fit the networks
     * @throws TrainingDivergedException if a loss is no longer finite
     * @throws CancellationException if the thread is interrupted
     */
    public SuperNetwork fit(Dataset images, Progress progress) {
        Given.value(images, "the images to train on");
        try {
            return new Run(images, progress).finish();
        } finally {
            progress.close();
        }
    }

    /** What a step trains. */
    Architecture drawn(int step) {
        return space.draw(RandomStream.at(recipe.seed(), "super-network", step)).canonical();
    }

    /** All that the weights depend on, by name. */
    private Map<String, String> facts(Dataset images) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("space", space.toString());
        macro.settings().forEach((name, value) -> facts.put("macro-architecture " + name, value));
        facts.putAll(Trainer.facts(images, recipe, Optional.empty()));
        return facts;
    }

    private final class Run {

        private final Dataset images;
        private final Progress progress;
        private final SharedLearning shared = new SharedLearning(recipe);
        private final LearningRates rates;
        private final long start = System.nanoTime();
        private LearningCurve curve = new LearningCurve(List.of());

        Run(Dataset images, Progress progress) {
            this.images = images;
            this.progress = progress;
            rates = LearningRates.of(recipe, images.train());
        }

        SuperNetwork finish() {
            Fitting.require(macro.network(drawn(0)), images.classNames().size(), images.train(), "training images");
            for (int epoch = 0; epoch < recipe.epochs(); epoch++) {
                curve = curve.with(pass(epoch));
            }
            return new SuperNetwork(
                    space,
                    macro,
                    recipe.seed(),
                    shared.layers(),
                    images.classNames(),
                    curve,
                    Provenance.of(facts(images)));
        }

        private Epoch pass(int epoch) {
            EpochTally tally = new EpochTally(recipe, images.train().size(), epoch);
            PreparedBatches batches = PreparedBatches.ofEpoch(epoch, recipe, images.train());
            while (batches.hasNext()) {
                step(batches.next(), tally);
                progress.update(tally.progress(Duration.ofNanos(System.nanoTime() - start)));
            }
            return tally.epoch(OptionalDouble.empty(), rates.at(shared.steps() - 1));
        }

        private void step(ImageBatch batch, EpochTally tally) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the training of a super-network was interrupted at step "
                        + (shared.steps() + 1) + " of " + rates.steps());
            }
            Architecture path = drawn(shared.steps());
            Network network = macro.network(path);
            try (TrainableNetwork trainable = TrainableNetwork.sharing(shared, network, recipe)) {
                // Linear layers stand in the classifier, which all networks have in common.
                if (shared.steps() == 0) {
                    recipe.firstWeights().prepare(trainable, images.train().batch(recipe.batch(), recipe.seed()));
                }
                double loss = trainable.step(batch, rates.at(shared.steps()));
                if (!Double.isFinite(loss)) {
                    throw new TrainingDivergedException(String.format(
                            Locale.ROOT,
                            "the loss of %s is %s at step %,d of the super-network. Set a lower learning rate than %s",
                            network.name(),
                            loss,
                            shared.steps() + 1,
                            recipe.firstLearningRate()));
                }
                shared.countStep();
                tally.add(loss, batch.size(), trainable.recognised());
            }
        }
    }
}
