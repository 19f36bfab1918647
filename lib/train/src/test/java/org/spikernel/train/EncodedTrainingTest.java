package org.spikernel.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.spikernel.block.BlockSpace;
import org.spikernel.block.SpikingBlock;
import org.spikernel.cell.Cell;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.data.Augmentation;
import org.spikernel.data.Dataset;
import org.spikernel.data.Datasets;
import org.spikernel.data.ImageBatch;
import org.spikernel.data.Normalisation;
import org.spikernel.engine.Batches;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.SpikeMatrix;
import org.spikernel.engine.SpikeRecorder;
import org.spikernel.engine.Weights;
import org.spikernel.internal.threads.Workers;
import org.spikernel.model.TrainedModel;
import org.spikernel.network.AutoSnn;
import org.spikernel.network.Encoding;
import org.spikernel.network.EncodingTest;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.SnasNet;
import org.spikernel.network.SnnFrame;
import org.spikernel.neuron.Lif;
import org.spikernel.random.RandomStream;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Networks that see something else at every timestep are trained, tested and kept as others are. */
class EncodedTrainingTest {

    private static final int TIMESTEPS = 3;
    private static final int SAMPLES = 4;
    private static final Shape SHAPE = new Shape(2, 8, 8);
    private static final Dataset BARS = Datasets.movingBars();

    @TempDir
    private Path directory;

    @Provide
    Arbitrary<Encoding> encodings() {
        return Arbitraries.of(EncodingTest.all().toList());
    }

    private static Network network(Encoding encoding, long seed) {
        SearchSpace space = SearchSpace.of(KernelSet.of(1, 3, 5));
        Cell cell = (seed % 2 == 0 ? space : space.withBackward()).randomCell(RandomStream.at(seed, "cell"));
        return new SnasNet(SHAPE, 2, 2, 6, 1, 8, 2, TIMESTEPS, Lif.DEFAULT.withThreshold(0.5), 2, encoding)
                .network(cell);
    }

    private static ImageBatch batch(Encoding encoding, long seed) {
        return Batches.shownBy(encoding, TIMESTEPS, SAMPLES, SHAPE, seed);
    }

    /** Up to dropout, which the engine does not know: the first step sees what scores and tests see. */
    @Property(tries = 20, seed = "1", shrinking = ShrinkingMode.OFF)
    void theFirstStepHasTheSpikesOfTheEngine(@ForAll("encodings") Encoding encoding, @ForAll long seed) {
        Network network = network(encoding, seed);
        ImageBatch batch = batch(encoding, seed);
        Weights weights = Weights.random(seed);
        SpikeRecorder spikes = new SpikeRecorder();
        SpikeEngine.common().run(network, batch, weights, TIMESTEPS, spikes);

        try (TrainableNetwork trainable =
                TrainableNetwork.of(network, TrainingRecipe.defaults(), weights, Workers.of(2))) {
            for (Node node : network.spikingLayers()) {
                if (!node.place().startsWith("classifier")) {
                    assertThat(trainable.output(node, batch))
                            .as("%s, %s", network, node.place())
                            .isEqualTo(numbers(node, spikes.at(node.place())));
                }
            }
        }
    }

    /** [sample, timestep, row, column, channel]. */
    private static float[] numbers(Node node, List<SpikeMatrix> spikes) {
        Shape shape = node.shape();
        float[] numbers = new float[SAMPLES * TIMESTEPS * shape.size()];
        for (int i = 0; i < numbers.length; i++) {
            int neuron = i % shape.size();
            int position = neuron / shape.channels();
            boolean fired = spikes.get(i / shape.size() % TIMESTEPS)
                    .fired(
                            i / shape.size() / TIMESTEPS,
                            neuron % shape.channels(),
                            position / shape.columns(),
                            position % shape.columns());
            numbers[i] = fired ? 1 : 0;
        }
        return numbers;
    }

    @ParameterizedTest
    @MethodSource("org.spikernel.network.EncodingTest#all")
    void stepsHaveTheSameBitsForAnyNumberOfThreads(Encoding encoding) {
        assertThat(stateAfterTwoSteps(encoding, 1)).isEqualTo(stateAfterTwoSteps(encoding, 2));
    }

    private static byte[] stateAfterTwoSteps(Encoding encoding, int threads) {
        try (TrainableNetwork trainable = TrainableNetwork.of(
                network(encoding, 1), TrainingRecipe.defaults(), Weights.random(1), Workers.of(threads))) {
            trainable.step(batch(encoding, 1), 0.1);
            trainable.step(batch(encoding, 2), 0.1);
            return Bits.ofState(trainable);
        }
    }

    /** Which no network can tell that sees a still frame. */
    private static Network smallest(Encoding encoding) {
        Network.Builder builder =
                Network.builder("smallest", new Shape(2, 32, 32), encoding).timesteps(8);
        var pooled = builder.add("pooled", new Layer.MaxPooling(2, 2, 0), builder.input());
        var stem = builder.add("stem", Layer.Convolution.same(8, 5, 2), pooled);
        var norm = builder.add("norm", new Layer.BatchNorm(), stem);
        var spikes = builder.add("neurons", new Layer.Spiking(Lif.DEFAULT.withTau(2)), norm);
        var deeper = builder.add("deeper", Layer.Convolution.same(16, 5, 1), spikes);
        var again = builder.add("norm2", new Layer.BatchNorm(), deeper);
        var more = builder.add("neurons2", new Layer.Spiking(Lif.DEFAULT.withTau(2)), again);
        var flat = builder.add("flat", new Layer.Flatten(), more);
        return builder.build(builder.add("classifier", new Layer.Linear(4, true), flat));
    }

    @Test
    void motionIsLearnedAndTheModelIsKept() throws IOException {
        Dataset bars = BARS.first(400, 100);
        Path file = directory.resolve("model.npz");
        Trainer trainer =
                Trainer.of(smallest(Encoding.events())).epochs(3).batch(20).seed(1);

        TrainedModel model = trainer.checkpoint(directory.resolve("bars.zip")).fit(bars);
        double accuracy = model.test(bars).accuracy();
        model.save(file);

        assertThat(accuracy).as("whoever sees no motion tells half of them").isGreaterThan(0.7);
        TrainedModel loaded = TrainedModel.load(file);
        assertThat(loaded).isEqualTo(model);
        assertThat(loaded.network().input().encoding()).isEqualTo(Encoding.events());
        assertThat(loaded.test(bars).accuracy()).isEqualTo(accuracy);
        assertThat(loaded.energy(bars.test().first(4).all()).at("stem").multiplyAccumulates())
                .isZero();
        assertThatThrownBy(() -> Trainer.of(smallest(Encoding.eventCounts()))
                        .epochs(3)
                        .batch(20)
                        .seed(1)
                        .checkpoint(directory.resolve("bars.zip"))
                        .fit(bars))
                .hasMessageContaining("encoding: the checkpoint says events, this training says event counts");
    }

    /** Of rates, chance goes on where it was. */
    @Test
    void interruptedTrainingEndsWithTheSameBits() {
        Dataset images = TinyTraining.images();
        Network.Builder builder =
                Network.builder("rates", new Shape(1, 4, 4), Encoding.rate(2)).timesteps(3);
        var stem = builder.add("stem", Layer.Convolution.same(4, 3, 1), builder.input());
        var norm = builder.add("norm", new Layer.BatchNorm(), stem);
        var spikes = builder.add("neurons", new Layer.Spiking(Lif.DEFAULT), norm);
        var flat = builder.add("flat", new Layer.Flatten(), spikes);
        Network network = builder.build(builder.add("classifier", new Layer.Linear(2, true), flat));
        Trainer trainer = Trainer.of(network).epochs(3).batch(8).augmentation(Augmentation.none());
        Trainer kept = trainer.checkpoint(directory.resolve("rates.zip"));

        assertThatThrownBy(() -> kept.fit(images, step -> {
                    if (step.done() == 24 + 8) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(Bits.of(kept.fit(images))).isEqualTo(Bits.of(trainer.fit(images)));
    }

    @Test
    void aSuperNetworkLearnsFromEvents() {
        AutoSnn macro = AutoSnn.snn1(SnnFrame.forDataset(BARS).withChannels(2).withVotes(1));
        SuperNetwork shared = SuperNetworkTrainer.of(BlockSpace.of(5, SpikingBlock.SKIP, SpikingBlock.SCB_K3), macro)
                .recipe(TrainingRecipe.defaults().withBatch(8))
                .epochs(1)
                .fit(BARS.first(16, 8));

        assertThat(shared.accuracyOn(BARS.test().first(8)).of(macro.network(SpikingBlock.SKIP)))
                .isBetween(0.0, 1.0);
    }

    @Test
    void whatANetworkCannotBeShownIsRefusedByName() {
        Dataset textures = Datasets.textures().first(8, 8);
        Network ofImages = SnasNet.forDataset(textures).withChannels(2).network(Cell.EMPTY);
        Network shorter = smallest(Encoding.events());
        Network ofEvents =
                SnasNet.forDataset(BARS).withChannels(2).withTimesteps(5).network(Cell.EMPTY);

        assertThatThrownBy(() -> Trainer.of(ofImages).batch(4).fit(BARS))
                .hasMessageContaining(
                        "reads images of shape [3, 32, 32], but the training images have shape [2, 32, 32]");
        assertThatThrownBy(() -> Trainer.of(ofEvents).batch(4).fit(BARS))
                .hasMessageContaining(
                        "reads a frame of events at each of 5 timesteps (encoding 'events'), but the training images have 8 frames");
        assertThatThrownBy(
                        () -> Trainer.of(smallest(Encoding.latency())).batch(4).fit(BARS))
                .hasMessageContaining(
                        "reads still images (encoding 'latency'), but the training images are frames of events");
        try (TrainableNetwork trainable = TrainableNetwork.of(shorter, TrainingRecipe.defaults())) {
            ImageBatch stills =
                    ImageBatch.of(new Shape(2, 32, 32), new float[2 * 1024], new int[1], Normalisation.none(2));
            assertThatThrownBy(() -> trainable.step(stills, 0.1))
                    .hasMessageContaining(
                            "reads frames of events (encoding 'events'), but the samples of the batch are still");
        }
    }
}
