package org.spikernel.engine;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.spikernel.cell.Cell;
import org.spikernel.internal.convolution.Grid;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.SnasNet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class RandomWeightsTest {

    private static final SnasNet MACRO = SnasNet.cifar10().withChannels(8);
    private static final Network ONE = MACRO.network(Cell.parse("conv3x3 | skip conv5x5 | skip zero conv3x3"));
    private static final Network OTHER = MACRO.network(Cell.parse("conv3x3 | conv3x3 skip | skip avg3x3 zero"));

    private static Node at(Network network, String place) {
        return network.nodes().stream()
                .filter(node -> node.place().equals(place))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void candidatesShareTheWeightsOfTheLayersTheyShare() {
        String shared = "cell1.0->1.conv3x3";

        assertThat(Weights.random(1).of(at(ONE, shared)).weights())
                .isEqualTo(Weights.random(1).of(at(OTHER, shared)).weights())
                .isNotEqualTo(Weights.random(2).of(at(ONE, shared)).weights())
                .isNotEqualTo(
                        Weights.random(1).of(at(OTHER, "cell1.0->2.conv3x3")).weights());
    }

    @Test
    void convolutionsAreKaimingUniform() {
        float[] weights = Weights.random(1).of(at(ONE, "cell2.1->2.conv5x5")).weights();
        double bound = Math.sqrt(6.0 / (5 * 16 * 25));
        double[] sizes = IntStream.range(0, weights.length)
                .mapToDouble(i -> Math.abs(weights[i]))
                .toArray();

        assertThat(Arrays.stream(sizes).max().orElseThrow()).isLessThanOrEqualTo(bound);
        assertThat(IntStream.range(0, sizes.length)
                        .mapToDouble(i -> sizes[i])
                        .average()
                        .orElseThrow())
                .isBetween(0.49 * bound, 0.51 * bound);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cell2.1->2.conv5x5", "classifier.hidden"})
    void weightsOnAGridAreTheSameButRounded(String place) {
        LayerWeights exact = Weights.random(1).of(at(ONE, place));
        LayerWeights rounded = Weights.randomOnGrid(1).of(at(ONE, place));
        Grid grid = rounded.grid().orElseThrow();

        assertThat(grid.largest()).isBetween(63, 127);
        assertThat(Math.getExponent(grid.step())).isEqualTo(Math.getExponent(Math.nextDown(2 * grid.step())));
        assertThat(rounded.biases()).isEqualTo(exact.biases());
        float[] drawn = exact.weights();
        float[] onGrid = rounded.weights();
        for (int i = 0; i < drawn.length; i++) {
            float reached = Math.min(Math.abs(drawn[i]), 127 * grid.step());
            assertThat(Math.abs(onGrid[i])).isCloseTo(reached, within(grid.step() / 2));
            assertThat(onGrid[i]).isEqualTo(grid.step() * grid.multiples()[i]);
        }
    }

    @Test
    void linearLayersAreNormalWithBiasZero() {
        LayerWeights hidden = Weights.random(1).of(at(ONE, "classifier.hidden"));
        LayerWeights output = Weights.random(1).of(at(ONE, "classifier.output"));
        float[] weights = hidden.weights();
        double variance = IntStream.range(0, weights.length)
                .mapToDouble(i -> weights[i] * weights[i])
                .average()
                .orElseThrow();

        assertThat(Math.sqrt(variance)).isBetween(0.0099, 0.0101);
        assertThat(hidden.biases()).isEmpty();
        assertThat(output.biases()).hasSize(100).containsOnly(0f);
    }

    @ParameterizedTest
    @CsvSource({"cell2.1->2.conv5x5, 400", "classifier.hidden, 1024", "classifier.output, 1024"})
    void byFanInTheyAreUniformAndSoAreBiases(String place, int fanIn) {
        Weights law = Weights.uniformByFanIn(1);
        LayerWeights drawn = law.of(at(ONE, place));
        float[] weights = drawn.weights();
        float[] all = Arrays.copyOf(weights, weights.length + drawn.biases().length);
        System.arraycopy(drawn.biases(), 0, all, weights.length, drawn.biases().length);
        double bound = 1 / Math.sqrt(fanIn);
        double variance = IntStream.range(0, all.length)
                .mapToDouble(i -> all[i] * all[i])
                .average()
                .orElseThrow();

        assertThat(IntStream.range(0, all.length)
                        .mapToDouble(i -> Math.abs(all[i]))
                        .max()
                        .orElseThrow())
                .isLessThanOrEqualTo((float) bound)
                .isGreaterThan(0.99 * bound);
        assertThat(Math.sqrt(3 * variance)).isCloseTo(bound, within(0.01 * bound));
        assertThat(drawn.biases()).hasSize(place.equals("classifier.output") ? 100 : 0);
        assertThat(drawn.weights())
                .isEqualTo(Weights.uniformByFanIn(1).of(at(ONE, place)).weights())
                .isNotEqualTo(Weights.uniformByFanIn(2).of(at(ONE, place)).weights());
        assertThat(law.of(at(ONE, "stem.norm")).weights()).containsOnly(1f);
    }

    @Test
    void batchNormStartsAsTheIdentity() {
        LayerWeights norm = Weights.random(1).of(at(ONE, "stem.norm"));

        assertThat(norm.weights()).hasSize(8).containsOnly(1f);
        assertThat(norm.biases()).hasSize(8).containsOnly(0f);
    }

    @Test
    void missingAndUnfitWeightsAreNamed() {
        Node stem = at(ONE, "stem.norm");

        assertThatThrownBy(() -> Weights.of(Map.of()).of(stem))
                .hasMessageContaining("no weights for layer 'stem.norm'");
        assertThatThrownBy(() -> Weights.of(Map.of("stem.norm", LayerWeights.of(new float[3], new float[8])))
                        .of(stem))
                .hasMessageContaining("needs 8 weights and 8 biases, but found 3 and 8");
    }

    @Test
    void layersWithoutWeightsHaveNoneToDraw() {
        Node neurons = ONE.spikingLayers().get(0);

        assertThatThrownBy(() -> Weights.random(1).of(neurons))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("layer '" + neurons.place() + "'")
                .hasMessageContaining("has no weights to draw");
    }

    @Test
    void nobodyChangesWeightsFromOutside() {
        float[] given = {1, 2};
        LayerWeights weights = LayerWeights.of(given, given).withRunningStatistics(given, given);
        given[0] = 5;
        weights.weights()[0] = 5;
        weights.biases()[0] = 5;

        assertThat(weights.weights()).containsExactly(1, 2);
        assertThat(weights.biases()).containsExactly(1, 2);
        assertThat(weights.runningStatistics().orElseThrow().mean()).containsExactly(1, 2);
    }
}
