package org.spikernel.study;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.spikernel.data.Datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GuessingTest {

    @Test
    void isOneOfAsManyAsThereAreClasses() {
        assertThat(Guessing.of(Datasets.textures())).isEqualTo(new Guessing(10));
    }

    @Test
    void standsBesideAccuracies() {
        assertThat(new Guessing(10).beside(List.of(12.0, 14.9, 31.0)))
                .isEqualTo("12.0% to 31.0% accuracy, where guessing reaches 10.0%; "
                        + "2 of 3 trainings are hardly better than guessing.");
        assertThat(new Guessing(10).beside(List.of(19.9)))
                .endsWith("None is twice as good as guessing: their order says next to nothing.");
    }

    @Test
    void wrongNumbersAreErrors() {
        assertThatThrownBy(() -> new Guessing(0)).hasMessageContaining("but should be in 0");
        assertThatThrownBy(() -> new Guessing(10).beside(List.of())).hasMessageContaining("there is none");
    }
}
