package org.spikernel.neuron;

import java.util.Arrays;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class LifTest {

    private static float[] constant(float current, int timesteps) {
        float[] currents = new float[timesteps];
        Arrays.fill(currents, current);
        return currents;
    }

    @Test
    void potentialFollowsTheEquation() {
        LifTrace trace = new Lif(2, 1, 0).respond(0.8f, 0.8f, 2f, 0f);

        assertThat(trace.potential()).containsExactly(0.4f, 0.4f + 0.2f, 0.6f + 0.7f, 0f);
        assertThat(trace.spikes()).containsExactly(false, false, true, false);
        assertThat(trace.spikeTimes()).containsExactly(2);
        assertThat(trace.firingRate()).isEqualTo(0.25);
    }

    @Test
    void parametersAreRoundedToFloats() {
        assertThat(Lif.DEFAULT.withTau(1.1).withThreshold(0.3).withReset(-0.7)).isEqualTo(new Lif(1.1f, 0.3f, -0.7f));
    }

    @Test
    void spikeAtExactlyTheThreshold() {
        assertThat(new Lif(1, 1, 0).respond(1f).spikes()).containsExactly(true);
    }

    @Property
    void currentBelowTheThresholdNeverFires(@ForAll @FloatRange(min = -2, max = 0.99f) float current) {
        LifTrace trace = Lif.DEFAULT.respond(constant(current, 50));

        assertThat(trace.firingRate()).isZero();
        assertThat(trace.potential()[49]).isCloseTo(current, within(1e-4f));
    }

    @Property
    void constantCurrentFiresRegularly(@ForAll @FloatRange(min = 1.1f, max = 10) float current) {
        int[] times = Lif.DEFAULT.withTau(3).respond(constant(current, 200)).spikeTimes();

        for (int i = 1; i < times.length; i++) {
            assertThat(times[i] - times[i - 1]).isEqualTo(times[0] + 1);
        }
    }

    @Property
    void resetPotentialIsWhereEverythingStarts(@ForAll @FloatRange(min = -5, max = 0.5f) float reset) {
        LifTrace trace = new Lif(1, 1, reset).respond(10f, 0f);

        assertThat(trace.potential()[1]).isCloseTo(reset, within(1e-5f));
    }

    @Test
    void impossibleNeuronsAreRefused() {
        assertThatThrownBy(() -> Lif.DEFAULT.withTau(0.5f))
                .hasMessageContaining("tau must be at least 1 timestep, but is 0.5");
        assertThatThrownBy(() -> Lif.DEFAULT.withTau(Float.NaN)).hasMessageContaining("tau");
        assertThatThrownBy(() -> Lif.DEFAULT.withThreshold(0)).hasMessageContaining("threshold must lie above");
    }
}
