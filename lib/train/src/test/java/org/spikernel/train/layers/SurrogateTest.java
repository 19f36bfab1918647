package org.spikernel.train.layers;

import java.util.List;
import java.util.stream.Stream;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class SurrogateTest {

    /** As a user writes one, and not as the library does. */
    private record Pyramid(double width) implements Surrogate {
        @Override
        public double slope(double distance) {
            return Math.max(0, width - Math.abs(distance)) / (width * width);
        }

        @Override
        public String name() {
            return "pyramid of width " + width;
        }
    }

    static Stream<Arguments> twins() {
        return Stream.of(
                arguments(Surrogate.ATAN, Surrogate.of("arcus tangens", x -> 1 / (1 + Math.PI * Math.PI * x * x))),
                arguments(Surrogate.triangle(0.7), new Pyramid(0.7)),
                arguments(Surrogate.rectangle(2), Surrogate.of("box", x -> Math.abs(x) < 1 ? 0.5 : 0)),
                arguments(Surrogate.sigmoid(0.25), Surrogate.of("logistic", x -> 1 / Math.pow(Math.cosh(2 * x), 2))));
    }

    @ParameterizedTest
    @MethodSource("twins")
    void anEqualFunctionGivesTheSameGradients(Surrogate known, Surrogate own) {
        INDArray currents = LoneLayer.normal(1, 8, 50);
        INDArray expected = new LoneLayer(LifLayer.over(4).withSurrogate(known)).inputGradient(currents);
        INDArray found = new LoneLayer(LifLayer.over(4).withSurrogate(own)).inputGradient(currents);

        assertThat(expected.norm1Number().doubleValue()).isGreaterThan(10);
        for (long i = 0; i < expected.length(); i++) {
            assertThat(found.getFloat(i)).isCloseTo(expected.getFloat(i), within(1e-6f));
        }
    }

    @ParameterizedTest
    @MethodSource("twins")
    void slopeIsThatOfTheLoops(Surrogate known, Surrogate own) {
        for (double distance : List.of(-1.5, -0.4, 0.0, 0.3, 0.9)) {
            float[] slopes = {9, (float) distance};
            float[] one = {(float) distance, 9};
            known.slopes(one, 1);
            own.slopes(slopes, 2);

            assertThat(known.slope(distance)).isEqualTo(one[0]).isCloseTo(slopes[1], within(1e-6));
            assertThat(one[1]).isEqualTo(9);
        }
    }

    private static ComputationGraphConfiguration graph(Surrogate surrogate) {
        return new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("currents")
                .addLayer("lif", LifLayer.over(2).withSurrogate(surrogate), "currents")
                .addLayer("plif", PlifLayer.over(2).withSurrogate(surrogate), "lif")
                .setOutputs("plif")
                .build();
    }

    @Test
    void knownSurrogateIsReadBack() {
        ComputationGraphConfiguration graph = graph(Surrogate.sigmoid(0.25));

        assertThat(ComputationGraphConfiguration.fromJson(graph.toJson())).isEqualTo(graph);
        assertThat(graph.toJson().replaceAll("\\s", ""))
                .contains("\"surrogate\":{\"form\":\"SIGMOID\",\"width\":0.25}");
    }

    @Test
    void ownSurrogateIsNamedAndNotReadBack() {
        String json = graph(new Pyramid(2)).toJson();

        assertThat(json).contains("pyramid of width 2.0");
        assertThatThrownBy(() -> ComputationGraphConfiguration.fromJson(json))
                .hasStackTraceContaining(
                        "the surrogate 'pyramid of width 2.0' is none of the library's and cannot be read: build the graph with it");
    }

    @Test
    void slopeThatIsNoNumberIsRefused() {
        Surrogate hole = Surrogate.of("hole", x -> 1 / (x - x));
        LoneLayer neurons = new LoneLayer(LifLayer.over(2).withSurrogate(hole));

        assertThatThrownBy(() -> neurons.inputGradient(LoneLayer.normal(1, 4, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the slope of the surrogate 'hole' should be a finite number everywhere, but is");
    }
}
