package org.spikernel.data;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class NormalisationTest {

    @Test
    void subtractsTheMeanAndDividesByTheDeviation() {
        Normalisation normalisation = new Normalisation(List.of(0.5, 0.2), List.of(0.25, 0.1));

        assertThat(normalisation.normalise(255, 0)).isEqualTo(2f);
        assertThat(normalisation.normalise(0, 1)).isEqualTo(-2f);
    }

    @Property
    void canBeUndone(
            @ForAll @IntRange(max = 255) int intensity,
            @ForAll @DoubleRange(min = 0, max = 1) double mean,
            @ForAll @DoubleRange(min = 0.01, max = 1) double deviation) {
        Normalisation normalisation = new Normalisation(List.of(mean), List.of(deviation));

        assertThat(normalisation.intensity(normalisation.normalise(intensity, 0), 0))
                .isEqualTo(intensity);
    }

    @Test
    void measuresEachChannel() {
        byte[] pixels = {0, (byte) 255, 51, 51, 0, (byte) 255, 51, 51};
        Normalisation normalisation = Normalisation.measured(pixels, new Shape(2, 1, 2));

        assertThat(normalisation.means().get(0)).isEqualTo(0.5);
        assertThat(normalisation.deviations().get(0)).isEqualTo(0.5);
        assertThat(normalisation.means().get(1)).isCloseTo(0.2, within(1e-12));
        assertThat(normalisation.deviations().get(1)).isEqualTo(1);
    }

    @Test
    void channelsMustAgreeAndDeviationsBePositive() {
        assertThatThrownBy(() -> new Normalisation(List.of(0.5), List.of(0.1, 0.2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 means and 2 deviations");
        assertThatThrownBy(() -> new Normalisation(List.of(0.5), List.of(0.0)))
                .hasMessage("standard deviations must be finite and above 0, but are [0.0]");
        assertThatThrownBy(() -> new Normalisation(List.of(0.5), List.of(Double.POSITIVE_INFINITY)))
                .hasMessage("standard deviations must be finite and above 0, but are [Infinity]");
        assertThatThrownBy(() -> new Normalisation(List.of(Double.NaN), List.of(1.0)))
                .hasMessage("means must be finite, but are [NaN]");
    }
}
