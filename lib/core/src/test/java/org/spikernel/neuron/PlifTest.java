package org.spikernel.neuron;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class PlifTest {

    @ParameterizedTest
    @MethodSource("org.spikernel.neuron.PlifCase#all")
    void potentialsAndSpikesAreThoseOfPyTorch(PlifCase golden) {
        Plif neuron = golden.neuron();
        float[][] currents = golden.numbers("input");
        for (int i = 0; i < golden.neurons(); i++) {
            double potential = neuron.rest();
            for (int t = 0; t < golden.timesteps(); t++) {
                potential = neuron.charge(potential, currents[t][i]);
                assertThat(potential).isCloseTo(golden.numbers("potential_before_reset")[t][i], within(1e-6));
                assertThat(neuron.fires(potential)).isEqualTo(golden.numbers("spikes")[t][i] == 1);
                potential = neuron.fires(potential) ? neuron.afterSpike(potential) : potential;
                assertThat(potential).isCloseTo(golden.numbers("potential_after_reset")[t][i], within(1e-6));
            }
        }
    }

    @Test
    void wFollowsTheTimeConstantItStartsFrom() {
        assertThat(Plif.DEFAULT).isEqualTo(new Plif(0, 1, 0));
        assertThat(Plif.DEFAULT.tau()).isEqualTo(2);
        assertThat(Plif.DEFAULT.withTau(4.0 / 3).w()).isCloseTo(Math.log(3), within(1e-6));
        assertThat(Plif.DEFAULT.withTau(4.0 / 3).rate()).isCloseTo(0.75, within(1e-7));
        assertThat(Plif.DEFAULT.withTau(4.0 / 3)).hasToString("PLIF(tau 1.333, threshold 1.000, reset 0.000)");
    }

    @Test
    void neuronAtAPowerOfTwoIsALif() {
        Lif lif = new Lif(2, 1, 0.5);
        Plif plif = Plif.DEFAULT.withReset(0.5);

        assertThat(plif.charge(0.3f, 0.7f)).isEqualTo(lif.charge(0.3f, 0.7f));
        assertThat(plif.slopeInCurrent(0.3f, 0.7f)).isEqualTo(lif.slopeInCurrent(0.3f, 0.7f));
        assertThat(plif.slopeInPotential(0.3f, 0.7f)).isEqualTo(lif.slopeInPotential(0.3f, 0.7f));
    }

    @Property
    void slopeInWIsTheDerivativeOfCharging(
            @ForAll @DoubleRange(min = -3, max = 3) double w,
            @ForAll @DoubleRange(min = -2, max = 1) double potential,
            @ForAll @DoubleRange(min = -2, max = 2) double current) {
        Plif neuron = new Plif(w, 1, -0.25);
        float step = 0.05f;
        double difference = neuron.with((float) w + step).charge(potential, current)
                - neuron.with((float) w - step).charge(potential, current);

        assertThat(neuron.slopeInParameter(0, potential, current)).isCloseTo(difference / (2 * step), within(1e-3));
        assertThat(neuron.parameters()).containsExactly((float) w);
    }

    @Test
    void whatIsNoNeuronIsRefused() {
        assertThatThrownBy(() -> Plif.DEFAULT.withTau(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the time constant of a PLIF neuron must be above 1 timestep, but is 1.0");
        assertThatThrownBy(() -> new Plif(Double.NaN, 1, 0)).hasMessage("w must be a finite number, but is NaN");
        assertThatThrownBy(() -> Plif.DEFAULT.with(1, 2))
                .hasMessage("a PLIF neuron has one parameter, w, but found 2 of them");
        assertThatThrownBy(() -> Plif.DEFAULT.withThreshold(0))
                .hasMessage("threshold must lie above the reset potential 0.0, but is 0.0");
    }
}
