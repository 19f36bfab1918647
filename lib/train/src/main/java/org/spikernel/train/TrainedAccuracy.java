package org.spikernel.train;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.data.Dataset;
import org.spikernel.internal.checks.Given;
import org.spikernel.model.LearningCurve.Epoch;
import org.spikernel.network.Network;
import org.spikernel.progress.RunFiles;
import org.spikernel.score.Evaluation;
import org.spikernel.score.Measure;
import org.spikernel.score.Scorer;
import org.spikernel.search.Candidate;
import org.spikernel.search.Evaluator;
import org.spikernel.search.LateAccuracy;
import org.spikernel.search.Proposal;
import org.spikernel.search.Stage;

/**
 * Ranks candidates of a search by training them: the score is the accuracy on held-out images, from 0 to 1, after the last epoch of a stage.
 * Beside it, the {@link LateAccuracy} is measured.
 *
 * <pre>{@code
 * var split = images.holdingOut(2_000);
 * var trained = TrainedAccuracy.of(split).recipe(TrainingRecipe.defaults().withEpochs(30)).stages(3, 10).keptIn(files);
 * var guided = Strategy.guided(40, KernelPredictor.ofCells()).learningFrom(LateAccuracy.NAME);
 * Search.of(space, macro, trained).strategy(guided).journal(Path.of("guided.csv")).run(Progress.bar());
 * }</pre>
 *
 * <p>Stages are epochs of one training, whose learning rate falls over all epochs of the recipe, not over those of the stage. So what is
 * stopped early goes on from its checkpoint, and ends with the same bits as if it had never stopped; a short training with a schedule of its own would
 * rank better, but would have to be begun anew. Where nothing is {@linkplain #keptIn kept}, what goes on is trained again from its beginning:
 * the same result, but not at the price that stages have.
 *
 * <p>Candidates are trained one after another, each by all processors. One whose training diverges has no score.
 */
public final class TrainedAccuracy implements Evaluator {

    private final Dataset images;
    private final TrainingRecipe recipe;
    private final List<Integer> stages;
    private final List<Measure> measures;
    private final RunFiles files;

    private TrainedAccuracy(
            Dataset images, TrainingRecipe recipe, List<Integer> stages, List<Measure> measures, RunFiles files) {
        this.images = images;
        this.recipe = recipe;
        this.stages = stages;
        this.measures = measures;
        this.files = files;
    }

    /**
     * By the {@linkplain TrainingRecipe#defaults() usual recipe}, in one stage, kept nowhere.
     *
     * @param images what is learned, and as test images those that were held out: {@code images.holdingOut(2_000)}; not those that are to judge
     *     what was found
     */
    public static TrainedAccuracy of(Dataset images) {
        return new TrainedAccuracy(
                Given.value(images, "the images to train on"),
                TrainingRecipe.defaults(),
                List.of(),
                List.of(),
                RunFiles.none());
    }

    /** The same by another recipe; say it before {@link #stages}. */
    @CheckReturnValue
    public TrainedAccuracy recipe(TrainingRecipe recipe) {
        return new TrainedAccuracy(images, Given.value(recipe, "the recipe"), stages, measures, files).checked();
    }

    /**
     * The same with stages after some of the recipe's epochs; the last stage is its end.
     *
     * @param epochs after which candidates may be stopped; rising, and fewer than the recipe has
     */
    @CheckReturnValue
    public TrainedAccuracy stages(int... epochs) {
        return new TrainedAccuracy(images, recipe, IntStream.of(epochs).boxed().toList(), measures, files).checked();
    }

    private TrainedAccuracy checked() {
        List<Integer> all = epochs();
        if (!all.equals(all.stream()
                        .distinct()
                        .sorted(Comparator.naturalOrder())
                        .toList())
                || all.get(0) < 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "stages after epochs %s must rise from 1 to fewer than the %d epochs of the recipe",
                    stages,
                    recipe.epochs()));
        }
        return this;
    }

    private List<Integer> epochs() {
        return Stream.concat(stages.stream(), Stream.of(recipe.epochs())).toList();
    }

    /** The same, which also measures the network before it is trained: parameters, or the energy with random weights. */
    @CheckReturnValue
    public TrainedAccuracy measuring(Measure measure) {
        List<Measure> more = Stream.concat(
                        measures.stream(), Stream.of(Given.value(measure, "a measure beside accuracy")))
                .toList();
        return new TrainedAccuracy(images, recipe, stages, more, files);
    }

    /** The same, keeping every training among the files of a run, from where it goes on: to its next stage, or after an interruption. */
    @CheckReturnValue
    public TrainedAccuracy keptIn(RunFiles files) {
        return new TrainedAccuracy(images, recipe, stages, measures, Given.value(files, "the files of a run"));
    }

    @Override
    public List<Stage> stages() {
        return epochs().stream()
                .map(done -> Stage.epochs(done, recipe.epochs()))
                .toList();
    }

    @Override
    public List<String> measures() {
        return Stream.concat(Stream.of(LateAccuracy.NAME), measures.stream().map(Measure::name))
                .toList();
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("name", "trained accuracy");
        settings.putAll(Versions.ofResults(Trainer.facts(images, recipe, Optional.of(images.test()))));
        return settings;
    }

    @Override
    public void evaluate(List<Proposal> proposals, int threads, Consumer<Candidate> scored)
            throws InterruptedException {
        for (Proposal proposal : proposals) {
            Candidate candidate;
            try {
                candidate = proposal.scoredBy(new After(epochs().get(stages().indexOf(proposal.stage()))));
            } catch (CancellationException interrupted) {
                // The exception says it again.
                Thread.interrupted();
                throw new InterruptedException(interrupted.getMessage());
            }
            scored.accept(candidate);
        }
    }

    /** What training for so many epochs says of a network. */
    private final class After implements Scorer {

        private final int epochs;

        After(int epochs) {
            this.epochs = epochs;
        }

        @Override
        public double of(Network network) {
            return evaluate(network).score().orElse(Double.NaN);
        }

        @Override
        public Evaluation evaluate(Network network) {
            Map<String, Double> measured = new LinkedHashMap<>();
            measures.forEach(
                    measure -> measured.put(measure.name(), measure.of().applyAsDouble(network)));
            try {
                List<Double> accuracies = accuracies(network);
                measured.put(LateAccuracy.NAME, LateAccuracy.of(accuracies, recipe.epochs()));
                return new Evaluation(OptionalDouble.of(accuracies.get(epochs - 1)), measured);
            } catch (TrainingDivergedException none) {
                return new Evaluation(OptionalDouble.empty(), measured);
            }
        }

        /** After each epoch of the stage; the checkpoint may be further. */
        private List<Double> accuracies(Network network) {
            Trainer trainer = Trainer.of(network).recipe(recipe).validate(images.test());
            return trainer.stoppingAfter(epochs).keptIn(files, images).fit(images).curve().epochs().stream()
                    .limit(epochs)
                    .map(Epoch::testAccuracy)
                    .map(OptionalDouble::getAsDouble)
                    .toList();
        }
    }
}
