package org.spikernel.internal.gradients;

import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.spikernel.neuron.OwnNeurons;
import org.spikernel.neuron.Plif;
import org.spikernel.neuron.PlifCase;
import org.spikernel.train.layers.Surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Neurons that learn, on their way back through time: every block that there is for them. */
class NeuronBlockTest {

    private static final double TOLERANCE = 1e-4;

    private interface Maker {
        NeuronBlock make(Plif neuron, int timesteps, int size);
    }

    private static NeuronBlock.Slopes slopes() {
        return Surrogate.ATAN::slopes;
    }

    static Stream<Arguments> blocks() {
        return PlifCase.all()
                .flatMap(golden -> Stream.<Maker>of(
                                (neuron, timesteps, size) -> NeuronBlock.of(neuron, timesteps, size, slopes()),
                                (neuron, timesteps, size) ->
                                        NeuronBlock.of(new OwnNeurons.Learning(neuron), timesteps, size, slopes()))
                        .map(maker -> Arguments.arguments(golden, maker)));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void gradientsAreThoseOfPyTorch(PlifCase golden, Maker maker) {
        float[][] currents = golden.numbers("input");
        float[][] upstream = golden.numbers("upstream_gradient");
        float[][] found = new float[golden.timesteps()][golden.neurons()];
        NeuronBlock block = maker.make(golden.neuron(), golden.timesteps(), golden.neurons());

        block.backward(
                golden.neurons(),
                (t, row) -> System.arraycopy(currents[t], 0, row, 0, currents[t].length),
                (t, row) -> System.arraycopy(upstream[t], 0, row, 0, upstream[t].length),
                (t, row) -> found[t] = Arrays.copyOf(row, golden.neurons()));

        float[][] expected = golden.numbers("gradient_input");
        double largest = Arrays.stream(expected)
                .mapToDouble(NeuronBlockTest::largest)
                .max()
                .orElseThrow();
        for (int t = 0; t < expected.length; t++) {
            assertThat(found[t]).containsExactly(expected[t], within((float) (TOLERANCE * largest)));
        }
        double ofW = golden.number("gradient_w");
        assertThat(block.parameterGradients()).hasSize(1);
        assertThat(block.parameterGradients()[0]).isCloseTo(ofW, within(TOLERANCE * Math.abs(ofW)));
    }

    private static double largest(float[] numbers) {
        double largest = 0;
        for (float number : numbers) {
            largest = Math.max(largest, Math.abs(number));
        }
        return largest;
    }
}
