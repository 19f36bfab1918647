package org.spikernel.engine;

import java.util.Arrays;
import java.util.TreeSet;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.score.SpikeCount;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The engine computes AutoSNN's networks as an independent implementation in PyTorch does. */
class BlockGoldenTest {

    private static final float TOLERANCE = 1e-5f;

    /** An answer, and the spikes that led to it. */
    private record Shown(float[] logits, SpikeRecorder spikes) {

        static Shown of(BlockGolden golden, Weights weights) {
            Network network = golden.network();
            SpikeRecorder recorder = new SpikeRecorder();
            float[][] logits =
                    SpikeEngine.common().on(golden.batch(), weights).run(network, network.timesteps(), recorder);
            return new Shown(flat(logits), recorder);
        }

        private static float[] flat(float[][] rows) {
            float[] flat = new float[rows.length * rows[0].length];
            for (int i = 0; i < flat.length; i++) {
                flat[i] = rows[i / rows[0].length][i % rows[0].length];
            }
            return flat;
        }
    }

    @ParameterizedTest
    @MethodSource("org.spikernel.engine.BlockGolden#cases")
    void networkIsTheSame(BlockGolden golden) {
        Network network = golden.network();

        assertThat(network.spikingLayers())
                .extracting(neurons -> BlockGolden.name(neurons.place()))
                .containsExactlyInAnyOrderElementsOf(golden.neurons());
        assertThat(network.nodes().stream()
                        .mapToLong(node -> node.weights() > 0 ? node.biases() > 0 ? 2 : 1 : 0)
                        .sum())
                .isEqualTo(golden.parameters());
    }

    @ParameterizedTest
    @MethodSource("org.spikernel.engine.BlockGolden#cases")
    void everySpikeAndTheAnswerAreThoseOfPyTorch(BlockGolden golden) {
        Shown shown = Shown.of(golden, Weights.of(golden.weights()));

        for (Node neurons : golden.network().spikingLayers()) {
            for (int t = 0; t < golden.network().timesteps(); t++) {
                assertThat(indices(shown.spikes().at(neurons.place()).get(t)))
                        .as("%s at timestep %d", neurons.place(), t)
                        .isEqualTo(golden.spikes(neurons, t));
            }
        }
        assertThat(shown.logits()).containsExactly(golden.logits(), within(TOLERANCE));
    }

    private static TreeSet<Integer> indices(SpikeMatrix spikes) {
        TreeSet<Integer> indices = new TreeSet<>();
        Shape shape = spikes.shape();
        for (int i = 0; i < spikes.samples() * shape.size(); i++) {
            int position = i % shape.positions();
            int channel = i % shape.size() / shape.positions();
            if (spikes.fired(i / shape.size(), channel, position / shape.columns(), position % shape.columns())) {
                indices.add(i);
            }
        }
        return indices;
    }

    @ParameterizedTest
    @MethodSource("org.spikernel.engine.BlockGolden#cases")
    void spikesAreCountedAsThere(BlockGolden golden) {
        Network network = golden.network();
        SpikeCount spikes = SpikeCount.byLayer();
        SpikeEngine.common().on(golden.batch(), Weights.of(golden.weights())).run(network, network.timesteps(), spikes);

        assertThat(spikes.perSample()).isCloseTo(golden.spikesPerImage("neurons"), within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("org.spikernel.engine.BlockGolden#cases")
    void evaluationIsThatOfPyTorch(BlockGolden golden) {
        Shown shown = Shown.of(golden, Weights.of(golden.weightsOfEvaluation()));

        for (Node neurons : golden.network().spikingLayers()) {
            String place = neurons.place();
            int[] counts = shown.spikes().at(place).stream()
                    .mapToInt(spikes -> Arrays.stream(spikes.counts()).sum())
                    .toArray();
            assertThat(counts).as(place).containsExactly(golden.spikesOfEvaluation(place));
        }
        assertThat(shown.logits()).containsExactly(golden.logitsOfEvaluation(), within(TOLERANCE));
    }
}
