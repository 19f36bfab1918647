package org.spikernel.study;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class HolmTest {

    @Test
    void correctsAsHolmDoes() {
        assertThat(Holm.corrected(new double[] {0.04, 0.01, 0.03, 0.005}))
                .containsExactly(new double[] {0.06, 0.03, 0.06, 0.02}, within(1e-12));
    }

    @Property(tries = 200)
    void keepsTheOrderAndLiesBetweenNoneAndBonferroni(
            @ForAll @Size(min = 1, max = 8) List<@DoubleRange(min = 0, max = 1) Double> given) {
        double[] ps = given.stream().mapToDouble(p -> p).toArray();
        double[] corrected = Holm.corrected(ps);
        for (int i = 0; i < ps.length; i++) {
            assertThat(corrected[i]).isBetween(ps[i], Math.min(1, ps.length * ps[i]) + 1e-12);
            for (int j = 0; j < ps.length; j++) {
                assertThat(ps[i] < ps[j] && corrected[i] > corrected[j]).isFalse();
            }
        }
    }
}
