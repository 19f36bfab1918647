package org.spikernel.study.predict;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class KernelRidgeTest {

    @Test
    void followsASmoothFunctionBetweenItsExamples() {
        double[][] inputs = IntStream.range(0, 40)
                .mapToObj(i -> new double[] {i / 10.0 - 2})
                .toArray(double[][]::new);
        double[] outputs = IntStream.range(0, 40)
                .mapToDouble(i -> inputs[i][0] * inputs[i][0])
                .toArray();
        KernelRidge ridge = KernelRidge.fit(inputs, outputs);

        assertThat(ridge.predict(new double[] {0.05})).isEqualTo(0.0025, within(0.2));
        assertThat(ridge.predict(new double[] {1.05})).isEqualTo(1.1025, within(0.2));
    }

    @Test
    void singleExampleIsTrustedInPart() {
        KernelRidge ridge = KernelRidge.fit(new double[][] {{0}}, new double[] {1});

        assertThat(ridge.predict(new double[] {0})).isBetween(0.5, 0.99);
        assertThat(ridge.predict(new double[] {100})).isEqualTo(0, within(1e-9));
    }
}
