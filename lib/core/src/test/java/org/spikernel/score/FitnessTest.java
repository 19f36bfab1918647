package org.spikernel.score;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/** Accuracy, and the less of it the more a network spikes. */
class FitnessTest {

    @Test
    void isAccuracyTimesAPowerOfTheRatioOfSpikes() {
        assertThat(new Fitness(-0.08, 100).of(0.9, 200)).isCloseTo(0.9 * Math.pow(2, -0.08), within(1e-15));
        assertThat(new Fitness(-0.24, 100).of(0.9, 100)).isEqualTo(0.9);
        assertThat(new Fitness(0, 100).of(0.9, 12345)).isEqualTo(0.9);
    }

    @Test
    void networkThatNeverSpikesHasOneOnlyWhereSpikesDoNotCount() {
        assertThat(new Fitness(0, 100).of(0.1, 0)).isEqualTo(0.1);
        assertThat(new Fitness(-0.08, 100).of(0.1, 0)).isInfinite();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.08, Double.NaN, Double.NEGATIVE_INFINITY})
    void lambdaThatWouldRewardSpikesIsRefused(double lambda) {
        assertThatThrownBy(() -> new Fitness(lambda, 100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lambda must be a finite number of 0 or less")
                .hasMessageContaining("such as -0.08, but is " + lambda);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void meanOfNoSpikesIsRefused(double mean) {
        assertThatThrownBy(() -> new Fitness(-0.08, mean))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the mean number of spikes must be finite and above 0, but is " + mean);
    }

    @Test
    void hasTheSameBitsOnEveryMachine() {
        for (int spikes = 1; spikes < 10_000; spikes++) {
            assertThat(new Fitness(-0.08, 777).of(0.5, spikes)).isEqualTo(0.5 * StrictMath.pow(spikes / 777.0, -0.08));
        }
    }
}
