package org.spikernel.engine;

import java.util.Arrays;
import java.util.List;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.spikernel.cell.Cell;
import org.spikernel.cell.Cells;
import org.spikernel.data.ImageBatch;
import org.spikernel.internal.lanes.Lanes;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.SnasNet;
import org.spikernel.neuron.Lif;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Networks whose connections reach back by a timestep; what PyTorch computes of them in training mode, {@link SpikeEngineTest} tests. */
class FeedbackTest {

    private static final SnasNet MACRO = new SnasNet(new Shape(3, 8, 8), 3, 2, 10, 1, 19, 2, 3, Lif.DEFAULT, 2);

    @ParameterizedTest
    @MethodSource("org.spikernel.engine.Golden#backwardCases")
    void networkIsThatOfPyTorch(Golden golden) {
        Network network = golden.network();

        assertThat(network.spikingLayers()).hasSize(golden.layersOfNeurons());
        assertThat(network.nodes().stream()
                        .mapToInt(node -> node.weights() > 0 ? node.biases() > 0 ? 2 : 1 : 0)
                        .sum())
                .isEqualTo(golden.parameters());
    }

    @ParameterizedTest
    @MethodSource("org.spikernel.engine.Golden#backwardCases")
    void evaluationIsThatOfPyTorch(Golden golden) {
        Network network = golden.network();
        SpikeRecorder recorder = new SpikeRecorder();

        float[][] logits = SpikeEngine.common()
                .on(golden.batch(), Weights.of(golden.weightsOfEvaluation()))
                .run(network, network.timesteps(), recorder);

        for (Node neurons : network.spikingLayers()) {
            int[] counts = recorder.at(neurons.place()).stream()
                    .mapToInt(spikes -> Arrays.stream(spikes.counts()).sum())
                    .toArray();
            assertThat(counts).as(neurons.place()).containsExactly(golden.spikesOfEvaluation(neurons));
        }
        float[] expected = golden.logitsOfEvaluation();
        for (int i = 0; i < expected.length; i++) {
            assertThat(logits[i / logits[0].length][i % logits[0].length]).isCloseTo(expected[i], within(1e-5f));
        }
    }

    @Provide
    Arbitrary<Cell> cells() {
        return Cells.withFeedback();
    }

    @Property(tries = 25)
    void engineGivesTheBitsOfThePlainForwardPass(
            @ForAll("cells") Cell first,
            @ForAll("cells") Cell second,
            @ForAll @IntRange(min = 1, max = 3) int threads,
            @ForAll @IntRange(min = 1, max = 4) int timesteps,
            @ForAll boolean onGrid) {
        Network network = MACRO.network(List.of(first, second));
        ImageBatch batch = Batches.normal(5, 3, 8, 1);
        Weights weights = onGrid ? Weights.randomOnGrid(3) : Weights.random(3);
        SpikeRecorder plain = new SpikeRecorder();
        float[][] expected = ForwardPass.of(network, weights).run(batch, timesteps, plain);

        Presentation vector = SpikeEngine.withThreads(threads).on(batch, weights);
        Presentation scalar = SpikeEngine.of(threads, Lanes.scalar(), SharedLayers::none, 1 << 30)
                .on(batch, weights);
        for (Presentation shown : List.of(vector, scalar, vector)) {
            SpikeRecorder spikes = new SpikeRecorder();
            assertThat(shown.run(network, timesteps, spikes)).isEqualTo(expected);
            assertThat(words(spikes)).isEqualTo(words(plain));
        }
    }

    private static List<String> words(SpikeRecorder recorder) {
        return recorder.places().stream()
                .sorted()
                .flatMap(place -> recorder.at(place).stream().map(spikes -> place + text(spikes)))
                .toList();
    }

    private static String text(SpikeMatrix spikes) {
        StringBuilder text = new StringBuilder();
        for (int sample = 0; sample < spikes.samples(); sample++) {
            text.append(Arrays.toString(spikes.words(sample)));
        }
        return text.toString();
    }

    /** Cells that begin alike, and two that differ in nothing but where feedback comes from: nothing of one may stand in for the other's. */
    @Test
    void networksThatAreExpectedTogetherGiveTheBitsOfEachAlone() {
        List<Network> networks = List.of(
                        "conv3x3 | zero conv3x3 | conv3x3 zero conv1x1 ; back 3->1 skip",
                        "conv3x3 | zero conv3x3 | conv3x3 zero conv1x1 ; back 2->1 skip",
                        "conv3x3 | zero conv3x3 | conv3x3 zero conv1x1 ; back 3->1 skip",
                        "conv3x3 | zero conv3x3 | conv3x3 zero conv1x1")
                .stream()
                .map(cell -> MACRO.network(Cell.parse(cell)))
                .toList();
        ImageBatch batch = Batches.normal(5, 3, 8, 1);
        Programme programme =
                SpikeEngine.withThreads(2).on(batch, Weights.randomOnGrid(3)).expecting(networks, Network::timesteps);

        for (int place : programme.order()) {
            Network network = networks.get(place);
            assertThat(programme.shown().run(network, 3, SpikeMonitor.none()))
                    .as(network.name())
                    .isEqualTo(ForwardPass.of(network, Weights.randomOnGrid(3)).run(batch, 3, SpikeMonitor.none()));
        }
    }

    /** A delay line: what one delay hears is what another one gives. */
    @Test
    void delaysBehindDelaysGiveWhatWasTwoTimestepsEarlier() {
        Network.Builder builder = Network.builder("delay line", new Shape(1, 1, 1));
        Shape one = new Shape(1, 1, 1);
        Node twoBefore = builder.add("two before", new Layer.Delay(one));
        Node before = builder.add("before", new Layer.Delay(one));
        Node now = builder.add("now", new Layer.Sum(), builder.input(), twoBefore);
        Network network = builder.feedBack(before, twoBefore)
                .feedBack(now, before)
                .timesteps(5)
                .build(now);
        ImageBatch batch = ImageBatch.of(one, new float[] {1}, new int[1]);

        // 1, 1, 1 + 1, 1 + 1, 1 + 2
        assertThat(SpikeEngine.common().run(network, batch, Weights.random(0), 5, SpikeMonitor.none())[0][0])
                .isEqualTo(9f / 5);
    }
}
