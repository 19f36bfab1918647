package org.spikernel.train.layers;

import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;

import org.spikernel.neuron.DifferentiableNeuron;
import org.spikernel.neuron.Lif;
import org.spikernel.neuron.OwnNeurons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class NeuronLayerTest {

    private static final int TIMESTEPS = 3;
    private static final Lif SLOW = new Lif(3, 0.4, -0.25);

    static Stream<Arguments> twins() {
        LifLayer lif = LifLayer.over(TIMESTEPS);
        return Stream.of(
                arguments(lif, new OwnNeurons.TrainableLeaky(Lif.DEFAULT)),
                arguments(lif.withNeuron(SLOW), new OwnNeurons.TrainableLeaky(SLOW)),
                arguments(lif.withNeuron(SLOW).withReset(Reset.BY_SUBTRACTION), new SubtractingLeaky(SLOW)));
    }

    /** A LIF neuron whose threshold is taken off the potential by a spike. */
    private record SubtractingLeaky(Lif lif) implements DifferentiableNeuron {
        @Override
        public double rest() {
            return lif.reset();
        }

        @Override
        public double threshold() {
            return lif.threshold();
        }

        @Override
        public double charge(double potential, double current) {
            return lif.charge(potential, current);
        }

        @Override
        public double slopeInPotential(double potential, double current) {
            return lif.slopeInPotential(potential, current);
        }

        @Override
        public double slopeInCurrent(double potential, double current) {
            return lif.slopeInCurrent(potential, current);
        }

        @Override
        public double afterSpike(double potential) {
            return potential - ((float) lif.threshold() - (float) lif.reset());
        }

        @Override
        public double slopeAfterSpike(double potential) {
            return 1;
        }
    }

    /** With more neurons than a thread takes at a time. */
    @ParameterizedTest
    @MethodSource("twins")
    void neuronThatIsALifInAllButNameHasTheSpikesAndGradientsOfLif(LifLayer lif, DifferentiableNeuron neuron) {
        INDArray currents = LoneLayer.normal(1, 2 * TIMESTEPS, 2500);
        LoneLayer expected = new LoneLayer(lif);
        LoneLayer found = new LoneLayer(NeuronLayer.of(neuron, TIMESTEPS));

        INDArray spikes = expected.output(currents, true);
        assertThat(spikes.meanNumber().doubleValue()).isStrictlyBetween(0.02, 0.98);
        assertThat(found.output(currents, true)).isEqualTo(spikes);
        assertClose(found.inputGradient(currents), expected.inputGradient(currents));
    }

    private static void assertClose(INDArray found, INDArray expected) {
        assertThat(expected.norm1Number().doubleValue()).isGreaterThan(1000);
        for (long i = 0; i < expected.length(); i++) {
            assertThat(found.getFloat(i)).isCloseTo(expected.getFloat(i), within(1e-6f));
        }
    }

    static Stream<DifferentiableNeuron> neurons() {
        return Stream.of(
                new OwnNeurons.TrainableLeaky(SLOW), new OwnNeurons.SoftReset(0.75), new OwnNeurons.Curved(0.5));
    }

    @ParameterizedTest
    @MethodSource("neurons")
    void backwardThroughTimeIsTheDerivativeOfForward(DifferentiableNeuron neuron) {
        INDArray currents = currentsThatKeepAwayFromThresholds(neuron);
        LoneLayer layer = new LoneLayer(NeuronLayer.of(neuron, TIMESTEPS).smooth());
        INDArray gradient = layer.inputGradient(currents).dup();
        double[] differences = layer.inputDifferences(currents);

        for (int i = 0; i < differences.length; i++) {
            assertThat((double) gradient.getFloat(i)).as("number %d", i).isCloseTo(differences[i], within(5e-3));
        }
    }

    /** So that no step of the differences makes a neuron spike that did not, where there is no derivative; but some spike. */
    private static INDArray currentsThatKeepAwayFromThresholds(DifferentiableNeuron neuron) {
        return LongStream.range(0, 10_000)
                .mapToObj(seed -> LoneLayer.normal(seed, 2 * TIMESTEPS, 4))
                .filter(currents -> closest(neuron, currents) > 0.05)
                .filter(currents -> new LoneLayer(NeuronLayer.of(neuron, TIMESTEPS))
                                .output(currents, true)
                                .getRow(0)
                                .sumNumber()
                                .intValue()
                        > 0)
                .findFirst()
                .orElseThrow();
    }

    private static double closest(DifferentiableNeuron neuron, INDArray currents) {
        double closest = 1;
        for (int i = 0; i < 8; i++) {
            double potential = neuron.rest();
            for (int t = 0; t < TIMESTEPS; t++) {
                potential = neuron.charge(potential, currents.getFloat(t * 8 + i));
                closest = Math.min(closest, Math.abs(potential - neuron.threshold()));
                potential = neuron.fires(potential) ? neuron.afterSpike(potential) : potential;
            }
        }
        return closest;
    }

    @Test
    void rowsThatAreNoMultipleOfTheTimestepsAreRefused() {
        LoneLayer layer = new LoneLayer(NeuronLayer.of(new OwnNeurons.SoftReset(1), TIMESTEPS));

        assertThatThrownBy(() -> layer.output(LoneLayer.normal(1, 4, 2), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("4 rows are no multiple of 3");
    }

    @Test
    void neuronStandsInJsonByItsTextAndCannotBeReadBack() {
        String json = new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("currents")
                .addLayer("neurons", NeuronLayer.of(new OwnNeurons.SoftReset(1), TIMESTEPS), "currents")
                .setOutputs("neurons")
                .build()
                .toJson();

        assertThat(json).contains("SoftReset[threshold=1.0]");
        assertThatThrownBy(() -> ComputationGraphConfiguration.fromJson(json))
                .hasStackTraceContaining(
                        "the neuron 'SoftReset[threshold=1.0]' is none of the library's and cannot be read");
    }
}
