package org.spikernel.train;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import org.spikernel.block.BlockArchitecture;
import org.spikernel.block.SpikingBlock;
import org.spikernel.cell.Cell;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.data.ImageBatch;
import org.spikernel.engine.Batches;
import org.spikernel.network.AutoSnn;
import org.spikernel.network.Encoding;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.NetworkPlan;
import org.spikernel.network.SnasNet;
import org.spikernel.network.SnnFrame;
import org.spikernel.neuron.LeakyNeuron;
import org.spikernel.neuron.Lif;
import org.spikernel.neuron.Neuron;
import org.spikernel.neuron.OwnNeurons;
import org.spikernel.neuron.Plif;
import org.spikernel.random.RandomStream;
import org.spikernel.shapes.Shape;
import org.spikernel.train.layers.NormalisationStatistics;
import org.spikernel.train.layers.Surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** A step computes what the network's DL4J graph computes: the same loss, gradients and running statistics. */
class GraphTwinTest {

    private static final double TOLERANCE = 1e-5;

    /** Where no gradient is larger than that, they are differences of some that are. */
    private static final float DIFFERENCE_OF_LARGER = 0.01f;

    @Property(tries = 40, seed = "1", shrinking = ShrinkingMode.OFF)
    void anyNetwork(@ForAll long seed) {
        requireSameStep(AnyNetworkTest.network(RandomStream.at(seed, "network")));
    }

    @Property(tries = 25, seed = "1", shrinking = ShrinkingMode.OFF)
    void anyNetworkThatSeesSomethingElseAtEveryTimestep(@ForAll long seed, @ForAll("encodings") Encoding encoding) {
        requireSameStep(AnyNetworkTest.network(RandomStream.at(seed, "network"), encoding));
    }

    @Provide
    Arbitrary<Encoding> encodings() {
        return Arbitraries.of(Encoding.rate(4), Encoding.latency(), Encoding.events(), Encoding.eventCounts());
    }

    private static void requireSameStep(Network network) {
        Assume.that(NetworkPlan.of(network).needed().stream().anyMatch(node -> node.weights() > 0));
        ImageBatch batch = AnyNetworkTest.batch(network);
        Assume.that(!normalisesConstants(network, batch));

        requireSameStep(network, batch, TrainingRecipe.defaults());
    }

    /** Then a normalisation makes what rounding leaves of its gradients, which are zero, several hundred times as large. */
    private static boolean normalisesConstants(Network network, ImageBatch batch) {
        try (TrainableNetwork trainable = TrainableNetwork.of(network, TrainingRecipe.defaults())) {
            return NetworkPlan.of(network).needed().stream()
                    .filter(node -> node.layer() instanceof Layer.BatchNorm)
                    .map(node -> node.inputs().get(0))
                    .filter(Node.class::isInstance)
                    .map(Node.class::cast)
                    .anyMatch(read -> hasConstantChannel(
                            trainable.output(read, batch), read.shape().channels()));
        }
    }

    private static boolean hasConstantChannel(float[] numbers, int channels) {
        return IntStream.range(0, channels)
                .anyMatch(channel -> IntStream.range(0, numbers.length)
                        .filter(i -> i % channels == channel)
                        .allMatch(i -> Math.abs(numbers[i] - numbers[channel]) < 1e-3));
    }

    @Property(tries = 12, seed = "1", shrinking = ShrinkingMode.OFF)
    void anyCell(@ForAll long seed) {
        Cell cell = SearchSpace.of(KernelSet.of(1, 3, 5)).randomCell(RandomStream.at(seed, "cell"));

        requireSameStep(network(cell), batch(seed), TrainingRecipe.defaults());
    }

    @ParameterizedTest
    @MethodSource("org.spikernel.train.LossTest#losses")
    void anyLoss(Loss loss) {
        Cell cell = Cell.parse("conv3x3 | skip conv1x1 | conv5x5 skip conv3x3");

        requireSameStep(network(cell), batch(1), TrainingRecipe.defaults().withLoss(loss));
        requireSameStep(
                network(cell),
                batch(2),
                TrainingRecipe.defaults()
                        .withLoss(loss)
                        .withSurrogate(Surrogate.triangle(0.7))
                        .withStatistics(NormalisationStatistics.OVER_ALL_TIMESTEPS));
    }

    /** Two layers of them read the same currents, one the image, and every layer has parameters of its own. */
    @ParameterizedTest
    @MethodSource("neuronsThatLearn")
    void anyNeuronThatLearns(Neuron neuron) {
        Network.Builder builder =
                Network.builder("learning", new Shape(3, 16, 16)).timesteps(4);
        Layer neurons = new Layer.Spiking(neuron);
        var ofImage = builder.add("of image", neurons, builder.input());
        var stem = builder.add("stem", Layer.Convolution.same(8, 3, 2), ofImage);
        var norm = builder.add("norm", new Layer.BatchNorm(), stem);
        var one = builder.add("one", neurons, norm);
        var other = builder.add("other", neurons, norm);
        var convolved = builder.add("conv", Layer.Convolution.same(8, 3, 1), one);
        var sum = builder.add("sum", new Layer.Sum(), convolved, other);
        var last = builder.add("last", neurons, sum);
        var flat = builder.add("flat", new Layer.Flatten(), last);
        Network network = builder.build(builder.add("classifier", new Layer.Linear(4, true), flat));

        requireSameStep(network, batch(3), TrainingRecipe.defaults().withSurrogate(Surrogate.sigmoid(0.25)));
    }

    static Stream<Neuron> neuronsThatLearn() {
        Plif plif = Plif.DEFAULT.withTau(1.3).withThreshold(0.5);
        return Stream.of(plif, new OwnNeurons.Learning(plif), new OwnNeurons.Amplified(0.75f, 1.25f));
    }

    @Test
    void cellsOfNeuronsThatLearn() {
        Cell cell = Cell.parse("conv3x3 | skip conv1x1 | conv5x5 skip conv3x3");

        requireSameStep(
                macro(Plif.DEFAULT.withTau(1.4).withThreshold(0.5)).network(cell), batch(5), TrainingRecipe.defaults());
    }

    @ParameterizedTest
    @EnumSource(AutoSnn.Backbone.class)
    void anyBackbone(AutoSnn.Backbone backbone) {
        SnnFrame frame = new SnnFrame(
                new Shape(3, 16, 16), 4, 3, 4, 3, Plif.DEFAULT.withTau(1.5).withThreshold(0.4));
        List<SpikingBlock> blocks = BlockArchitecture.parse("SRB_k3 skip SCB_k5 SIB_k3_e1 skip SRB_k5 skip skip")
                .blocks()
                .subList(0, backbone.slots());
        Network network = new AutoSnn(backbone, frame).network(new BlockArchitecture(blocks));

        requireSameStep(network, batch(4), TrainingRecipe.defaults().withLoss(Loss.MEAN_SQUARED_ERROR));
    }

    private static Network network(Cell cell) {
        return macro(Lif.DEFAULT.withThreshold(0.5f)).network(cell);
    }

    private static SnasNet macro(LeakyNeuron neuron) {
        return new SnasNet(new Shape(3, 16, 16), 4, 3, 16, 1, 24, 2, 3, neuron, 2);
    }

    private static ImageBatch batch(long seed) {
        ImageBatch normal = Batches.normal(6, 3, 16, seed);
        return ImageBatch.of(normal.imageShape(), normal.pixels(), new int[] {0, 1, 2, 3, 1, 0});
    }

    private static void requireSameStep(Network network, ImageBatch batch, TrainingRecipe recipe) {
        try (TrainableNetwork trainable = TrainableNetwork.of(network, recipe);
                INDArray images = whatAGraphReads(network.input().encoding(), batch);
                INDArray targets = targets(batch, network.output().shape().size(), recipe.loss())) {
            recipe.firstWeights().prepare(trainable, batch);
            if (!network.input().encoding().isStatic()) {
                // Chance takes another turn at every step.
                trainable.step(batch, 1e-3);
            }
            ComputationGraph graph = trainable.graph();
            graph.setInputs(images);
            graph.setLabels(targets);
            graph.computeGradientAndScore();

            double loss = trainable.differentiate(batch);

            assertThat(loss).isCloseTo(graph.score(), within(TOLERANCE * Math.max(1, Math.abs(graph.score()))));
            List<Node> trained = NetworkPlan.of(network).needed().stream()
                    .filter(node -> node.weights() > 0)
                    .toList();
            // Some gradients are zero but for rounding, such as those of biases before a normalisation.
            float largest = trained.stream()
                    .flatMap(node -> gradients(graph, node).stream())
                    .map(GraphTwinTest::largest)
                    .reduce(0f, Math::max);
            for (Node node : trained) {
                assertThat(largestDifference(trainable.gradients(node), gradients(graph, node)))
                        .as("%s: %s, where the largest gradient is %s", network, node.place(), largest)
                        .isLessThanOrEqualTo(TOLERANCE * Math.max(largest, DIFFERENCE_OF_LARGER));
            }
            graph.close();
        }
    }

    private static INDArray whatAGraphReads(Encoding encoding, ImageBatch batch) {
        boolean readsPixels = encoding.isStatic() || !encoding.isOfImages();
        return Nd4j.createFromArray(readsPixels ? batch.pixels() : batch.intensities())
                .reshape(batch.size(), batch.frames().orElse(1) * batch.channels(), batch.rows(), batch.columns());
    }

    private static INDArray targets(ImageBatch batch, int classes, Loss loss) {
        double s = loss.labelSmoothing();
        INDArray targets = Nd4j.valueArrayOf(new long[] {batch.size(), classes}, s / classes);
        for (int sample = 0; sample < batch.size(); sample++) {
            targets.putScalar(sample, batch.label(sample), 1 - s + s / classes);
        }
        return targets;
    }

    private static List<float[]> gradients(ComputationGraph graph, Node node) {
        List<float[]> gradients = new ArrayList<>();
        for (String parameter : graph.getLayer(node.place()).paramTable().keySet()) {
            INDArray gradient = graph.gradient().getGradientFor(node.place() + "_" + parameter);
            gradients.add(gradient.reshape(gradient.length()).toFloatVector());
        }
        return gradients;
    }

    private static float largest(float[] numbers) {
        float largest = 0;
        for (float number : numbers) {
            largest = Math.max(largest, Math.abs(number));
        }
        return largest;
    }

    private static double largestDifference(List<float[]> found, List<float[]> expected) {
        double largest = 0;
        for (int parameter = 0; parameter < found.size(); parameter++) {
            for (int i = 0; i < found.get(parameter).length; i++) {
                largest = Math.max(largest, Math.abs(found.get(parameter)[i] - expected.get(parameter)[i]));
            }
        }
        return largest;
    }
}
