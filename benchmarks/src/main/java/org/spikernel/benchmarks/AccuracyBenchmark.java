package org.spikernel.benchmarks;

import java.time.Duration;
import java.util.Locale;

import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.data.Dataset;
import org.spikernel.data.Datasets;
import org.spikernel.model.TestResult;
import org.spikernel.model.TrainedModel;
import org.spikernel.network.MemoryBudget;
import org.spikernel.network.ParamCount.Scope;
import org.spikernel.network.SnasNet;
import org.spikernel.progress.Progress;
import org.spikernel.score.RScore;
import org.spikernel.search.Candidate;
import org.spikernel.search.Search;
import org.spikernel.search.Strategy;
import org.spikernel.train.Trainer;

/** How accurate a small searched network becomes in half an hour: searches a cell, trains it, and prints its learning curve. */
public final class AccuracyBenchmark {

    private static final int CHANNELS = 16;
    private static final int TIMESTEPS = 2;
    private static final int BATCH = 64;
    private static final int ITERATIONS = 500;
    private static final int EPOCHS = 16;
    private static final long SEED = 1;
    private static final int VALIDATED = 2000;
    private static final Duration LIMIT = Duration.ofMinutes(40);
    private static final MemoryBudget BUDGET = MemoryBudget.params(40_000).withScope(Scope.FEATURES);

    private AccuracyBenchmark() {}

    /** Prints the cell, the learning curve and the accuracy on all test images. */
    public static void main(String[] arguments) {
        Dataset images = Datasets.cifar10().orElseTextures();
        Candidate best = Search.of(
                        SearchSpace.of(KernelSet.SET_1),
                        SnasNet.forDataset(images).withChannels(CHANNELS).withTimesteps(TIMESTEPS),
                        RScore.on(images.train().batch(BATCH, SEED)))
                .strategy(Strategy.random(ITERATIONS).seed(SEED))
                .budget(BUDGET)
                .run()
                .best();
        System.out.println(best);
        TrainedModel model = Trainer.of(best.network())
                .epochs(EPOCHS)
                .batch(BATCH)
                .seed(SEED)
                .within(LIMIT)
                .validate(images.test().first(VALIDATED))
                .fit(images, Progress.bar());
        System.out.println(model.curve().table().printAll());
        TestResult test = model.test(images);
        System.out.printf(
                Locale.ROOT,
                "%s: test accuracy %.1f%% on %,d images, %,.0f spikes an image, firing rate %.1f%%%n",
                images.name(),
                100 * test.accuracy(),
                images.test().size(),
                test.spikesPerImage(),
                100 * test.firingRate());
    }
}
