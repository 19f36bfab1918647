package org.spikernel.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.spikernel.cell.Cell;
import org.spikernel.cell.CellArchitecture;
import org.spikernel.cell.Operation;
import org.spikernel.cell.SearchSpace;
import org.spikernel.data.Dataset;
import org.spikernel.data.ImageBatch;
import org.spikernel.engine.LayerWeights;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.SpikeMonitor;
import org.spikernel.engine.Weights;
import org.spikernel.internal.threads.Workers;
import org.spikernel.model.TestResult;
import org.spikernel.model.TrainedModel;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.NetworkPlan;
import org.spikernel.network.SnasNet;
import org.spikernel.neuron.Lif;
import org.spikernel.shapes.Shape;
import org.spikernel.train.layers.NormalisationStatistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/** Training through connections that reach back in time; what PyTorch computes of them, {@link GoldenTrainingTest} tests. */
class FeedbackTrainingTest {

    private static final Dataset IMAGES = TinyTraining.fewTextures(48, 20);
    private static final Network NETWORK = SnasNet.cifar10()
            .withChannels(4)
            .withTimesteps(3)
            .withStemStride(2)
            .network(Cell.parse(
                    "conv3x3 | zero conv3x3 | conv3x3 zero avg3x3 ; back 1->0 conv1x1 2->0 skip 3->1 conv3x3"));

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void bitsAreTheSameForAnyNumberOfThreads(int threads) {
        assertThat(trained(threads)).isEqualTo(trained(1));
    }

    /** How many ones a max pooling makes of spikes that were carried back is not counted; everything else is tested. */
    @Test
    void networksThatPoolWhatIsCarriedBackAreTested() {
        Network.Builder builder = Network.builder("carried", new Shape(1, 4, 4)).timesteps(2);
        Node delay = builder.add("delay", new Layer.Delay(new Shape(1, 4, 4)));
        Node pooled = builder.add("max", new Layer.MaxPooling(3, 1, 1), delay);
        Node sum = builder.add("sum", new Layer.Sum(), builder.input(), pooled);
        Node neurons = builder.add("neurons", new Layer.Spiking(Lif.DEFAULT), sum);
        builder.feedBack(neurons, delay);
        Node flat = builder.add("flat", new Layer.Flatten(), neurons);
        Network network = builder.build(builder.add("classifier", new Layer.Linear(2, true), flat));
        Dataset images = TinyTraining.images();

        TrainedModel model =
                Trainer.of(network).epochs(1).batch(6).validate(images.test()).fit(images);
        TestResult tested = model.test(images);
        assertThat(model.curve().last().testAccuracy()).hasValue(tested.accuracy());
        assertThat(tested.spikesPerImage()).isPositive();
        assertThat(tested.spikesBehindMaxPooling()).isNaN();
        assertThat(tested.spikesWithMaxPooling()).isNaN();
    }

    private static Map<String, String> trained(int threads) {
        try (TrainableNetwork training =
                TrainableNetwork.of(NETWORK, TrainingRecipe.defaults(), Weights.random(1), Workers.of(threads))) {
            for (ImageBatch batch : IMAGES.train().batches(20, 1)) {
                training.step(batch, 0.1);
            }
            Map<String, String> texts = new TreeMap<>();
            training.weights().forEach((place, weights) -> texts.put(place, Arrays.toString(weights.weights())));
            return texts;
        }
    }

    /**
     * Of a network without neurons, whose loss is smooth: maps that reach back over normalisation, convolution and poolings, and vectors that
     * reach back over a linear layer.
     */
    private static Network smooth() {
        Network.Builder builder =
                Network.builder("smooth", new Shape(3, 32, 32)).timesteps(4);
        Node stem = builder.add("stem", new Layer.Convolution(3, 3, 4, 1), builder.input());
        Node maps = builder.add("maps", new Layer.Delay(stem.shape()));
        Node both = builder.add("both", new Layer.Sum(), stem, maps);
        Node pooled = builder.add("pooled", new Layer.AveragePooling(3, 1, 1), both);
        Node convolved = builder.add("convolved", Layer.Convolution.same(3, 3, 1), pooled);
        Node normalised = builder.add("normalised", new Layer.BatchNorm(), convolved);
        builder.feedBack(normalised, maps);
        Node flat = builder.add("flat", new Layer.Flatten(), builder.add("max", new Layer.MaxPooling(4, 4, 0), both));
        Node hidden = builder.add("hidden", new Layer.Linear(6, false), flat);
        Node vectors = builder.add("vectors", new Layer.Delay(hidden.shape()));
        Node sum = builder.add("sum", new Layer.Sum(), hidden, vectors);
        Node turned = builder.add("turned", new Layer.Linear(6, true), sum);
        builder.feedBack(turned, vectors);
        return builder.build(builder.add("answer", new Layer.Linear(10, true), turned));
    }

    @Test
    void gradientsThroughTimeAreDifferencesOfTheLoss() {
        Network network = smooth();
        ImageBatch batch = IMAGES.train().batch(6, 1);
        Map<String, LayerWeights> weights = new HashMap<>();
        network.nodes().stream()
                .filter(node -> node.weights() > 0)
                .forEach(node -> weights.put(node.place(), Weights.random(3).of(node)));
        try (TrainableNetwork training = TrainableNetwork.of(network, TrainingRecipe.defaults(), Weights.of(weights))) {
            training.differentiate(batch);
            for (Node node : network.nodes()) {
                if (node.weights() > 0) {
                    float[] gradient = training.gradients(node).get(0);
                    int steepest = steepest(gradient);
                    double slope = slope(network, weights, node.place(), steepest, batch);
                    assertThat(gradient[steepest] / batch.size())
                            .as("%s, weight %d", node.place(), steepest)
                            .isCloseTo((float) slope, within((float) (0.02 * Math.abs(slope))));
                    assertThat(slope).isNotZero();
                }
            }
        }
    }

    private static int steepest(float[] gradient) {
        int steepest = 0;
        for (int i = 0; i < gradient.length; i++) {
            steepest = Math.abs(gradient[i]) > Math.abs(gradient[steepest]) ? i : steepest;
        }
        return steepest;
    }

    private static double slope(
            Network network, Map<String, LayerWeights> weights, String place, int weight, ImageBatch batch) {
        float step = 4e-3f;
        List<Double> losses = new ArrayList<>();
        for (float change : new float[] {step, -step}) {
            LayerWeights original = weights.get(place);
            float[] changed = original.weights().clone();
            changed[weight] += change;
            Map<String, LayerWeights> others = new HashMap<>(weights);
            others.put(place, LayerWeights.of(changed, original.biases()));
            try (TrainableNetwork training =
                    TrainableNetwork.of(network, TrainingRecipe.defaults(), Weights.of(others))) {
                losses.add(training.differentiate(batch));
            }
        }
        return (losses.get(0) - losses.get(1)) / (2 * step);
    }

    /** Layers that no connection reaches back over are computed for all timesteps at once; they may as well go step by step. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "conv3x3 | zero conv3x3 | conv3x3 zero conv1x1 ; back 2->0 conv1x1 3->1 conv1x1",
                "zero | skip zero | conv3x3 conv1x1 zero ; back 1->0 conv3x3 2->1 avg3x3 3->2 skip",
                "skip | zero conv3x3 | skip zero avg3x3 ; back 2->0 skip 3->1 skip",
                "zero | skip zero | skip skip zero ; back 2->1 skip",
                "conv1x1 | zero zero | conv3x3 zero skip ; back 1->0 avg3x3 2->1 conv3x3 3->2 conv3x3",
                "skip | skip skip | conv3x3 avg3x3 conv1x1 ; back 1->0 skip 2->0 conv3x3 3->0 skip 2->1 skip 3->1 avg3x3 3->2 conv1x1",
                "conv3x3 | conv1x1 zero | skip avg3x3 zero ; back 3->2 skip / skip | zero skip | conv3x3 zero skip"
            })
    void gradientsDoNotDependOnWhichLayersGoTimestepByTimestep(String cells) {
        Network network = SnasNet.cifar10()
                .withChannels(4)
                .withTimesteps(3)
                .withStemStride(4)
                .network(CellArchitecture.parse(cells));
        Weights weights = Weights.random(2);
        ImageBatch batch = IMAGES.train().batch(6, 1);
        try (TrainableNetwork inParts =
                        TrainableNetwork.of(Networks.withoutDropout(network), TrainingRecipe.defaults(), weights);
                TrainableNetwork inSteps =
                        TrainableNetwork.of(Networks.inSteps(network), TrainingRecipe.defaults(), weights)) {
            assertThat(inParts.differentiate(batch)).isCloseTo(inSteps.differentiate(batch), within(1e-6));
            Map<String, Node> places =
                    inSteps.network().nodes().stream().collect(Collectors.toMap(Node::place, node -> node));
            for (Node node : NetworkPlan.of(inParts.network()).needed()) {
                for (int i = 0; node.weights() > 0 && i < (node.biases() > 0 ? 2 : 1); i++) {
                    Close.assertClose(
                            node.place(),
                            inParts.gradients(node).get(i),
                            inSteps.gradients(places.get(node.place())).get(i));
                }
            }
        }
    }

    @Test
    void trainedModelComesBackAndIsTestedAlike(@TempDir Path directory) {
        TrainedModel model = Trainer.of(NETWORK).epochs(2).batch(16).fit(IMAGES);
        Path file = directory.resolve("model.npz");
        model.save(file);
        TrainedModel back = TrainedModel.load(file);

        assertThat(model.curve().epochs().get(1).loss())
                .isLessThan(model.curve().epochs().get(0).loss());
        assertThat(back.network().nodes()).isEqualTo(NETWORK.nodes());
        assertThat(back.network().table().printAll()).isEqualTo(NETWORK.table().printAll());
        assertThat(back.test(IMAGES).predictions()).isEqualTo(model.test(IMAGES).predictions());
    }

    /** The engine and training agree in evaluation too, image by image, but where a potential stands at the threshold. */
    @Test
    void engineAnswersAsTrainingDoes() {
        ImageBatch test = IMAGES.test().all();
        try (TrainableNetwork training = TrainableNetwork.of(NETWORK, TrainingRecipe.defaults())) {
            IMAGES.train().batches(24, 1).forEach(batch -> training.step(batch, 0.1));
            float[][] expected = training.logits(test);
            float[][] found = SpikeEngine.common()
                    .on(test, Weights.of(training.weights()))
                    .run(NETWORK, NETWORK.timesteps(), SpikeMonitor.none());
            int close = 0;
            for (int i = 0; i < expected.length; i++) {
                float furthest = 0;
                for (int c = 0; c < expected[i].length; c++) {
                    furthest = Math.max(furthest, Math.abs(expected[i][c] - found[i][c]));
                }
                close += furthest < 1e-4 ? 1 : 0;
            }
            assertThat(close).isGreaterThanOrEqualTo(expected.length * 9 / 10);
        }
    }

    @Test
    void superNetworkTrainsCellsOfEitherDirection() {
        SearchSpace space = SearchSpace.of(Operation.ZERO, Operation.SKIP, Operation.CONV1X1)
                .withBackward();
        SnasNet macro = SnasNet.cifar10().withChannels(2).withTimesteps(2).withStemStride(4);

        SuperNetwork shared = SuperNetworkTrainer.of(space, macro)
                .recipe(TrainingRecipe.defaults().withBatch(8))
                .epochs(2)
                .fit(IMAGES);

        CellArchitecture drawn = space.draws(1)
                .filter(architecture -> architecture.cell().hasFeedback())
                .findFirst()
                .orElseThrow();
        assertThat(shared.curve().epochs()).hasSize(2);
        assertThat(shared.model(drawn).test(IMAGES).predictions())
                .hasSize(IMAGES.test().size());
    }

    @Test
    void whatCannotGoBackInTimeIsRefusedByName() {
        TrainingRecipe overAll = TrainingRecipe.defaults().withStatistics(NormalisationStatistics.OVER_ALL_TIMESTEPS);

        assertThatThrownBy(() -> TrainableNetwork.of(NETWORK, overAll))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("norm' stands within feedback")
                .hasMessageContaining("NormalisationStatistics.PER_TIMESTEP");
        try (TrainableNetwork training = TrainableNetwork.of(NETWORK, TrainingRecipe.defaults())) {
            assertThatThrownBy(training::graph)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("has feedback: layer 'cell1.1->0.delay'");
        }
    }
}
