package org.spikernel.search;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LateAccuracyTest {

    @Test
    void isTheMeanOverTheLastTenthOfAllEpochsButNeverOfNone() {
        List<Double> accuracies = List.of(1.0, 2.0, 4.0, 8.0);

        assertThat(LateAccuracy.of(accuracies, 4)).isEqualTo(8);
        assertThat(LateAccuracy.of(accuracies, 19)).isEqualTo(8);
        assertThat(LateAccuracy.of(accuracies, 20)).isEqualTo(6);
        assertThat(LateAccuracy.of(accuracies, 100)).isEqualTo(3.75);
    }

    @Test
    void noEpochHasNone() {
        assertThatThrownBy(() -> LateAccuracy.of(List.of(), 10)).hasMessageContaining("after one epoch or more");
        assertThatThrownBy(() -> LateAccuracy.of(List.of(1.0), 0)).hasMessageContaining("epochs");
    }
}
