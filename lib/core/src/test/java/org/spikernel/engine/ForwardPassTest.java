package org.spikernel.engine;

import java.util.TreeSet;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.spikernel.network.Network;
import org.spikernel.network.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ForwardPassTest {

    @ParameterizedTest
    @MethodSource("org.spikernel.engine.Golden#cases")
    void everySpikeIsThatOfTheReference(Golden golden) {
        Network network = golden.network();

        ForwardPass.of(network, golden.weights())
                .run(
                        golden.batch(),
                        network.timesteps(),
                        (lif, timestep, spikes) -> assertThat(indices(spikes))
                                .as("spikes of %s at timestep %d", lif.place(), timestep)
                                .isEqualTo(golden.spikes(lif, timestep)));
    }

    @ParameterizedTest
    @MethodSource("org.spikernel.engine.Golden#cases")
    void logitsAreThoseOfTheReference(Golden golden) {
        Network network = golden.network();
        float[] expected = golden.floats("logits");

        float[][] logits =
                ForwardPass.of(network, golden.weights()).run(golden.batch(), network.timesteps(), SpikeMonitor.none());

        int classes = logits[0].length;
        for (int i = 0; i < expected.length; i++) {
            assertThat(logits[i / classes][i % classes])
                    .isCloseTo(expected[i], within(1e-4f * Math.max(1, Math.abs(expected[i]))));
        }
    }

    private static TreeSet<Integer> indices(SpikeMatrix spikes) {
        Shape shape = spikes.shape();
        TreeSet<Integer> indices = new TreeSet<>();
        int index = 0;
        for (int sample = 0; sample < spikes.samples(); sample++) {
            for (int channel = 0; channel < shape.channels(); channel++) {
                for (int row = 0; row < shape.rows(); row++) {
                    for (int column = 0; column < shape.columns(); column++, index++) {
                        if (spikes.fired(sample, channel, row, column)) {
                            indices.add(index);
                        }
                    }
                }
            }
        }
        return indices;
    }
}
