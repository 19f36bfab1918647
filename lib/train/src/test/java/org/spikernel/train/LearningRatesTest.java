package org.spikernel.train;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class LearningRatesTest {

    @Test
    void alongHalfACosineTheyFallFromTheStartToAHundredthOfIt() {
        LearningRates rates = new LearningRates(Schedule.HALF_COSINE, 0.1, 101);

        assertThat(rates.at(0)).isEqualTo(0.1);
        assertThat(rates.at(50)).isCloseTo(0.0505, within(1e-12));
        assertThat(rates.at(25)).isCloseTo(0.001 + 0.099 * (1 + Math.sqrt(0.5)) / 2, within(1e-12));
        assertThat(rates.at(100)).isCloseTo(0.001, within(1e-12));
    }

    @Test
    void constantOnesStay() {
        LearningRates rates = new LearningRates(Schedule.CONSTANT, 0.001, 101);

        assertThat(rates.at(0)).isEqualTo(0.001);
        assertThat(rates.at(100)).isEqualTo(0.001);
    }

    @Test
    void oneStepIsTakenAtTheStart() {
        assertThat(new LearningRates(Schedule.HALF_COSINE, 0.1, 1).at(0)).isEqualTo(0.1);
    }
}
