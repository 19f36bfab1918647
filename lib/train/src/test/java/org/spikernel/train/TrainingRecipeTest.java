package org.spikernel.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.spikernel.data.Augmentation;
import org.spikernel.train.layers.NormalisationStatistics;
import org.spikernel.train.layers.Surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class TrainingRecipeTest {

    /** Nothing is as usual. */
    private static final TrainingRecipe UNUSUAL = TrainingRecipe.defaults()
            .withEpochs(7)
            .withBatch(13)
            .withLearningRate(0.2)
            .withAugmentation(Augmentation.none())
            .withFirstWeights(FirstWeights.AS_DRAWN)
            .withSeed(42)
            .withLoss(Loss.MEAN_SQUARED_ERROR)
            .withMomentum(0.8)
            .withWeightDecay(0.01)
            .withStatistics(NormalisationStatistics.OVER_ALL_TIMESTEPS)
            .withSurrogate(Surrogate.sigmoid(0.25));

    static Stream<Arguments> settings() {
        return Stream.of(
                setting("epochs", trainer -> trainer.epochs(8)),
                setting("batch", trainer -> trainer.batch(14)),
                setting("learning rate", trainer -> trainer.learningRate(0.1)),
                setting("augmentation", trainer -> trainer.augmentation(Augmentation.cropAndFlip())),
                setting("first weights", trainer -> trainer.firstWeights(FirstWeights.UNIT_VARIANCE)),
                setting("first weights", trainer -> trainer.firstWeights(FirstWeights.UNIFORM_BY_FAN_IN)),
                setting("learning rate", trainer -> trainer.schedule(Schedule.CONSTANT)),
                setting("momentum", trainer -> trainer.optimizer(Optimizer.adam())),
                setting("seed", trainer -> trainer.seed(43)),
                setting("loss", trainer -> trainer.loss(Loss.CROSS_ENTROPY)),
                setting("momentum", trainer -> trainer.momentum(0.7)),
                setting("weight decay", trainer -> trainer.weightDecay(0)),
                setting(
                        "normalisation statistics",
                        trainer -> trainer.statistics(NormalisationStatistics.PER_TIMESTEP)),
                setting("surrogate", trainer -> trainer.surrogate(Surrogate.triangle(0.5))));
    }

    private static Arguments setting(String name, UnaryOperator<Trainer> set) {
        return arguments(name, set);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void settingChangesWhatItNamesAndNothingElse(String name, UnaryOperator<Trainer> set) {
        Trainer trainer = Trainer.of(TinyTraining.network()).recipe(UNUSUAL);
        Map<String, String> changed =
                new LinkedHashMap<>(set.apply(trainer).recipe().facts());
        changed.entrySet().removeAll(UNUSUAL.facts().entrySet());

        assertThat(changed).containsOnlyKeys("setting " + name);
        assertThat(trainer.recipe()).isEqualTo(UNUSUAL);
    }

    @Test
    void everySettingIsTested() {
        assertThat(settings().map(setting -> "setting " + setting.get()[0]).distinct())
                .containsExactlyInAnyOrderElementsOf(UNUSUAL.facts().keySet());
    }

    @Test
    void snasNetsRecipeIsThatOfItsCode() {
        assertThat(TrainingRecipe.snasNet().facts())
                .containsEntry("setting epochs", "300")
                .containsEntry("setting learning rate", "0.1, to 1% along half a cosine")
                .containsEntry("setting first weights", "AS_DRAWN")
                .containsEntry("setting momentum", "0.9")
                .containsEntry("setting weight decay", "5.0E-4")
                .containsEntry("setting surrogate", "ATAN of width 1.0");
    }

    @Test
    void autoSnnsRecipeIsThatOfThePaperAndItsCode() {
        assertThat(TrainingRecipe.autoSnn().facts())
                .containsEntry("setting epochs", "600")
                .containsEntry("setting batch", "96")
                .containsEntry("setting learning rate", "0.001, constant")
                .containsEntry("setting first weights", "UNIFORM_BY_FAN_IN")
                .containsEntry("setting loss", "MEAN_SQUARED_ERROR")
                .containsEntry("setting momentum", "Adam's 0.9 and 0.999, epsilon 1.0E-8")
                .containsEntry("setting weight decay", "0.0");
    }

    @Test
    void adamBeginsAtItsOwnLearningRate() {
        assertThat(TrainingRecipe.defaults().withOptimizer(Optimizer.adam()).firstLearningRate())
                .isEqualTo(1e-3);
    }
}
