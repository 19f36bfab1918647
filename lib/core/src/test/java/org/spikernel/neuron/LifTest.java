package org.spikernel.neuron;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class LifTest {

    @Test
    void potentialFollowsTheEquation() {
        LifTrace trace = new Lif(2, 1, 0).respond(0.8, 0.8, 2, 0);

        assertThat(trace.potential()).containsExactly(0.4f, 0.4f + 0.2f, 0.6f + 0.7f, 0);
        assertThat(trace.spikes()).containsExactly(false, false, true, false);
        assertThat(trace.spikeTimes()).containsExactly(2);
        assertThat(trace.firingRate()).isEqualTo(0.25);
    }

    @Test
    void parametersAreRoundedToFloats() {
        assertThat(Lif.DEFAULT.withTau(1.1).withThreshold(0.3).withReset(-0.7))
                .isEqualTo(new Lif(1.1f, 0.3f, -0.7f))
                .isEqualTo(new Lif(1.1, 0.3, -0.7));
        assertThat(Lif.DEFAULT).isEqualTo(new Lif(4f / 3, 1, 0));
    }

    @Test
    void spikeAtExactlyTheThreshold() {
        assertThat(new Lif(1, 1, 0).respond(1).spikes()).containsExactly(true);
    }

    @Property
    void currentBelowTheThresholdNeverFires(@ForAll @DoubleRange(min = -2, max = 0.99) double current) {
        LifTrace trace = Lif.DEFAULT.respond(InputCurrent.constant(current, 50));

        assertThat(trace.firingRate()).isZero();
        assertThat(trace.potential()[49]).isCloseTo(current, within(1e-4));
    }

    @Property
    void constantCurrentFiresRegularly(@ForAll @DoubleRange(min = 1.1, max = 10) double current) {
        int[] times = Lif.DEFAULT
                .withTau(3)
                .respond(InputCurrent.constant(current, 200))
                .spikeTimes();

        for (int i = 1; i < times.length; i++) {
            assertThat(times[i] - times[i - 1]).isEqualTo(times[0] + 1);
        }
    }

    @Property
    void resetPotentialIsWhereEverythingStarts(@ForAll @DoubleRange(min = -5, max = 0.5) double reset) {
        LifTrace trace = new Lif(1, 1, reset).respond(10, 0);

        assertThat(trace.potential()[1]).isCloseTo(reset, within(1e-5));
    }

    @Test
    void impossibleNeuronsAreRefused() {
        assertThatThrownBy(() -> Lif.DEFAULT.withTau(0.5))
                .hasMessageContaining("tau must be at least 1 timestep, but is 0.5");
        assertThatThrownBy(() -> Lif.DEFAULT.withTau(Double.NaN)).hasMessageContaining("tau");
        assertThatThrownBy(() -> Lif.DEFAULT.withThreshold(0)).hasMessageContaining("threshold must lie above");
    }

    /** What the engine and the trainer compute in floats, this computes too, to the last bit. */
    @Property
    void potentialsAreThoseOfFloats(
            @ForAll @FloatRange(min = 1, max = 20) float tau,
            @ForAll @FloatRange(min = -3, max = 0.5f) float reset,
            @ForAll @Size(max = 30) List<@FloatRange(min = -4, max = 4) Float> currents) {
        LifTrace trace = new Lif(tau, 1, reset)
                .respond(currents.stream().mapToDouble(current -> current).toArray());

        float potential = reset;
        for (int t = 0; t < currents.size(); t++) {
            potential = potential + (currents.get(t) - (potential - reset)) / tau;
            assertThat(trace.potential()[t]).isEqualTo(potential);
            assertThat(trace.spikes()[t]).isEqualTo(potential >= 1);
            potential = potential >= 1 ? reset : potential;
        }
    }

    @Test
    void whatIsGivenIsCopied() {
        double[] current = {1, 2};
        LifTrace trace = Lif.DEFAULT.respond(current);
        current[0] = 9;
        trace.potential()[0] = 9;

        assertThat(trace.current()).containsExactly(1, 2);
        assertThat(trace.potential()[0]).isNotEqualTo(9);
    }
}
