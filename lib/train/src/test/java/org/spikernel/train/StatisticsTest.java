package org.spikernel.train;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.spikernel.block.BlockArchitecture;
import org.spikernel.data.Dataset;
import org.spikernel.data.ImageBatch;
import org.spikernel.data.ImageSet;
import org.spikernel.model.TrainedLayer;
import org.spikernel.model.TrainedModel;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.neuron.Lif;
import org.spikernel.random.RandomStream;
import org.spikernel.shapes.Shape;
import org.spikernel.space.Architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/** Statistics of normalisation that are computed anew for a network of a super-network. */
class StatisticsTest {

    private static final Dataset IMAGES = TinySuperNetwork.IMAGES;
    private static SuperNetwork trained;
    private static SuperNetwork again;

    @BeforeAll
    static void train() {
        trained = TinySuperNetwork.cells().fit(IMAGES);
        again = trained.withStatisticsFrom(IMAGES.train(), 4);
    }

    /** Normalisation that reads an image: its statistics are those of pixels, which need no network to be known. */
    @Test
    void areTheMeansOfThoseOfTheBatches() {
        Network.Builder builder = Network.builder("pixels", new Shape(1, 4, 4)).timesteps(3);
        var norm = builder.add("norm", new Layer.BatchNorm(), builder.input());
        var spikes = builder.add("neurons", new Layer.Spiking(Lif.DEFAULT), norm);
        var flat = builder.add("flat", new Layer.Flatten(), spikes);
        var dropped = builder.add("dropout", new Layer.Dropout(0.9), flat);
        Network network = builder.build(builder.add("classifier", new Layer.Linear(2, true), dropped));
        List<ImageBatch> batches = StreamSupport.stream(
                        TinyTraining.images().train().batches(8, 1).spliterator(), false)
                .toList();

        try (TrainableNetwork trainable = TrainableNetwork.of(network, TrainingRecipe.defaults())) {
            trainable.step(batches.get(2), 0.1);
            float[] classifier = trainable.layers().get("classifier").weights();
            trainable.estimateStatistics(batches);

            TrainedLayer found = trainable.layers().get("norm");
            assertThat((double) found.mean()[0])
                    .isCloseTo(
                            batches.stream()
                                    .mapToDouble(batch -> mean(batch))
                                    .average()
                                    .orElseThrow(),
                            within(1e-6));
            assertThat((double) found.variance()[0])
                    .isCloseTo(
                            batches.stream()
                                    .mapToDouble(batch -> variance(batch))
                                    .average()
                                    .orElseThrow(),
                            within(1e-6));
            assertThat(trainable.layers().get("classifier").weights()).isEqualTo(classifier);
        }
    }

    /** Features that are normalised, each a single number of an image. */
    private static Network features() {
        Network.Builder builder =
                Network.builder("features", new Shape(1, 4, 4)).timesteps(2);
        var flat = builder.add("flat", new Layer.Flatten(), builder.input());
        var linear = builder.add("linear", new Layer.Linear(8, false), flat);
        var norm = builder.add("norm", new Layer.BatchNorm(), linear);
        var spikes = builder.add("neurons", new Layer.Spiking(Lif.DEFAULT), norm);
        return builder.build(builder.add("classifier", new Layer.Linear(2, true), spikes));
    }

    @Test
    void aSingleNumberMovesNoRunningStatistics() {
        ImageSet images = TinyTraining.images().train();
        try (TrainableNetwork trainable = TrainableNetwork.of(features(), TrainingRecipe.defaults())) {
            trainable.step(images.first(4).all(), 0.1);
            TrainedLayer before = trainable.layers().get("norm");
            trainable.step(images.first(1).all(), 0.1);
            TrainedLayer after = trainable.layers().get("norm");

            assertThat(after.variance()).isEqualTo(before.variance());
            assertThat(after.mean()).isEqualTo(before.mean());
            assertThat(after.biases()).isNotEqualTo(before.biases());
        }
    }

    @Test
    void batchesOfOneImageAreRefusedWhereFeaturesAreNormalised() {
        Trainer trainer = Trainer.of(features()).epochs(1).batch(1);

        assertThatThrownBy(() -> trainer.fit(TinyTraining.images()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the batch normalisation 'norm' of features needs more than one number of each feature at a time, but"
                                + " batches of 1 image have one; set larger ones, such as .batch(64)");
        assertThat(TinyTraining.trainer()
                        .epochs(1)
                        .batch(1)
                        .fit(TinyTraining.images())
                        .curve()
                        .epochs())
                .hasSize(1);
    }

    private static double mean(ImageBatch batch) {
        return IntStream.range(0, batch.pixels().length)
                .mapToDouble(i -> batch.pixels()[i])
                .average()
                .orElseThrow();
    }

    private static double variance(ImageBatch batch) {
        double mean = mean(batch);
        float[] pixels = batch.pixels();
        return IntStream.range(0, pixels.length)
                        .mapToDouble(i -> Math.pow(pixels[i] - mean, 2))
                        .sum()
                / (pixels.length - 1);
    }

    private static Architecture any(int seed) {
        return TinySuperNetwork.CELLS.draw(RandomStream.at(seed, "any"));
    }

    @Test
    void changeNothingButMeansAndVariances() {
        TrainedModel before = trained.model(any(1));
        TrainedModel after = again.model(any(1));

        assertThat(after.layers().keySet()).isEqualTo(before.layers().keySet());
        for (Node node : before.network().nodes()) {
            TrainedLayer old = before.layers().get(node.place());
            TrainedLayer now = after.layers().get(node.place());
            if (old != null) {
                assertThat(now.weights()).as(node.place()).isEqualTo(old.weights());
                assertThat(now.biases()).as(node.place()).isEqualTo(old.biases());
            }
        }
        assertThat(after.layers().get("last.currents").variance())
                .isNotEqualTo(before.layers().get("last.currents").variance());
        assertThat(Bits.of(after)).isEqualTo(Bits.of(again.model(any(1))));
    }

    @Test
    void dependOnTheBatchesOfASeedAndOnTheNetworkAlone() {
        TrainedModel one = again.model(any(2));
        again.model(any(3));

        assertThat(Bits.of(again.model(any(2)))).isEqualTo(Bits.of(one));
        assertThat(Bits.of(trained.withStatisticsFrom(IMAGES.train(), 2).model(any(2))))
                .isNotEqualTo(Bits.of(one));
    }

    @Test
    void namesAndSettingsTellThem() {
        ImageSet held = IMAGES.test();
        Map<String, String> settings = new TreeMap<>(again.accuracyOn(held).settings());
        settings.entrySet().removeAll(trained.accuracyOn(held).settings().entrySet());

        assertThat(settings).containsOnlyKeys("name", "setting statistics after training");
        assertThat(settings.get("name")).endsWith("statistics computed anew");
        assertThat(settings.get("setting statistics after training"))
                .startsWith("computed anew for each network on 4 batches of 10 images of ");
        assertThat(again.model(any(1)).provenance().facts()).containsKey("setting statistics after training");
        assertThat(again).asString().endsWith("; statistics computed anew for each network on 4 batches");
    }

    @Test
    void kernelsThatAreSharedAreTold() {
        SuperNetwork shared =
                TinySuperNetwork.cells().epochs(1).sharingKernels().fit(IMAGES);
        assertThat(shared.accuracyOn(IMAGES.test()).settings())
                .containsEntry("setting kernels", "the smaller are the centres of the largest");
        assertThat(trained.accuracyOn(IMAGES.test()).settings()).doesNotContainKey("setting kernels");
    }

    @Test
    void ofBlocksAreComputedToo() {
        SuperNetwork blocks = TinySuperNetwork.blocks().epochs(1).fit(IMAGES);
        BlockArchitecture architecture = BlockArchitecture.parse("SRB_k3 SCB_k3 skip SRB_k3 SCB_k3");
        double accuracy = blocks.withStatisticsFrom(IMAGES.train(), 2)
                .accuracyOn(IMAGES.test())
                .of(TinySuperNetwork.BLOCK_MACRO.network(architecture));

        assertThat(accuracy)
                .isEqualTo(blocks.withStatisticsFrom(IMAGES.train(), 2)
                        .model(architecture)
                        .test(IMAGES.test())
                        .accuracy());
    }

    @Test
    void imagesThatAreTooFewOrDoNotFitAreRefused() {
        assertThatThrownBy(() -> trained.withStatisticsFrom(IMAGES.train(), 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("statistics from 5 batches of 10 images need as many images, but there are 40");
        assertThatThrownBy(() -> trained.withStatisticsFrom(IMAGES.train(), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the number of batches to compute statistics from");
        assertThatThrownBy(
                        () -> trained.withStatisticsFrom(TinyTraining.images().train(), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("but the images to compute statistics from have shape [1, 4, 4]");
    }
}
