package org.spikernel.train.layers;

import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import org.spikernel.neuron.LeakyNeuron;
import org.spikernel.random.RandomStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The backward pass of every layer is the derivative of its forward pass, as finite differences show it. */
class LayerGradientTest {

    private static final double TOLERANCE = 2e-3;

    static Stream<Arguments> layers() {
        long[] maps = {6, 3, 5, 4};
        long[] vectors = {6, 8};
        return Stream.of(
                arguments(ConvolutionLayer.same(3, 4, 3), maps),
                arguments(ConvolutionLayer.of(3, 2, 1, 1, 0), maps),
                arguments(ConvolutionLayer.of(3, 4, 3, 2, 1), maps),
                arguments(BatchNormLayer.of(3, 2), maps),
                arguments(BatchNormLayer.of(3, 2).withStatistics(NormalisationStatistics.OVER_ALL_TIMESTEPS), maps),
                arguments(BatchNormLayer.of(8, 1), vectors),
                arguments(PoolingLayer.average(2, 2, 0), maps),
                arguments(PoolingLayer.average(3, 1, 1), maps),
                arguments(PoolingLayer.max(2, 2, 0), maps),
                arguments(PoolingLayer.max(3, 2, 1), maps),
                arguments(LinearLayer.of(8, 5), vectors),
                arguments(LinearLayer.of(8, 5).withBias(), vectors),
                arguments(VotingLayer.of(4), vectors),
                arguments(TimeMeanLayer.over(3), vectors),
                arguments(DirectEncoding.over(3), maps),
                arguments(FrameEncoding.over(3), maps),
                arguments(TimeDropoutLayer.of(0.5, 2, 3), vectors),
                arguments(new FlattenLayer(), maps),
                arguments(new ZeroLayer(), maps));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void backwardIsTheDerivativeOfForward(TimeFoldedLayer layer, long[] shape) {
        check(new LoneLayer(layer), distinct(shape));
    }

    /** Numbers so far from each other that no step of the differences makes another one the largest of a window. */
    private static INDArray distinct(long[] shape) {
        INDArray array = Nd4j.create(DataType.FLOAT, shape);
        int[] order = RandomStream.at(5, "order").permutation((int) array.length());
        for (int i = 0; i < order.length; i++) {
            array.putScalar(i, 0.05f * (order[i] - order.length / 2));
        }
        return array;
    }

    static Stream<TimeFoldedLayer> neurons() {
        return Stream.of(
                LifLayer.over(3).smooth(),
                LifLayer.over(3).withTau(2).withThreshold(0.5f).withRest(-0.25f).smooth(),
                LifLayer.over(3).withReset(Reset.BY_SUBTRACTION).smooth(),
                LifLayer.over(3).withSurrogate(Surrogate.sigmoid(0.5)).smooth(),
                LifLayer.over(3).withSurrogate(Surrogate.triangle(1)).smooth(),
                PlifLayer.over(3).smooth(),
                PlifLayer.over(3)
                        .withInitialTau(1.5f)
                        .withReset(Reset.BY_SUBTRACTION)
                        .smooth());
    }

    @ParameterizedTest
    @MethodSource("neurons")
    void backwardThroughTimeIsTheDerivativeOfForward(TimeFoldedLayer layer) {
        check(new LoneLayer(layer), currentsThatKeepAwayFromThresholds(layer));
    }

    /** So that no step of the differences makes a neuron reset that did not, where there is no derivative. */
    private static INDArray currentsThatKeepAwayFromThresholds(TimeFoldedLayer layer) {
        return LongStream.range(0, 10_000)
                .mapToObj(seed -> LoneLayer.normal(seed, 6, 4))
                .filter(currents -> closest(layer, currents) > 0.05)
                .findFirst()
                .orElseThrow();
    }

    private static double closest(TimeFoldedLayer layer, INDArray currents) {
        LeakyNeuron neuron = layer instanceof LifLayer lif ? lif.neuron() : ((PlifLayer) layer).neuron();
        boolean subtracts = layer.settings().contains(Reset.BY_SUBTRACTION);
        double closest = 1;
        for (int i = 0; i < 8; i++) {
            double potential = neuron.reset();
            for (int t = 0; t < 3; t++) {
                potential = neuron.charge(potential, currents.getFloat(t * 8 + i));
                closest = Math.min(closest, Math.abs(potential - neuron.threshold()));
                if (neuron.fires(potential)) {
                    potential = subtracts ? potential - neuron.threshold() + neuron.reset() : neuron.reset();
                }
            }
        }
        return closest;
    }

    private static void check(LoneLayer layer, INDArray input) {
        INDArray inputGradient = layer.inputGradient(input).dup();
        assertClose(inputGradient, layer.inputDifferences(input));
        if (layer.hasParameters()) {
            layer.inputGradient(input);
            INDArray gradient = layer.parameterGradient().dup();
            assertClose(gradient, layer.parameterDifferences(input));
        }
    }

    private static void assertClose(INDArray found, double[] expected) {
        double scale = 1;
        for (double value : expected) {
            scale = Math.max(scale, Math.abs(value));
        }
        assertThat(found.length()).isEqualTo(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) found.getFloat(i)).as("number %d", i).isCloseTo(expected[i], within(TOLERANCE * scale));
        }
    }

    @ParameterizedTest
    @EnumSource
    void surrogateIsTheDerivativeOfItsSmoothStep(BuiltInSurrogate.Form form) {
        BuiltInSurrogate surrogate = new BuiltInSurrogate(form, 0.7f);
        float[] distances = {-2, -0.5f, -0.3f, -0.1f, 0.01f, 0.2f, 0.34f, 0.6f, 3};
        float[] derivatives = distances.clone();
        surrogate.slopes(derivatives, derivatives.length);
        for (int i = 0; i < distances.length; i++) {
            double difference =
                    (surrogate.smoothStep(distances[i] + 0.005f) - surrogate.smoothStep(distances[i] - 0.005f)) / 0.01;
            assertThat((double) derivatives[i]).as("at %s", distances[i]).isCloseTo(difference, within(5e-3));
        }
    }

    @Test
    void rateEncodingPassesGradientsStraightThrough() {
        INDArray input = LoneLayer.normal(1, 2, 3);
        INDArray gradient = new LoneLayer(RateEncoding.over(4, 1)).inputGradient(input);
        INDArray expected = new LoneLayer(DirectEncoding.over(4)).inputGradient(input);

        assertThat(gradient.toFloatMatrix()).isEqualTo(expected.toFloatMatrix());
    }
}
