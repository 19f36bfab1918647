package org.spikernel.train;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.spikernel.data.Dataset;
import org.spikernel.model.TrainedModel;
import org.spikernel.train.layers.Surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Training with a surrogate that a user has written. */
class OwnSurrogateTest {

    private static final Dataset IMAGES = TinyTraining.images();
    private static final Surrogate STEEP =
            Surrogate.of("fast sigmoid, steepness 25", x -> 1 / Math.pow(1 + 25 * Math.abs(x), 2));

    private static Trainer trainer() {
        return Trainer.of(TinyTraining.hidden()).batch(6).epochs(4).surrogate(STEEP);
    }

    @Test
    void trainsAndIsNamedInTheSavedModel(@TempDir Path directory) {
        TrainedModel model = trainer().fit(IMAGES);
        Path file = directory.resolve("model.npz");
        model.save(file);

        assertThat(model.curve().last().loss())
                .isLessThan(model.curve().epochs().get(0).loss());
        assertThat(Bits.of(model))
                .isNotEqualTo(Bits.of(trainer().surrogate(Surrogate.ATAN).fit(IMAGES)));
        assertThat(TrainedModel.load(file).provenance().facts())
                .containsEntry("setting surrogate", "fast sigmoid, steepness 25");
    }

    @Test
    void checkpointGoesOnWithTheSurrogateOfItsNameOnly(@TempDir Path directory) {
        Path file = directory.resolve("checkpoint.zip");
        TrainedModel model = trainer().checkpoint(file).fit(IMAGES);

        assertThat(Bits.of(trainer().checkpoint(file).fit(IMAGES))).isEqualTo(Bits.of(model));
        assertThatThrownBy(() -> trainer()
                        .surrogate(Surrogate.sigmoid(0.25))
                        .checkpoint(file)
                        .fit(IMAGES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("setting surrogate: the checkpoint says fast sigmoid, steepness 25,"
                        + " this training says SIGMOID of width 0.25");
    }

    /** Of no number no surrogate can make a slope, so it is not to blame. */
    @Test
    void trainingThatDivergesIsToldAsThatWhateverTheSurrogate() {
        Trainer diverging = TinyTraining.trainer().weightDecay(1e30).learningRate(100);
        Surrogate atan = Surrogate.of("atan", x -> 1 / (1 + Math.PI * Math.PI * x * x));

        for (Surrogate surrogate : List.of(Surrogate.ATAN, atan)) {
            assertThatThrownBy(() -> diverging.surrogate(surrogate).fit(IMAGES))
                    .isInstanceOf(TrainingDivergedException.class);
        }
    }

    @Test
    void builtInSurrogateIsTrainedWithThroughItsNameOrItsFunction() {
        Surrogate atan = Surrogate.of("atan", x -> 1 / (1 + Math.PI * Math.PI * x * x));
        double known =
                trainer().surrogate(Surrogate.ATAN).fit(IMAGES).curve().last().loss();
        double own = trainer().surrogate(atan).fit(IMAGES).curve().last().loss();

        assertThat(own).isCloseTo(known, org.assertj.core.api.Assertions.within(1e-3));
    }
}
