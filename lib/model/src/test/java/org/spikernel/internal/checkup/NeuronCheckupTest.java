package org.spikernel.internal.checkup;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;

import org.junit.jupiter.api.Test;

import org.spikernel.checkup.CheckedLayer;
import org.spikernel.checkup.Finding;
import org.spikernel.checkup.Symptom;
import org.spikernel.data.ImageBatch;
import org.spikernel.engine.LayerWeights;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.Weights;
import org.spikernel.network.Encoding;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Builder;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;
import org.spikernel.network.SnasNet;
import org.spikernel.neuron.Lif;
import org.spikernel.neuron.Neuron;
import org.spikernel.neuron.Plif;
import org.spikernel.score.SpikeCount;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

class NeuronCheckupTest {

    private static final int IMAGES = 6;
    private static final Shape SHAPE = new Shape(2, 4, 4);

    /** A neuron that does not tell its threshold. */
    private record Integrator(double limit) implements Neuron {
        @Override
        public double rest() {
            return 0;
        }

        @Override
        public double charge(double potential, double current) {
            return potential + current;
        }

        @Override
        public boolean fires(double potential) {
            return potential >= limit;
        }
    }

    private static ImageBatch images() {
        float[] pixels = new float[IMAGES * SHAPE.size()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i * 37 % 41 / 20f;
        }
        return ImageBatch.of(SHAPE, pixels, new int[IMAGES]);
    }

    /** Neurons "first" see the image; what is made of their spikes, neurons "second" see. */
    private static Network network(Neuron first, BiFunction<Builder, Node, Source> between, Neuron second) {
        Builder builder = Network.builder("two layers", SHAPE).timesteps(3);
        Node spikes = builder.add("first", new Layer.Spiking(first), builder.input());
        Node others = builder.add("second", new Layer.Spiking(second), between.apply(builder, spikes));
        Node flat = builder.add("flat", new Layer.Flatten(), others);
        return builder.build(builder.add("answer", new Layer.Linear(2, true), flat));
    }

    private static Node pooled(Builder builder, Node spikes) {
        return builder.add("pooled", new Layer.AveragePooling(3, 1, 1), spikes);
    }

    private static Node pooledTwice(Builder builder, Node spikes) {
        Node others = builder.add("others", new Layer.AveragePooling(3, 1, 1), spikes);
        return builder.add("sum", new Layer.Sum(), pooled(builder, spikes), others);
    }

    private static NeuronCheckup checkup(Network network, Weights weights) {
        return NeuronCheckup.of(network, weights, images(), Optional.of(distance -> Math.abs(distance) < 0.5));
    }

    private static List<Finding> findings(Network network) {
        return checkup(network, Weights.random(0)).findings(place -> List.of());
    }

    @Test
    void watchedNeuronsSpikeAsTheyDoUnwatched() {
        for (Neuron neuron : List.of(Lif.DEFAULT, Plif.DEFAULT, new Integrator(1.5))) {
            Network network = network(neuron, NeuronCheckupTest::pooledTwice, Lif.DEFAULT.withThreshold(0.3));
            SpikeCount spikes = SpikeCount.byLayer();
            SpikeEngine.common().run(network, images(), Weights.random(0), 3, spikes);

            assertThat(checkup(network, Weights.random(0)).layers())
                    .extracting(CheckedLayer::place, layer -> layer.firingRate().getAsDouble())
                    .containsExactlyElementsOf(spikes.layers().stream()
                            .map(layer -> tuple(layer.place(), layer.firingRate()))
                            .toList());
        }
    }

    @Test
    void neuronsThatLearnAreWatchedAsTheyHaveLearned() {
        Network network = network(Plif.DEFAULT, NeuronCheckupTest::pooled, Lif.DEFAULT.withThreshold(0.3));
        Map<String, LayerWeights> layers = Map.of(
                "first", LayerWeights.of(new float[] {-9}, new float[0]),
                "answer", LayerWeights.of(new float[64], new float[2]));

        assertThat(checkup(network, Weights.of(layers)).findings(place -> List.of()))
                .first()
                .matches(finding -> finding.symptom() == Symptom.SILENT_NEURONS)
                .matches(finding -> finding.place().equals(Optional.of("first")));
        assertThat(findings(network)).isEmpty();
    }

    @Test
    void currentsOfPooledSpikesAreBounded() {
        assertThat(findings(network(Lif.DEFAULT, NeuronCheckupTest::pooled, Lif.DEFAULT.withTau(8))))
                .filteredOn(finding -> finding.symptom() != Symptom.POTENTIALS_OUT_OF_REACH)
                .singleElement()
                .matches(finding -> finding.symptom() == Symptom.UNREACHABLE_THRESHOLD)
                .matches(finding -> finding.found().contains("to a potential of 0.330 in 3 timesteps"));
        assertThat(findings(network(Lif.DEFAULT, NeuronCheckupTest::pooledTwice, Lif.DEFAULT.withThreshold(1.9))))
                .as("two of them could, but do not")
                .anyMatch(finding -> finding.symptom() == Symptom.SILENT_NEURONS)
                .noneMatch(finding -> finding.symptom() == Symptom.UNREACHABLE_THRESHOLD);
    }

    @Test
    void thresholdIsSetInANetworkOrInAMacroArchitecture() {
        assertThat(findings(network(Lif.DEFAULT, NeuronCheckupTest::pooledTwice, Lif.DEFAULT.withThreshold(1.9))))
                .filteredOn(finding -> finding.symptom() == Symptom.SILENT_NEURONS)
                .singleElement()
                .satisfies(finding -> assertThat(finding.advice())
                        .anyMatch(line -> line.startsWith("new Layer.Spiking(neuron.withThreshold("))
                        .anyMatch(line -> line.contains("macro.withNeuron(macro.neuron().withThreshold(")));
        assertThat(SnasNet.cifar10()
                        .withNeuron(SnasNet.cifar10().neuron().withThreshold(0.19))
                        .neuron())
                .as("what the advice says can be said")
                .isEqualTo(Lif.DEFAULT.withThreshold(0.19));
    }

    @Test
    void boundsFollowFromWhatLayersMake() {
        Builder builder = Network.builder("bounds", SHAPE, Encoding.rate()).timesteps(3);
        Node none = builder.add("none", new Layer.Zero(), builder.input());
        Node ofNone = builder.add("of none", Layer.Convolution.same(2, 3, 1), none);
        Node silent = builder.add("silent", new Layer.Spiking(Lif.DEFAULT), ofNone);
        Node spikes = builder.add("spikes", new Layer.Spiking(Lif.DEFAULT), builder.input());
        Node sum = builder.add("sum", new Layer.Sum(), spikes, spikes, silent);
        Node both = builder.add("both", new Layer.Concatenation(), sum, spikes);
        Node weighed = builder.add("weighed", Layer.Convolution.same(2, 3, 1), both);
        Node normal = builder.add("normal", new Layer.BatchNorm(), weighed);
        Node mixed = builder.add("mixed", new Layer.Sum(), normal, weighed);
        Node flat = builder.add("flat", new Layer.Flatten(), mixed);
        Network network = builder.build(builder.add("answer", new Layer.Linear(2, true), flat));
        Map<Node, Currents> made = Currents.of(network);

        assertThat(made.get(ofNone).areNothing()).isTrue();
        assertThat(made.get(silent).areNothing()).isTrue();
        assertThat(made.get(spikes)).isEqualTo(new Currents(1, Currents.Kind.SPIKES));
        assertThat(made.get(sum)).isEqualTo(new Currents(2, Currents.Kind.SPIKES));
        assertThat(made.get(both)).isEqualTo(new Currents(2, Currents.Kind.SPIKES));
        assertThat(made.get(weighed)).isEqualTo(new Currents(Double.POSITIVE_INFINITY, Currents.Kind.WEIGHED));
        assertThat(made.get(mixed).kind()).isEqualTo(Currents.Kind.NORMALISED);
    }

    @Test
    void neuronsThatDoNotTellTheirThresholdAreWatchedToo() {
        Network network = network(new Integrator(1e3), NeuronCheckupTest::pooled, new Integrator(1e3));
        NeuronCheckup checkup = checkup(network, Weights.random(0));

        assertThat(checkup.findings(place -> List.of("first of all at " + place)))
                .singleElement()
                .matches(finding -> finding.symptom() == Symptom.SILENT_NEURONS)
                .matches(finding -> finding.place().equals(Optional.of("first")))
                .matches(finding -> finding.found()
                        .equals("firing rate 0%, potentials from 0.00 to 6.00; a layer behind reads nothing but zeros:"
                                + " 'second'"))
                .matches(finding -> finding.advice().get(0).equals("first of all at first"));
        assertThat(checkup.layers())
                .allMatch(layer ->
                        layer.threshold().isEmpty() && layer.withinReach().isEmpty());
    }

    @Test
    void potentialsWithinReachAreCounted() {
        Network network = network(new Lif(1, 1, 0), NeuronCheckupTest::pooled, Lif.DEFAULT.withThreshold(0.2));
        float[] pixels = images().pixels();
        int near = 0;
        for (float pixel : pixels) {
            near += Math.abs(pixel - 1) < 0.5 ? 1 : 0;
        }
        CheckedLayer first = checkup(network, Weights.random(0)).layers().get(0);

        assertThat(first.withinReach().orElseThrow()).isCloseTo((double) near / pixels.length, within(1e-12));
        assertThat(first.highestPotential()).isEqualTo(OptionalDouble.of(2));
    }
}
