package org.spikernel.internal.checks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GivenTest {

    @Test
    void whatIsRightComesBack() {
        assertThat(Given.value("a", "a letter")).isEqualTo("a");
        assertThat(Given.positive(1, "steps")).isEqualTo(1);
        assertThat(Given.notNegative(0, "padding")).isZero();
        assertThat(Given.finite(-1.5, "mean")).isEqualTo(-1.5);
    }

    @Test
    void listIsCopied() {
        List<Integer> mine = new ArrayList<>(List.of(1, 2));
        List<Integer> given = Given.list(mine, "sizes");
        mine.add(3);

        assertThat(given).containsExactly(1, 2);
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThatThrownBy(() -> Given.value(null, "a neuron")).hasMessage("a neuron must be given, but is null");
        assertThatThrownBy(() -> Given.text(null, "a cell"))
                .hasMessage("the text of a cell must be given, but is null");
        assertThatThrownBy(() -> Given.list(null, "sizes")).hasMessage("sizes must all be given, but found null");
        assertThatThrownBy(() -> Given.list(Arrays.asList(1, null), "sizes")).hasMessageContaining("[1, null]");
        assertThatThrownBy(() -> Given.positive(0, "steps")).hasMessage("steps must be positive, but is 0");
        assertThatThrownBy(() -> Given.positive(Long.MIN_VALUE, "steps")).hasMessageContaining("-9223372036854775808");
        assertThatThrownBy(() -> Given.notNegative(-1, "padding"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("padding must not be negative, but is -1");
        assertThatThrownBy(() -> Given.finite(Double.NaN, "mean"))
                .hasMessage("mean must be a finite number, but is NaN");
        assertThatThrownBy(() -> Given.finite(Double.NEGATIVE_INFINITY, "mean")).hasMessageContaining("-Infinity");
    }
}
