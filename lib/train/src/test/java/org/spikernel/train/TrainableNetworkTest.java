package org.spikernel.train;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.spikernel.cell.Cell;
import org.spikernel.data.ImageBatch;
import org.spikernel.engine.Batches;
import org.spikernel.engine.Golden;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.SpikeMonitor;
import org.spikernel.engine.Weights;
import org.spikernel.internal.threads.Workers;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.SnasNet;
import org.spikernel.neuron.Lif;
import org.spikernel.neuron.Neuron;
import org.spikernel.neuron.OwnNeurons;
import org.spikernel.shapes.Shape;
import org.spikernel.train.layers.Surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class TrainableNetworkTest {

    private static final TrainingRecipe SETTINGS = TrainingRecipe.defaults().withSeed(3);

    private static Network network(String cell) {
        return new SnasNet(new Shape(3, 16, 16), 4, 3, 8, 1, 24, 2, 3, Lif.DEFAULT.withThreshold(0.5f), 2)
                .network(Cell.parse(cell));
    }

    private static final Network NETWORK = network("conv3x3 | skip avg3x3 | conv1x1 skip zero");

    private static ImageBatch batch(int seed) {
        ImageBatch normal = Batches.normal(6, 3, 16, seed);
        return ImageBatch.of(normal.imageShape(), normal.pixels(), new int[] {0, 1, 2, 3, 1, 0});
    }

    private static float[] trained(TrainableNetwork network, int from, int to) {
        for (int step = from; step < to; step++) {
            network.step(batch(step), 0.1);
        }
        return parameters(network);
    }

    /** All that training moves, layer by layer. */
    private static float[] parameters(TrainableNetwork network) {
        FloatBuffer all = FloatBuffer.allocate(1 << 20);
        network.layers()
                .values()
                .forEach(layer -> all.put(layer.weights())
                        .put(layer.biases())
                        .put(layer.mean())
                        .put(layer.variance()));
        return Arrays.copyOf(all.array(), all.position());
    }

    @Test
    void stepsMakeTheLossSmall() {
        Golden golden = Golden.cases().findFirst().orElseThrow();
        Network network = Networks.withoutDropout(golden.network());
        try (TrainableNetwork trainable = TrainableNetwork.of(network, SETTINGS, golden.weights())) {
            double before = trainable.step(golden.batch(), 0.05);
            double after = before;
            for (int step = 0; step < 30; step++) {
                after = trainable.step(golden.batch(), 0.05);
            }
            assertThat(after).isLessThan(0.5 * before);
        }
    }

    @Test
    void meanSquaredErrorIsThatOfLogitsAndTargets() {
        Network network = Networks.withoutDropout(NETWORK);
        try (TrainableNetwork trainable =
                TrainableNetwork.of(network, SETTINGS.withLoss(Loss.MEAN_SQUARED_ERROR), Weights.random(3))) {
            double loss = trainable.step(batch(1), 0);
            // Freshly drawn linear layers are so small that nothing spikes behind them: all outputs are 0.
            assertThat(loss).isCloseTo(1.0 / 4, within(0.01));
        }
    }

    @Test
    void sameSeedSameBits() {
        try (TrainableNetwork first = TrainableNetwork.of(NETWORK, SETTINGS);
                TrainableNetwork second = TrainableNetwork.of(NETWORK, SETTINGS);
                TrainableNetwork other = TrainableNetwork.of(NETWORK, SETTINGS.withSeed(4))) {
            float[] bits = trained(first, 0, 5);
            assertThat(trained(second, 0, 5)).isEqualTo(bits);
            assertThat(trained(other, 0, 5)).isNotEqualTo(bits);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void numberOfThreadsDoesNotChangeABit(int threads) {
        try (TrainableNetwork expected = TrainableNetwork.of(NETWORK, SETTINGS);
                TrainableNetwork found =
                        TrainableNetwork.of(NETWORK, SETTINGS, Weights.random(3), Workers.of(threads))) {
            assertThat(trained(found, 0, 4)).isEqualTo(trained(expected, 0, 4));
        }
    }

    @Test
    void shortMemoryIsSaidWithWhatHelps() {
        Surrogate greedy = Surrogate.of("one that takes all memory", x -> {
            throw new OutOfMemoryError("nothing left");
        });
        try (TrainableNetwork network = TrainableNetwork.of(NETWORK, SETTINGS.withSurrogate(greedy))) {
            assertThatThrownBy(() -> network.step(batch(1), 0.1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(
                            "memory is short: a step of " + NETWORK.name() + " on 6 images over 3 timesteps")
                    .hasMessageContaining("use a smaller batch, fewer channels or timesteps, or raise -Xmx")
                    .hasCauseInstanceOf(OutOfMemoryError.class);
        }
    }

    /** The first pass of a training is that which its first weights are scaled by. */
    @Test
    void shortMemoryIsSaidBeforeTheFirstStepToo() {
        Neuron greedy = new OwnNeurons.Forgetful(
                1,
                current -> {
                    throw new OutOfMemoryError("nothing left");
                },
                current -> 1);
        Trainer trainer = Trainer.of(TinyTraining.hidden(greedy)).batch(8);

        assertThatThrownBy(() -> trainer.fit(TinyTraining.images()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(
                        "memory is short: a forward pass of hidden on 8 images over 2 timesteps does not fit into a heap of")
                .hasCauseInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void trainingAtThePublishedSizeKeepsLessThanThreeGigabytes() {
        Network published = SnasNet.cifar10()
                .withChannels(128)
                .network(Cell.parse("conv3x3 | skip conv1x1 | conv5x5 skip conv3x3"));
        try (TrainableNetwork network = TrainableNetwork.of(published, SETTINGS)) {
            assertThat(network.memory(64)).isBetween(2L << 30, 3L << 30);
        }
    }

    @Test
    void memoryOfWeightsDoesNotGrowWithTheBatch() {
        try (TrainableNetwork network = TrainableNetwork.of(NETWORK, SETTINGS)) {
            long another = network.memory(2) - network.memory(1);
            assertThat(another).isPositive().isLessThan(network.memory(1));
            assertThat(network.memory(101)).isEqualTo(network.memory(1) + 100 * another);
        }
    }

    static List<Optimizer> optimizers() {
        return List.of(Optimizer.gradientDescent(), Optimizer.adam());
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void loadedNetworkGoesOnWithTheSameBits(Optimizer optimizer, @TempDir Path directory) {
        TrainingRecipe recipe = SETTINGS.withOptimizer(optimizer);
        Path file = directory.resolve("network");
        try (TrainableNetwork whole = TrainableNetwork.of(NETWORK, recipe)) {
            trained(whole, 0, 3);
            whole.save(file);
            float[] bits = trained(whole, 3, 6);
            try (TrainableNetwork resumed = TrainableNetwork.load(file, NETWORK, recipe)) {
                assertThat(trained(resumed, 3, 6)).isEqualTo(bits);
            }
        }
        assertThat(directory).isDirectoryContaining(found -> found.equals(file));
    }

    @Test
    void fileOfAnotherOptimiserIsRefused(@TempDir Path directory) {
        Path file = directory.resolve("network");
        try (TrainableNetwork network = TrainableNetwork.of(NETWORK, SETTINGS)) {
            network.save(file);
        }
        assertThatThrownBy(() -> TrainableNetwork.load(file, NETWORK, SETTINGS.withOptimizer(Optimizer.adam())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has written for this network and a recipe with the same optimiser");
    }

    @Test
    void adamMakesTheLossSmall() {
        try (TrainableNetwork network = TrainableNetwork.of(NETWORK, SETTINGS.withOptimizer(Optimizer.adam()))) {
            double first = network.step(batch(1), 1e-2);
            double last = first;
            for (int step = 0; step < 20; step++) {
                last = network.step(batch(1), 1e-2);
            }
            assertThat(last).isLessThan(0.9 * first);
        }
    }

    @Test
    void fileOfAnotherNetworkIsRefused(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("network");
        try (TrainableNetwork network = TrainableNetwork.of(NETWORK, SETTINGS)) {
            network.save(file);
        }
        Network another = network("conv3x3 | skip zero | conv3x3 skip zero");
        assertThatThrownBy(() -> TrainableNetwork.load(file, another, SETTINGS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(NETWORK.name())
                .hasMessageContaining(another.name());

        Files.writeString(file, "something else");
        assertThatThrownBy(() -> TrainableNetwork.load(file, NETWORK, SETTINGS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no network in training");
    }

    @Test
    void engineGivesTheSameAnswers() {
        try (TrainableNetwork network = TrainableNetwork.of(NETWORK, SETTINGS)) {
            trained(network, 0, 10);
            float[][] expected = network.logits(batch(50));
            float[][] found = SpikeEngine.common()
                    .on(batch(50), Weights.of(network.weights()))
                    .run(NETWORK, NETWORK.timesteps(), SpikeMonitor.none());
            for (int sample = 0; sample < expected.length; sample++) {
                assertThat(found[sample])
                        .as("sample %d", sample)
                        .usingComparatorWithPrecision(1e-3f)
                        .containsExactly(expected[sample]);
            }
        }
    }

    @Test
    void layersThatTheAnswerDoesNotDependOnKeepTheirFirstWeights() {
        Network network = network("conv3x3 | zero zero | conv1x1 zero zero");
        try (TrainableNetwork trainable = TrainableNetwork.of(network, SETTINGS)) {
            trained(trainable, 0, 2);
            Network.Node dead = network.nodes().stream()
                    .filter(node -> node.place().equals("cell1.0->1.conv3x3"))
                    .findFirst()
                    .orElseThrow();
            assertThat(trainable.weights()).containsKey(dead.place());
            assertThat(trainable.weights().get(dead.place()).weights())
                    .isEqualTo(Weights.random(3).of(dead).weights());
        }
    }

    @Test
    void imagesAndLabelsThatDoNotFitAreRefused() {
        try (TrainableNetwork network = TrainableNetwork.of(NETWORK, SETTINGS)) {
            assertThatThrownBy(() -> network.step(Batches.normal(2, 3, 8, 1), 0.1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("[3, 16, 16]")
                    .hasMessageContaining("[3, 8, 8]");
            ImageBatch beyond = ImageBatch.of(new Shape(3, 16, 16), new float[3 * 16 * 16], new int[] {4});
            assertThatThrownBy(() -> network.step(beyond, 0.1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("0 to 3")
                    .hasMessageContaining("label 4");
        }
    }

    @Test
    void networkThatDoesNotAnswerWithAVectorIsRefused() {
        Network.Builder builder = Network.builder("maps", new Shape(3, 8, 8));
        Network maps = builder.build(builder.add("conv", Layer.Convolution.same(4, 3, 1), builder.input()));

        assertThatThrownBy(() -> TrainableNetwork.of(maps, SETTINGS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[4, 8, 8]")
                .hasMessageContaining("flatten");
    }

    @Test
    void everyKindOfLayerTrains() {
        Network.Builder builder = Network.builder("all", new Shape(3, 16, 16)).timesteps(2);
        var conv = builder.add("conv", Layer.Convolution.same(4, 3, 2), builder.input());
        var norm = builder.add("norm", new Layer.BatchNorm(), conv);
        var delay = builder.add("delay", new Layer.Delay(norm.shape()));
        var currents = builder.add("currents", new Layer.Sum(), norm, delay);
        var lif = builder.add("lif", new Layer.Spiking(Lif.DEFAULT.withThreshold(0.1f)), currents);
        builder.feedBack(lif, delay);
        var max = builder.add("max", new Layer.MaxPooling(2, 2, 0), lif);
        var average = builder.add("average", new Layer.AveragePooling(2, 2, 0), conv);
        var zero = builder.add("zero", new Layer.Zero(), max);
        var sum = builder.add("sum", new Layer.Sum(), max, average, zero);
        var corner = builder.add("corner", new Layer.Crop(1), sum);
        var both = builder.add("both", new Layer.Concatenation(), corner, corner);
        var flat = builder.add("flat", new Layer.Flatten(), both);
        var kept = builder.add("dropout", new Layer.Dropout(0.2), flat);
        var linear = builder.add("linear", new Layer.Linear(8, true), kept);
        Network network = builder.build(builder.add("votes", new Layer.Voting(2), linear));
        assertThat(network.nodes().stream().<Class<?>>map(node -> node.layer().getClass()))
                .as("a new kind of layer needs a way to train it, and a place in this network")
                .contains(Layer.class.getPermittedSubclasses());

        try (TrainableNetwork trainable = TrainableNetwork.of(network, SETTINGS)) {
            double before = trainable.step(batch(1), 0.1);
            double after = before;
            for (int step = 0; step < 20; step++) {
                after = trainable.step(batch(1), 0.1);
            }
            assertThat(after).isLessThan(before);
        }
    }
}
