package org.spikernel.study.predict;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.spikernel.random.RandomStream;
import org.spikernel.study.predict.FeatureProcess.Input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class LikelyProcessesTest {

    private static final int FEATURES = 8;

    /** Normal numbers, and one of two operations on each of two edges. */
    private static final Input[] INPUTS = IntStream.range(0, 60)
            .mapToObj(i -> {
                RandomStream random = RandomStream.at(3, "input", i);
                double[] features = IntStream.range(0, FEATURES)
                        .mapToDouble(feature -> random.nextNormal())
                        .toArray();
                int first = random.nextInt(2);
                int second = random.nextInt(2);
                return new Input(features, new double[] {first, 1 - first, second, 1 - second});
            })
            .toArray(Input[]::new);

    private static LikelyProcesses of(ToDoubleFunction<Input> output) {
        return new LikelyProcesses(
                INPUTS,
                IntStream.range(0, INPUTS.length)
                        .mapToDouble(i -> output.applyAsDouble(INPUTS[i]))
                        .toArray());
    }

    private static double mean(List<FeatureProcess> processes, ToDoubleFunction<Hyperparameters> number) {
        return processes.stream()
                .mapToDouble(process -> number.applyAsDouble(process.hyperparameters()))
                .average()
                .orElseThrow();
    }

    @Test
    void walkFindsTheFeatureThatDecides() {
        List<FeatureProcess> met =
                of(input -> Math.sin(2 * input.features()[5])).walk(100, RandomStream.at(1));

        assertThat(met).hasSize(35);
        assertThat(mean(met, at -> at.shares()[5])).isGreaterThan(3.0 / FEATURES);
        assertThat(met)
                .allSatisfy(process -> assertThat(IntStream.range(0, FEATURES)
                                .mapToDouble(i -> process.hyperparameters().shares()[i])
                                .sum())
                        .isCloseTo(1, within(1e-12)));
    }

    @Test
    void chanceIsTakenForNoiseAndRulesAreNot() {
        LikelyProcesses chance =
                of(input -> RandomStream.at(9, input.features()[0]).nextNormal());
        LikelyProcesses rule = of(input -> input.features()[0] - input.features()[1]);

        assertThat(chance.likeliest().hyperparameters().noise())
                .isGreaterThan(5 * rule.likeliest().hyperparameters().noise());
        assertThat(mean(chance.walk(60, RandomStream.at(1)), Hyperparameters::noise))
                .isGreaterThan(3 * mean(rule.walk(60, RandomStream.at(1)), Hyperparameters::noise));
    }

    @Test
    void edgesCountWhereTheyDecide() {
        LikelyProcesses byEdges = of(input -> input.edges()[0] + 2 * input.edges()[2]);
        LikelyProcesses byFeatures = of(input -> input.features()[0] - input.features()[1]);

        assertThat(byEdges.likeliest().hyperparameters().ofEdges()).isGreaterThanOrEqualTo(0.4);
        assertThat(byFeatures.likeliest().hyperparameters().ofEdges()).isLessThanOrEqualTo(0.1);
        assertThat(mean(byEdges.walk(60, RandomStream.at(1)), Hyperparameters::ofEdges))
                .isGreaterThan(2 * mean(byFeatures.walk(60, RandomStream.at(1)), Hyperparameters::ofEdges));
    }

    @Test
    void withoutNoiseOutputsOfExamplesAreExpected() {
        FeatureProcess process =
                of(input -> input.features()[0] * input.features()[1]).likeliest();

        for (Input input : INPUTS) {
            assertThat(process.mean(input)).isCloseTo(input.features()[0] * input.features()[1], within(0.2));
        }
    }
}
