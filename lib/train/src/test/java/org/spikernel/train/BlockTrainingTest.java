package org.spikernel.train;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.spikernel.block.BlockArchitecture;
import org.spikernel.data.Dataset;
import org.spikernel.model.TrainedModel;
import org.spikernel.network.AutoSnn;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.SnnFrame;
import org.spikernel.neuron.Plif;

import static org.assertj.core.api.Assertions.assertThat;

/** AutoSNN's networks are trained, saved, loaded and tested. */
class BlockTrainingTest {

    @Test
    void networkOfBlocksLearnsAndComesBackAsItWas(@TempDir Path directory) {
        Dataset images = TinyTraining.fewTextures(60, 20);
        SnnFrame frame = SnnFrame.forDataset(images)
                .withChannels(8)
                .withTimesteps(3)
                .withNeuron(Plif.DEFAULT.withThreshold(0.5));
        Network network =
                AutoSnn.snn3(frame).network(BlockArchitecture.parse("skip skip skip SRB_k3 skip skip skip skip"));
        Path file = directory.resolve("model.npz");

        TrainedModel model = Trainer.of(network)
                .loss(Loss.MEAN_SQUARED_ERROR)
                .epochs(8)
                .batch(20)
                .fit(images);
        model.save(file);
        TrainedModel loaded = TrainedModel.load(file);

        assertThat(model.curve().last().loss())
                .isLessThan(model.curve().epochs().get(0).loss());
        assertThat(network.spikingLayers())
                .extracting(Node::place)
                .allSatisfy(place -> assertThat(model.layers().get(place).weights())
                        .hasSize(1)
                        .isNotEqualTo(new float[1]));
        assertThat(loaded).isEqualTo(model);
        assertThat(loaded.network().nodes()).isEqualTo(network.nodes());
        assertThat(loaded.test(images).predictions())
                .isEqualTo(model.test(images).predictions());
    }
}
