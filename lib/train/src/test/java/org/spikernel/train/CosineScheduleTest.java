package org.spikernel.train;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CosineScheduleTest {

    @Test
    void fallsFromTheStartToAHundredthOfIt() {
        CosineSchedule schedule = new CosineSchedule(0.1, 101);

        assertThat(schedule.at(0)).isEqualTo(0.1);
        assertThat(schedule.at(50)).isCloseTo(0.0505, within(1e-12));
        assertThat(schedule.at(25)).isCloseTo(0.001 + 0.099 * (1 + Math.sqrt(0.5)) / 2, within(1e-12));
        assertThat(schedule.at(100)).isCloseTo(0.001, within(1e-12));
    }

    @Test
    void oneStepIsTakenAtTheStart() {
        assertThat(new CosineSchedule(0.1, 1).at(0)).isEqualTo(0.1);
    }
}
