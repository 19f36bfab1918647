package org.spikernel.progress;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ScaleTest {

    private static Scale asked(String name) {
        return Scale.from(Map.of("SPIKERNEL_SCALE", name));
    }

    @ParameterizedTest
    @CsvSource({"small, 1", "quick, 2", "evening, 3", "' long ', 4"})
    void takesTheNumberOfTheScaleThatIsAskedFor(String name, int number) {
        int taken = asked(name).of(1, 2, 3, 4);

        assertThat(taken).isEqualTo(number);
        assertThat(asked(name).toString()).startsWith(name.strip() + ": ");
    }

    @Test
    void isQuickUnlessAnotherOneIsAskedFor() {
        assertThat(Scale.from(Map.of())).isEqualTo(Scale.QUICK);
        assertThat(asked(" ")).isEqualTo(Scale.QUICK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "Quick", "0"})
    void saysWhichScalesThereAre(String name) {
        assertThatThrownBy(() -> asked(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no scale '" + name
                        + "', which SPIKERNEL_SCALE asks for, but small, quick, evening, long;"
                        + " say one of these, or unset it to have quick");
    }
}
