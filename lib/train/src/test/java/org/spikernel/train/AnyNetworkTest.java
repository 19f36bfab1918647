package org.spikernel.train;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

import org.spikernel.data.ImageBatch;
import org.spikernel.data.ImageSet;
import org.spikernel.data.Normalisation;
import org.spikernel.engine.Batches;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.SpikeMonitor;
import org.spikernel.engine.Weights;
import org.spikernel.network.Encoding;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;
import org.spikernel.network.NetworkPlan;
import org.spikernel.neuron.Lif;
import org.spikernel.neuron.Plif;
import org.spikernel.random.RandomStream;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/** Whatever a network is built of, it can be trained; what could not is refused where it is built. */
class AnyNetworkTest {

    private static final int SAMPLES = 3;
    private static final int LAYERS = 8;

    @Property(tries = 150, seed = "1", shrinking = ShrinkingMode.OFF)
    void whatCanBeBuiltTakesAStep(@ForAll long seed) {
        Network network = network(RandomStream.at(seed, "network"));
        Assume.that(NetworkPlan.of(network).needed().stream().anyMatch(node -> node.weights() > 0));
        ImageBatch batch = batch(network);

        try (TrainableNetwork trainable = TrainableNetwork.of(network, TrainingRecipe.defaults())) {
            assertThat(trainable.step(batch, 0.01))
                    .as(network.table().toString())
                    .isFinite();
        }
        assertThat(SpikeEngine.common().on(batch, Weights.random(1)).run(network, 2, SpikeMonitor.none()))
                .hasDimensions(SAMPLES, network.output().shape().size());
    }

    /** Layers that are drawn at random, each reading what is there; those that do not fit are left out. */
    static Network network(RandomStream random) {
        return network(random, Encoding.direct());
    }

    static Network network(RandomStream random, Encoding encoding) {
        Shape image = new Shape(1 + random.nextInt(3), 1 + random.nextInt(5), 1 + random.nextInt(5));
        Network.Builder builder = Network.builder("any", image, encoding).timesteps(2);
        List<Source> sources = new ArrayList<>(List.of(builder.input()));
        for (int i = 0; i < LAYERS; i++) {
            Layer layer = layer(random);
            List<Source> inputs = new ArrayList<>();
            boolean readsSeveral = layer instanceof Layer.Sum || layer instanceof Layer.Concatenation;
            for (int j = 0; j < (readsSeveral ? 1 + random.nextInt(3) : 1); j++) {
                inputs.add(sources.get(Math.max(0, sources.size() - 1 - random.nextInt(3))));
            }
            try {
                sources.add(builder.add("layer" + i, layer, inputs));
            } catch (IllegalArgumentException doesNotFit) {
                assertThat(doesNotFit).hasMessageStartingWith("any, layer 'layer" + i + "': ");
            }
        }
        Source last = sources.get(sources.size() - 1);
        if (last instanceof Node node && node.shape().isVector() && random.nextInt(2) == 0) {
            return builder.build(node);
        }
        Source vector = last.shape().isVector() ? last : builder.add("flat", new Layer.Flatten(), last);
        return builder.build(builder.add("logits", new Layer.Linear(2, true), vector));
    }

    private static Layer layer(RandomStream random) {
        int window = 1 + random.nextInt(3);
        int stride = 1 + random.nextInt(2);
        int padding = random.nextInt(2);
        return switch (random.nextInt(14)) {
            case 0 -> new Layer.Convolution(1 + random.nextInt(4), window, stride, padding);
            case 1 -> new Layer.BatchNorm();
            case 2 -> new Layer.Spiking(Lif.DEFAULT.withThreshold(0.5f));
            case 3 -> new Layer.AveragePooling(window, stride, padding);
            case 4 -> new Layer.MaxPooling(window, stride, random.nextInt(4));
            case 5 -> new Layer.Sum();
            case 6 -> new Layer.Zero();
            case 7 -> new Layer.Flatten();
            case 8 -> new Layer.Dropout(0.5);
            case 9 -> new Layer.Linear(1 + random.nextInt(4), random.nextInt(2) == 0);
            case 10 -> new Layer.Spiking(Plif.DEFAULT.withTau(1.5).withThreshold(0.5f));
            case 11 -> new Layer.Concatenation();
            case 12 -> new Layer.Crop(1 + random.nextInt(2));
            default -> new Layer.Voting(1 + random.nextInt(2));
        };
    }

    static ImageBatch batch(Network network) {
        Shape shape = network.input().shape();
        byte[] pixels = new byte[SAMPLES * shape.size()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 37);
        }
        int classes = network.output().shape().size();
        int[] labels = IntStream.range(0, SAMPLES).map(i -> i % classes).toArray();
        Encoding encoding = network.input().encoding();
        if (!encoding.isOfImages()) {
            float[] events = Batches.shownBy(encoding, network.timesteps(), SAMPLES, shape, 1)
                    .pixels();
            return ImageBatch.ofFrames(shape, network.timesteps(), events, labels);
        }
        List<Double> halves =
                IntStream.range(0, shape.channels()).mapToObj(channel -> 0.5).toList();
        return ImageSet.of(shape, pixels, labels, new Normalisation(halves, halves))
                .batch(SAMPLES, 1);
    }

    /** As SNNs with global average pooling before the classifier, and what else mixes maps of one position with vectors. */
    @Test
    void mapsOfOnePositionAreVectors() {
        Network.Builder builder = Network.builder("global", new Shape(3, 4, 4)).timesteps(2);
        var stem = builder.add("stem", Layer.Convolution.same(6, 3, 1), builder.input());
        var spikes = builder.add("neurons", new Layer.Spiking(Lif.DEFAULT.withThreshold(0.1f)), stem);
        var global = builder.add("global", new Layer.AveragePooling(4, 4, 0), spikes);
        var hidden = builder.add("hidden", new Layer.Linear(6, false), global);
        var sum = builder.add("sum", new Layer.Sum(), global, hidden);
        var mixed = builder.add("mixed", new Layer.Convolution(4, 1, 1, 0), sum);
        Network network = builder.build(builder.add("loss", new Layer.Voting(2), mixed));
        ImageBatch batch = batch(network);

        try (TrainableNetwork trainable = TrainableNetwork.of(network, TrainingRecipe.defaults())) {
            assertThat(trainable.step(batch, 0.1)).isFinite();
            float[][] expected = trainable.logits(batch);
            float[][] found = SpikeEngine.common()
                    .on(batch, Weights.of(trainable.weights()))
                    .run(network, 2, SpikeMonitor.none());
            for (int sample = 0; sample < SAMPLES; sample++) {
                assertThat(found[sample]).containsExactly(expected[sample], within(1e-5f));
            }
        }
    }

    @Test
    void whatCannotBeTrainedCannotBeBuilt() {
        Network.Builder builder = Network.builder("refused", new Shape(2, 4, 4));
        Network.Builder another = Network.builder("another", new Shape(2, 4, 4));
        Node stranger = another.add("flat", new Layer.Flatten(), another.input());

        assertThatThrownBy(() -> builder.add("votes", new Layer.Voting(2), builder.input()))
                .hasMessage("refused, layer 'votes': voting reads a vector, but found [2, 4, 4]; flatten it first");
        Network nothing = another.build(stranger);
        assertThatThrownBy(() -> TrainableNetwork.of(nothing, TrainingRecipe.defaults()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another has nothing to train");
        assertThatThrownBy(() -> new Layer.AveragePooling(2, 2, -1))
                .hasMessage("padding must not be negative, but is -1");
        assertThatThrownBy(() -> new Layer.Dropout(1))
                .hasMessageContaining("from 0 (included) to 1 (excluded), but is 1.0");
        assertThatThrownBy(() -> builder.add("linear", new Layer.Linear(2, true), stranger))
                .hasMessage("refused: layer 'linear' reads layer 'flat', which another builder has made");
        assertThatThrownBy(() -> builder.build(stranger)).hasMessageContaining("which another builder has made");
    }
}
