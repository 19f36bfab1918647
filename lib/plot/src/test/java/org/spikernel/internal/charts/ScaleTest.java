package org.spikernel.internal.charts;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import org.spikernel.internal.charts.Axis.Kind;

import static org.assertj.core.api.Assertions.assertThat;

class ScaleTest {

    private static Scale of(double one, double other) {
        return new Scale(Kind.NUMBERS, List.of("" + one, "" + other), false);
    }

    private static List<String> labels(Scale scale) {
        return scale.ticks(5).stream().map(Scale.Tick::label).toList();
    }

    @Test
    void numbersThatRoundingAlonePartsAreTheSame() {
        assertThat(labels(of(0.3, 0.1 + 0.2))).isEqualTo(labels(of(0.3, 0.3))).isNotEmpty();
    }

    /** As where no neuron is dead, and where none was looked at. */
    @Test
    void lengthsThatAreAllZeroOrMissingStandOnAScaleFromZeroToOne() {
        for (List<String> lengths : List.of(List.of("0", "0.0"), List.of("", "NaN"), List.<String>of())) {
            Scale scale = new Scale(Kind.NUMBERS, lengths, true);

            assertThat(scale.share(0)).isZero();
            assertThat(scale.share(1)).isBetween(0.9, 1.0);
            assertThat(labels(scale)).containsExactly("0", "1");
        }
    }

    /** From numbers that hardly differ to those of other orders. */
    @Property
    void ticksAreFewAndWithinTheScale(
            @ForAll @DoubleRange(min = -1e9, max = 1e9) double one,
            @ForAll @IntRange(min = 0, max = 20) int digits,
            @ForAll @IntRange(min = 1, max = 20) int wanted) {
        Scale scale = of(one, one + Math.pow(10, -digits) * Math.abs(one));

        assertThat(scale.ticks(wanted))
                .hasSizeLessThanOrEqualTo(wanted + 2)
                .allSatisfy(tick -> assertThat(scale.share(tick.place())).isBetween(-1e-6, 1 + 1e-6));
        if (digits <= 5) {
            assertThat(scale.ticks(wanted)).extracting(Scale.Tick::label).doesNotHaveDuplicates();
        }
    }

    @Test
    void smallNumbersHaveTheDigitsThatTellThemApart() {
        assertThat(labels(of(1.05e-5, 1.95e-5))).containsExactly("1.2e-5", "1.4e-5", "1.6e-5", "1.8e-5");
        assertThat(Scale.number(3e-7, 1e-7)).isEqualTo("3e-7");
        assertThat(Scale.number(2.5e14, 5e12)).isEqualTo("2.50e+14");
        assertThat(Scale.number(0, 1e-7)).isEqualTo("0");
    }
}
