package org.spikernel.train;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.spikernel.data.Dataset;
import org.spikernel.data.ImageBatch;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.SpikeMonitor;
import org.spikernel.engine.Weights;
import org.spikernel.model.TrainedModel;
import org.spikernel.network.Network;
import org.spikernel.neuron.Lif;
import org.spikernel.neuron.Neuron;
import org.spikernel.neuron.OwnNeurons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/** Training networks of neurons that a user has written. */
class OwnNeuronTest {

    private static final Dataset IMAGES = TinyTraining.images();
    private static final Neuron SOFT = new OwnNeurons.SoftReset(1);
    private static final Neuron SQUARING =
            new OwnNeurons.Forgetful(1, current -> current * current, current -> 2 * current);

    private static Trainer trainer(Neuron neuron) {
        return Trainer.of(TinyTraining.hidden(neuron)).batch(6).epochs(4);
    }

    private static double lastLoss(Trainer trainer) {
        return trainer.fit(IMAGES).curve().last().loss();
    }

    @Test
    void neuronThatIsALifInAllButNameTrainsAsLif() {
        Neuron twin = new OwnNeurons.TrainableLeaky(Lif.DEFAULT);

        assertThat(lastLoss(trainer(twin))).isCloseTo(lastLoss(trainer(Lif.DEFAULT)), within(1e-5));
        assertThat(lastLoss(trainer(SOFT))).isNotCloseTo(lastLoss(trainer(Lif.DEFAULT)), within(1e-5));
    }

    @Test
    void trainsAndAnswersAlikeInTrainingAndInTheEngine() {
        TrainedModel model = trainer(SOFT).fit(IMAGES);
        assertThat(model.curve().last().loss())
                .isLessThan(model.curve().epochs().get(0).loss());

        Network network = model.network();
        ImageBatch batch = IMAGES.test().all();
        try (TrainableNetwork training = TrainableNetwork.of(network, TrainingRecipe.defaults(), Weights.random(5))) {
            float[][] ofTraining = training.logits(batch);
            float[][] ofEngine = SpikeEngine.common()
                    .run(network, batch, Weights.random(5), network.timesteps(), SpikeMonitor.none());
            for (int i = 0; i < ofTraining.length; i++) {
                assertThat(ofEngine[i]).containsExactly(ofTraining[i], within(1e-4f));
            }
        }
    }

    @Test
    void trainingThatDivergesIsNotBlamedOnTheNeuron() {
        assertThatThrownBy(() ->
                        trainer(SQUARING).weightDecay(1e30).learningRate(100).fit(IMAGES))
                .isInstanceOf(TrainingDivergedException.class);
    }

    @Test
    void neuronWithoutSlopesIsRefusedByName() {
        assertThatThrownBy(() -> trainer(OwnNeurons.Leaky.of(new Lif(2, 1, 0))).fit(IMAGES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "hidden cannot be trained: the neuron Leaky[tau=2.0, threshold=1.0, reset=0.0] of layer 'neurons'"
                                + " does not tell its slopes; make it a DifferentiableNeuron");
    }

    @Test
    void savedModelIsLoadedForTheNetworkThatWasTrained(@TempDir Path directory) {
        TrainedModel model = trainer(SOFT).fit(IMAGES);
        Path file = directory.resolve("model.npz");
        model.save(file);

        assertThat(TrainedModel.load(file, TinyTraining.hidden(new OwnNeurons.SoftReset(1))))
                .isEqualTo(model);
        assertThatThrownBy(() -> TrainedModel.load(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        file + " cannot be loaded by itself: the neurons of 'Spiking(neuron=SoftReset[threshold=1.0])'"
                                + " are none of the library's, and cannot be made again of their text."
                                + " Build the network again and name it too: TrainedModel.load(file, network).");
        assertThatThrownBy(() -> TrainedModel.load(file, TinyTraining.hidden()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("layer 2: the network given says 'Spiking(neuron=Lif(")
                .hasMessageContaining("the file says 'Spiking(neuron=SoftReset[threshold=1.0])");
    }

    @Test
    void checkpointGoesOnWithTheNeuronOfItsTextOnly(@TempDir Path directory) {
        Path file = directory.resolve("checkpoint.zip");
        TrainedModel model = trainer(SOFT).checkpoint(file).fit(IMAGES);

        assertThat(Bits.of(trainer(new OwnNeurons.SoftReset(1)).checkpoint(file).fit(IMAGES)))
                .isEqualTo(Bits.of(model));
        assertThatThrownBy(() ->
                        trainer(new OwnNeurons.SoftReset(2)).checkpoint(file).fit(IMAGES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the checkpoint says Spiking(neuron=SoftReset[threshold=1.0])")
                .hasMessageContaining("this training says Spiking(neuron=SoftReset[threshold=2.0])");
    }
}
