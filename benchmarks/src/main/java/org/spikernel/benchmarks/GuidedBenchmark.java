package org.spikernel.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.spikernel.cell.Cell;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.data.Dataset;
import org.spikernel.data.Datasets;
import org.spikernel.model.TrainedModel;
import org.spikernel.network.SnasNet;
import org.spikernel.progress.Progress;
import org.spikernel.progress.RunFiles;
import org.spikernel.score.RScore;
import org.spikernel.search.Candidate;
import org.spikernel.search.Search;
import org.spikernel.search.SearchResult;
import org.spikernel.search.Strategy;
import org.spikernel.study.kernelbench.KernelBenchPlan;
import org.spikernel.study.predict.KernelPredictor;
import org.spikernel.train.TrainedAccuracy;
import org.spikernel.train.Trainer;
import org.spikernel.train.TrainingRecipe;

/**
 * What accuracy searches of SET_3 reach on CIFAR-10, at KernelBench's size, for the same seconds of processors: by R, by chance, and guided by
 * trainings.
 *
 * <pre>
 * bench guided [--trainings 16] [--seeds 3]
 * </pre>
 *
 * <p>R scores every cell of the space, so no search by R can find a better one by it. What its best cell is worth is one training more; and
 * since that takes less than the others have, the next best by R are trained too, for as long as there are seconds. Of what was trained, each
 * takes the one with the highest accuracy on the images held out; test images judge that one alone.
 */
public final class GuidedBenchmark {

    private static final int TRAINING_IMAGES = 5_000;
    private static final int SCORED_IMAGES = 64;
    private static final int SHORT = 2;
    private static final SearchSpace SPACE = SearchSpace.of(KernelSet.SET_3);
    private static final SnasNet MACRO = KernelBenchPlan.macro(KernelBenchPlan.CHANNELS);

    private final Dataset images;
    private final Dataset split;
    private final int trainings;
    private final TrainingRecipe recipe;
    private final long seed;

    /** Networks are trained alike whoever asks, so nothing is trained twice; a search still pays for it. */
    private final Map<Cell, TrainedModel> trained = new HashMap<>();

    private GuidedBenchmark(Dataset images, int trainings, long seed) {
        int all = TRAINING_IMAGES + KernelBenchPlan.VALIDATION_IMAGES;
        this.images = images;
        this.split = images.first(all, images.test().size()).holdingOut(KernelBenchPlan.VALIDATION_IMAGES);
        this.trainings = trainings;
        this.seed = seed;
        this.recipe = TrainingRecipe.defaults()
                .withEpochs(KernelBenchPlan.EPOCHS)
                .withBatch(KernelBenchPlan.BATCH)
                .withLearningRate(KernelBenchPlan.LEARNING_RATE)
                .withSeed(seed);
    }

    /** Prints four lines a seed. */
    public static void main(String[] words) {
        Arguments.run(words, List.of("--trainings TRAININGS", "--seeds SEEDS"), GuidedBenchmark::compare);
    }

    private static void compare(Arguments given) {
        int trainings = given.number("--trainings").orElse(16);
        int seeds = given.number("--seeds").orElse(3);
        Dataset images = Datasets.cifar10().orElseThrow();
        System.out.printf(
                Locale.ROOT,
                "%s, %s; %,d images for %d epochs, %d whole trainings for each search%n",
                SPACE,
                MACRO,
                TRAINING_IMAGES,
                KernelBenchPlan.EPOCHS,
                trainings);
        for (long seed = 1; seed <= seeds; seed++) {
            new GuidedBenchmark(images, trainings, seed).print();
        }
    }

    private void print() {
        double start = Processors.seconds();
        SearchResult scored = Search.of(
                        SPACE,
                        MACRO,
                        RScore.on(split.train().batch(SCORED_IMAGES, seed)).seed(seed))
                .strategy(Strategy.exhaustive())
                .run();
        double ofScores = Processors.seconds() - start;
        List<Cell> byScore = scored.candidates().stream()
                .sorted(Comparator.comparingDouble(
                        (Candidate each) -> -each.score().orElse(Double.NEGATIVE_INFINITY)))
                .map(Candidate::cell)
                .map(Cell::canonical)
                .distinct()
                .limit(trainings)
                .toList();
        List<Cell> drawn = SPACE.draws(seed)
                .map(architecture -> architecture.canonical().cell())
                .distinct()
                .limit(trainings)
                .toList();
        start = Processors.seconds();
        drawn.forEach(this::train);
        double ofOne = (Processors.seconds() - start) / drawn.size();
        show("random cells", drawn, drawn.size() * ofOne);
        show("highest R of all cells", byScore.subList(0, 1), ofScores + ofOne);
        int affordable = (int) Math.max(1, trainings - Math.ceil(ofScores / ofOne));
        show(
                "highest R of all cells, the next best too",
                byScore.subList(0, affordable),
                ofScores + affordable * ofOne);
        guided();
    }

    private void guided() {
        Path kept = temporary();
        double start = Processors.seconds();
        SearchResult guided = Search.of(
                        SPACE,
                        MACRO,
                        TrainedAccuracy.of(split).recipe(recipe).stages(SHORT).keptIn(RunFiles.in(kept, "guided")))
                .strategy(Strategy.guided(trainings, KernelPredictor.ofCells()).seed(seed))
                .run(Progress.bar());
        double ofSearch = Processors.seconds() - start;
        line("guided", guided.candidates().size(), guided.best().cell().canonical(), ofSearch);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("guided");
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot keep trainings in the directory for temporary files", unwritable);
        }
    }

    /** Trains cells and prints what the one is worth that is best on the images held out. */
    private void show(String name, List<Cell> cells, double seconds) {
        Cell best = cells.stream()
                .max(Comparator.comparingDouble(cell -> validation(train(cell))))
                .orElseThrow();
        line(name, cells.size(), best, seconds);
    }

    private TrainedModel train(Cell cell) {
        return trained.computeIfAbsent(
                cell,
                one -> Trainer.of(MACRO.network(one))
                        .recipe(recipe)
                        .validate(split.test())
                        .fit(split));
    }

    private static double validation(TrainedModel model) {
        return model.curve()
                .epochs()
                .get(model.curve().epochs().size() - 1)
                .testAccuracy()
                .getAsDouble();
    }

    private void line(String name, int count, Cell cell, double seconds) {
        TrainedModel model = train(cell);
        System.out.printf(
                Locale.ROOT,
                "seed %d  %-44s %4d trained  %6.0f s of processors  validation %.2f%%  test %.2f%%  %s%n",
                seed,
                name,
                count,
                seconds,
                100 * validation(model),
                100 * model.test(images).accuracy(),
                cell);
    }
}
