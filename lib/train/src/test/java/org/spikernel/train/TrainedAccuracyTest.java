package org.spikernel.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.spikernel.model.LearningCurve.Epoch;
import org.spikernel.model.TrainedModel;
import org.spikernel.progress.RunFiles;
import org.spikernel.random.RandomStream;
import org.spikernel.score.Measure;
import org.spikernel.search.Candidate;
import org.spikernel.search.Evaluator;
import org.spikernel.search.LateAccuracy;
import org.spikernel.search.Predictor;
import org.spikernel.search.Proposal;
import org.spikernel.search.Search;
import org.spikernel.search.SearchResult;
import org.spikernel.search.Stage;
import org.spikernel.search.Strategy;
import org.spikernel.space.Architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TrainedAccuracyTest {

    private static final TrainingRecipe RECIPE =
            TrainingRecipe.defaults().withEpochs(4).withBatch(10).withSeed(3);
    private static final TrainedAccuracy STAGED =
            TrainedAccuracy.of(TinySuperNetwork.IMAGES).recipe(RECIPE).stages(1, 2);

    /** Expects the same of everything. */
    private record Indifferent() implements Predictor {

        @Override
        public Belief learn(List<Observation> known) {
            return new Belief() {
                @Override
                public double[] means(List<? extends Architecture> architectures) {
                    return new double[architectures.size()];
                }

                @Override
                public double[] draw(List<? extends Architecture> architectures, RandomStream random) {
                    return architectures.stream()
                            .mapToDouble(each -> random.nextDouble())
                            .toArray();
                }
            };
        }

        @Override
        public Map<String, String> settings() {
            return Map.of("name", "indifferent");
        }
    }

    private static Search search(Evaluator evaluator) {
        return Search.of(TinySuperNetwork.CELLS, TinySuperNetwork.CELL_MACRO, evaluator)
                .strategy(Strategy.guided(3, new Indifferent()).first(4).batch(2));
    }

    private static String told(SearchResult result) {
        return result.table().removeColumns("seconds").printAll();
    }

    @Test
    void whatGoesOnEndsAsIfItHadNeverStopped(@TempDir Path directory) throws IOException {
        RunFiles files = RunFiles.in(directory, "guided");
        SearchResult kept = search(STAGED.keptIn(files)).run();
        Candidate whole = kept.whole().get(0);
        TrainedModel alone = Trainer.of(whole.network())
                .recipe(RECIPE)
                .validate(TinySuperNetwork.IMAGES.test())
                .fit(TinySuperNetwork.IMAGES);
        List<Double> accuracies = alone.curve().epochs().stream()
                .map(Epoch::testAccuracy)
                .map(accuracy -> accuracy.getAsDouble())
                .toList();

        assertThat(told(kept)).isEqualTo(told(search(STAGED).run()));
        assertThat(kept.candidates().stream()
                        .filter(each -> each.architecture().equals(whole.architecture()))
                        .map(each -> each.score().getAsDouble()))
                .containsExactly(accuracies.get(0), accuracies.get(1), accuracies.get(3));
        assertThat(whole.measure(LateAccuracy.NAME)).isEqualTo(accuracies.get(3));
        try (Stream<Path> trainings = Files.list(files.directory().orElseThrow())) {
            assertThat(trainings.filter(file -> file.toString().endsWith(".zip")))
                    .hasSize((int) kept.candidates().stream()
                            .map(Candidate::architecture)
                            .distinct()
                            .count());
        }
    }

    /** Ends after so many trainings, as a machine might. */
    private record Mortal(TrainedAccuracy trained, int trainings, List<Proposal> done) implements Evaluator {

        @Override
        public void evaluate(List<Proposal> proposals, int threads, Consumer<Candidate> scored)
                throws InterruptedException {
            for (Proposal proposal : proposals) {
                if (done.size() == trainings) {
                    Thread.currentThread().interrupt();
                }
                trained.evaluate(List.of(proposal), threads, scored);
                done.add(proposal);
            }
        }

        @Override
        public List<Stage> stages() {
            return trained.stages();
        }

        @Override
        public List<String> measures() {
            return trained.measures();
        }

        @Override
        public Map<String, String> settings() {
            return trained.settings();
        }
    }

    @Test
    void searchGoesOnFromItsJournal(@TempDir Path directory) {
        TrainedAccuracy trained = STAGED.keptIn(RunFiles.in(directory, "guided"));
        Path journal = directory.resolve("guided.csv");
        SearchResult interrupted = search(new Mortal(trained, 5, new ArrayList<>()))
                .journal(journal)
                .run();
        boolean wasInterrupted = Thread.interrupted();
        Mortal rest = new Mortal(trained, 1000, new ArrayList<>());
        SearchResult resumed = search(rest).journal(journal).run();

        assertThat(wasInterrupted).isTrue();
        assertThat(interrupted.complete()).isFalse();
        assertThat(interrupted.candidates()).hasSize(5);
        assertThat(told(resumed)).isEqualTo(told(search(STAGED).run()));
        assertThat(rest.done()).hasSize(resumed.candidates().size() - 5);
    }

    @Test
    void trainingThatDivergesHasNoScore() {
        Measure params = new Measure("size", network -> network.params().total());
        SearchResult result = search(TrainedAccuracy.of(TinySuperNetwork.IMAGES)
                        .recipe(RECIPE.withLearningRate(999).withWeightDecay(3e38))
                        .measuring(params))
                .run();

        assertThat(result.candidates()).isNotEmpty().allSatisfy(candidate -> {
            assertThat(candidate.score()).isEmpty();
            assertThat(candidate.measure("size")).isEqualTo(candidate.params().total());
        });
    }

    @Test
    void stagesAreEpochsOfTheRecipe() {
        assertThat(STAGED.stages()).containsExactly(Stage.epochs(1, 4), Stage.epochs(2, 4), Stage.epochs(4, 4));
        assertThatThrownBy(() -> STAGED.stages(2, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stages after epochs [2, 4] must rise from 1 to fewer than the 4 epochs");
        assertThatThrownBy(() -> STAGED.recipe(RECIPE.withEpochs(2))).hasMessageContaining("fewer than the 2 epochs");
        assertThatThrownBy(() -> STAGED.stages(0)).hasMessageContaining("must rise from 1");
    }
}
