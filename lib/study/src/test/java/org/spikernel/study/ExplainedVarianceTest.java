package org.spikernel.study;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ExplainedVarianceTest {

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, 0.1, 1.1, 70.1, 100_000.1, 1e-300, 1e300})
    void nothingIsExplainedOfNumbersThatDoNotVary(double constant) {
        for (int count = 0; count <= 30; count++) {
            double[] numbers = new double[count];
            Arrays.fill(numbers, constant);
            List<Integer> groups =
                    IntStream.range(0, count).mapToObj(i -> i % 2).toList();

            assertThat(ExplainedVariance.share(numbers, groups))
                    .as("%d times %s", count, constant)
                    .isNaN();
        }
    }

    @Test
    void zerosOfBothSignsDoNotVary() {
        assertThat(ExplainedVariance.share(new double[] {0.0, -0.0}, List.of("a", "b")))
                .isNaN();
    }

    @Test
    void groupsTellAllOrNothingOrAShare() {
        List<String> groups = List.of("a", "a", "b", "b");

        assertThat(ExplainedVariance.share(new double[] {1, 1, 2, 2}, groups)).isEqualTo(1);
        assertThat(ExplainedVariance.share(new double[] {1, 2, 1, 2}, groups)).isZero();
        assertThat(ExplainedVariance.share(new double[] {1, 3, 5, 7}, groups)).isCloseTo(0.8, within(1e-12));
    }
}
