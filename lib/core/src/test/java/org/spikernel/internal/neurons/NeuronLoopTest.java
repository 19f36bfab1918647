package org.spikernel.internal.neurons;

import java.util.Arrays;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.neuron.Plif;
import org.spikernel.neuron.PlifCase;
import org.spikernel.random.RandomStream;

import static org.assertj.core.api.Assertions.assertThat;

class NeuronLoopTest {

    /** The loop that the engine and the passes of training run. */
    @ParameterizedTest
    @MethodSource("org.spikernel.neuron.PlifCase#all")
    void plifNeuronsSpikeAsThoseOfPyTorch(PlifCase golden) {
        NeuronLoop loop = NeuronLoop.of(golden.neuron(), Lanes.fastest());
        float[] potentials = new float[golden.neurons()];
        Arrays.fill(potentials, (float) golden.neuron().rest());
        for (int t = 0; t < golden.timesteps(); t++) {
            long[] spikes = new long[1];
            loop.step(golden.numbers("input")[t], potentials, 0, golden.neurons(), spikes, 0);
            for (int i = 0; i < golden.neurons(); i++) {
                assertThat(spikes[0] >>> i & 1).isEqualTo((long) golden.numbers("spikes")[t][i]);
            }
        }
    }

    @Property(tries = 200)
    void plifNeuronsAcrossLanesHaveTheBitsOfOneByOne(
            @ForAll @FloatRange(min = -4, max = 4) float w,
            @ForAll @FloatRange(min = -0.5f, max = 0.5f) float reset,
            @ForAll @IntRange(min = 1, max = 200) int count) {
        Plif neuron = new Plif(w, 0.75, reset);

        assertThat(run(NeuronLoop.of(neuron, Lanes.fastest()), count))
                .isEqualTo(run(new NeuronLoop.OfAny(new FloatNeuron(neuron)), count))
                .isEqualTo(run(NeuronLoop.of(neuron, Lanes.scalar()), count));
    }

    /** The spikes of some timesteps, and the potentials behind them. */
    private static Object run(NeuronLoop loop, int count) {
        RandomStream random = RandomStream.at(1, "currents");
        float[] potentials = new float[count];
        long[] spikes = new long[(count + Long.SIZE - 1) / Long.SIZE];
        StringBuilder all = new StringBuilder();
        for (int t = 0; t < 4; t++) {
            float[] currents = new float[count];
            for (int i = 0; i < count; i++) {
                currents[i] = random.uniform(-1, 3);
            }
            loop.step(currents, potentials, 0, count, spikes, 0);
            all.append(Arrays.toString(spikes)).append(Arrays.toString(potentials));
        }
        return all.toString();
    }
}
