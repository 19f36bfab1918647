package org.spikernel.train;

import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.spikernel.data.Dataset;
import org.spikernel.data.ImageBatch;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.SpikeMonitor;
import org.spikernel.engine.Weights;
import org.spikernel.internal.threads.Workers;
import org.spikernel.model.TrainedModel;
import org.spikernel.network.Network;
import org.spikernel.neuron.LearningNeuron;
import org.spikernel.neuron.OwnNeurons;
import org.spikernel.neuron.Plif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/** Training networks of neurons that learn something themselves. */
class LearningNeuronTest {

    private static final Dataset IMAGES = TinyTraining.images();
    private static final Plif PLIF = Plif.DEFAULT.withTau(1.5);

    private static Trainer trainer(LearningNeuron neuron) {
        return Trainer.of(TinyTraining.hidden(neuron)).batch(6).epochs(4);
    }

    static Stream<LearningNeuron> neurons() {
        return Stream.of(PLIF, new OwnNeurons.Amplified(0.5f, 1));
    }

    @ParameterizedTest
    @MethodSource("neurons")
    void whatNeuronsLearnMovesAndIsAnsweredByTheEngineToo(LearningNeuron neuron) {
        TrainedModel model = trainer(neuron).fit(IMAGES);
        ImageBatch batch = IMAGES.test().all();
        Network network = model.network();

        assertThat(model.layers().get("neurons").weights())
                .hasSameSizeAs(neuron.parameters())
                .isNotEqualTo(neuron.parameters());
        assertThat(model.curve().last().loss())
                .isLessThan(model.curve().epochs().get(0).loss());
        try (TrainableNetwork training =
                TrainableNetwork.of(network, TrainingRecipe.defaults(), model.weights(), Workers.of(1))) {
            float[][] expected = training.logits(batch);
            float[][] found = SpikeEngine.common()
                    .on(batch, model.weights())
                    .run(network, network.timesteps(), SpikeMonitor.none());
            for (int sample = 0; sample < found.length; sample++) {
                assertThat(found[sample]).containsExactly(expected[sample], within(1e-5f));
            }
        }
    }

    @Test
    void neuronThatIsAPlifInAllButNameTrainsAsPlif() {
        double expected = trainer(PLIF).fit(IMAGES).curve().last().loss();

        assertThat(trainer(new OwnNeurons.Learning(PLIF))
                        .fit(IMAGES)
                        .curve()
                        .last()
                        .loss())
                .isCloseTo(expected, within(1e-5));
        assertThat(trainer(PLIF.withTau(4)).fit(IMAGES).curve().last().loss()).isNotCloseTo(expected, within(1e-5));
    }

    @ParameterizedTest
    @MethodSource("neurons")
    void gradientsHaveTheSameBitsForAnyNumberOfThreads(LearningNeuron neuron) {
        float[] expected = gradient(neuron, 1);

        assertThat(expected).isNotEqualTo(new float[expected.length]);
        assertThat(gradient(neuron, 2)).isEqualTo(expected);
        assertThat(gradient(neuron, 7)).isEqualTo(expected);
    }

    private static float[] gradient(LearningNeuron neuron, int threads) {
        Network network = TinyTraining.hidden(neuron);
        ImageBatch batch = IMAGES.train().all();
        TrainingRecipe recipe = TrainingRecipe.defaults();
        try (TrainableNetwork training = TrainableNetwork.of(network, recipe, Weights.random(1), Workers.of(threads))) {
            UnitVariance.scale(training, batch);
            training.step(batch, 0.1);
            training.differentiate(batch);
            return training.gradients(network.spikingLayers().get(0)).get(0);
        }
    }

    @Test
    void savedModelComesBackWithWhatItsNeuronsLearned(@TempDir Path directory) {
        TrainedModel model = trainer(PLIF).fit(IMAGES);
        Path file = directory.resolve("model.npz");
        model.save(file);
        TrainedModel loaded = TrainedModel.load(file);

        assertThat(loaded).isEqualTo(model);
        assertThat(loaded.layers().get("neurons").weights())
                .isEqualTo(model.layers().get("neurons").weights());
        assertThat(loaded.test(IMAGES).spikesPerImage())
                .isEqualTo(model.test(IMAGES).spikesPerImage());
    }

    @Test
    void interruptedTrainingGoesOnWithWhatNeuronsHaveLearned(@TempDir Path directory) {
        Path file = directory.resolve("checkpoint.zip");
        TrainedModel expected = trainer(PLIF).fit(IMAGES);
        try (TrainableNetwork half = TrainableNetwork.of(TinyTraining.hidden(PLIF), TrainingRecipe.defaults())) {
            half.step(IMAGES.train().all(), 0.1);
            half.save(file);
            try (TrainableNetwork other =
                    TrainableNetwork.load(file, TinyTraining.hidden(PLIF), TrainingRecipe.defaults())) {
                assertThat(Bits.ofState(other)).isEqualTo(Bits.ofState(half));
                assertThat(other.weights().get("neurons").weights())
                        .isEqualTo(half.weights().get("neurons").weights());
            }
        }
        Path checkpoint = directory.resolve("epochs.zip");
        trainer(PLIF).checkpoint(checkpoint).fit(IMAGES);
        assertThat(Bits.of(trainer(PLIF).checkpoint(checkpoint).fit(IMAGES))).isEqualTo(Bits.of(expected));
    }

    /** Learns from gradients that are no numbers. */
    private record Spoiled(float gain) implements LearningNeuron {
        @Override
        public double rest() {
            return 0;
        }

        @Override
        public double threshold() {
            return 1;
        }

        @Override
        public double charge(double potential, double current) {
            return gain * current;
        }

        @Override
        public double slopeInPotential(double potential, double current) {
            return 0;
        }

        @Override
        public double slopeInCurrent(double potential, double current) {
            return gain;
        }

        @Override
        public double slopeAfterSpike(double potential) {
            return 0;
        }

        @Override
        public float[] parameters() {
            return new float[] {gain};
        }

        @Override
        public Spoiled with(float... parameters) {
            return new Spoiled(parameters[0]);
        }

        @Override
        public double slopeInParameter(int parameter, double potential, double current) {
            return Double.NaN;
        }
    }

    @Test
    void trainingWhoseNeuronsAreSpoiledHasDiverged() {
        assertThatThrownBy(() -> trainer(new Spoiled(1)).fit(IMAGES))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageContaining("the loss is NaN at step 2 of 16");
    }
}
