package org.spikernel.neuron;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class InputCurrentTest {

    @Test
    void constantIsTheSameAtEveryTimestep() {
        assertThat(InputCurrent.constant(0.5, 3)).containsExactly(0.5, 0.5, 0.5);
    }

    @Test
    void pulsesBeginAtTheFirstTimestepAndRepeatWithThePeriod() {
        assertThat(InputCurrent.pulses(2, 2, 3, 7)).containsExactly(2, 2, 0, 2, 2, 0, 2);
    }

    @Test
    void pulseLongerThanItsPeriodIsRefused() {
        assertThatThrownBy(() -> InputCurrent.pulses(1, 4, 3, 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("period of 3, but lasts 4");
    }

    @Test
    void noiseHasItsMeanAndDeviationAndComesAgainWithItsSeed() {
        double[] noise = InputCurrent.noise(0.8, 0.5, 10_000, 7);

        double mean = 0;
        double square = 0;
        for (double current : noise) {
            mean += current / noise.length;
            square += (current - 0.8) * (current - 0.8) / noise.length;
        }
        assertThat(mean).isCloseTo(0.8, within(0.02));
        assertThat(Math.sqrt(square)).isCloseTo(0.5, within(0.02));
        assertThat(InputCurrent.noise(0.8, 0.5, 10_000, 7)).isEqualTo(noise);
        assertThat(InputCurrent.noise(0.8, 0.5, 10_000, 8)).isNotEqualTo(noise);
    }
}
