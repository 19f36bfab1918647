package org.spikernel.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.spikernel.data.ImageBatch;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Source;
import org.spikernel.neuron.Lif;
import org.spikernel.neuron.Neuron;
import org.spikernel.neuron.OwnNeurons;
import org.spikernel.neuron.Plif;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The engine runs neurons that users write. */
class OwnNeuronTest {

    private static final Weights WEIGHTS = Weights.random(3);

    /** The answer and the spikes of every layer and timestep. */
    private record Shown(float[][] answer, List<List<Boolean>> spikes) {

        static Shown of(float[][] answer, SpikeRecorder recorder) {
            return new Shown(
                    answer,
                    recorder.places().stream()
                            .flatMap(place -> recorder.at(place).stream())
                            .map(Shown::bits)
                            .toList());
        }

        private static List<Boolean> bits(SpikeMatrix spikes) {
            Shape shape = spikes.shape();
            return IntStream.range(0, spikes.samples() * shape.size())
                    .mapToObj(i -> spikes.fired(
                            i / shape.size(),
                            i % shape.channels(),
                            i % shape.size() / shape.channels() / shape.columns(),
                            i % shape.size() / shape.channels() % shape.columns()))
                    .toList();
        }

        void assertSameAs(Shown expected) {
            assertThat(answer).isDeepEqualTo(expected.answer);
            assertThat(spikes).isEqualTo(expected.spikes);
        }
    }

    private static Network network(Neuron neuron, int channels) {
        Network.Builder builder =
                Network.builder("own neurons", new Shape(2, 5, 5)).timesteps(4);
        Source currents = builder.add("stem", Layer.Convolution.same(channels, 3, 1), builder.input());
        Source normalised = builder.add("norm", new Layer.BatchNorm(), currents);
        Source spikes = builder.add("neurons", new Layer.Spiking(neuron), normalised);
        Source deeper = builder.add("conv", Layer.Convolution.same(channels, 3, 1), spikes);
        Source more = builder.add("norm of conv", new Layer.BatchNorm(), deeper);
        Source late = builder.add("late neurons", new Layer.Spiking(neuron), more);
        Source flat = builder.add("flat", new Layer.Flatten(), late);
        return builder.build(builder.add("classifier", new Layer.Linear(3, true), flat));
    }

    private static Shown engine(Network network, ImageBatch batch, int threads) {
        try (SpikeEngine engine = SpikeEngine.withThreads(threads)) {
            SpikeRecorder recorder = new SpikeRecorder();
            return Shown.of(engine.run(network, batch, WEIGHTS, network.timesteps(), recorder), recorder);
        }
    }

    private static Shown plain(Network network, ImageBatch batch) {
        SpikeRecorder recorder = new SpikeRecorder();
        return Shown.of(ForwardPass.of(network, WEIGHTS).run(batch, network.timesteps(), recorder), recorder);
    }

    @Property(tries = 40)
    void neuronThatIsALifInAllButNameGivesTheBitsOfLif(
            @ForAll @FloatRange(min = 1, max = 4) float tau,
            @ForAll @FloatRange(min = 0.1f, max = 1.5f) float threshold,
            @ForAll @FloatRange(min = -0.5f, max = 0) float reset,
            @ForAll @IntRange(min = 1, max = 70) int channels) {
        Lif lif = new Lif(tau, threshold, reset);
        ImageBatch batch = Batches.normal(5, 2, 5, 1);
        Shown expected = engine(network(lif, channels), batch, 2);
        Network network = network(OwnNeurons.Leaky.of(lif), channels);

        engine(network, batch, 1).assertSameAs(expected);
        engine(network, batch, 3).assertSameAs(expected);
    }

    static Stream<Neuron> neurons() {
        return Stream.of(
                new OwnNeurons.Leaky(2, 0.5f, -0.25f),
                new OwnNeurons.TrainableLeaky(Lif.DEFAULT),
                new OwnNeurons.SoftReset(0.7),
                new OwnNeurons.Curved(0.6),
                new OwnNeurons.Amplified(0.8f, 1.5f),
                Plif.DEFAULT.withTau(1.2).withThreshold(0.6));
    }

    @ParameterizedTest
    @MethodSource("neurons")
    void engineGivesTheBitsOfThePlainForwardPass(Neuron neuron) {
        Network network = network(neuron, 66);
        ImageBatch batch = Batches.normal(4, 2, 5, 2);
        Shown expected = plain(network, batch);

        assertThat(expected.spikes().stream().flatMap(List::stream)).contains(true, false);
        engine(network, batch, 1).assertSameAs(expected);
        engine(network, batch, 3).assertSameAs(expected);
    }

    /** A layer of neurons that learn is what its weights say, whatever the neuron was that it is made of. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void neuronsThatLearnAreThoseOfTheWeights(boolean own) {
        Plif slow = Plif.DEFAULT.withTau(3).withThreshold(0.4);
        Plif fast = slow.withTau(1.1);
        Network started = network(own ? new OwnNeurons.Learning(slow) : slow, 8);
        Network meant = network(fast, 8);
        ImageBatch batch = Batches.normal(4, 2, 5, 2);
        Map<String, LayerWeights> learned = new HashMap<>();
        meant.nodes().stream()
                .filter(node -> node.weights() > 0)
                .forEach(node -> learned.put(node.place(), WEIGHTS.of(node)));

        assertThat(started.nodes().get(2).weights()).isEqualTo(1);
        assertThat(answer(started, batch, Weights.of(learned))).isDeepEqualTo(answer(meant, batch, WEIGHTS));
        assertThat(answer(started, batch, WEIGHTS)).isNotEqualTo(answer(meant, batch, WEIGHTS));
    }

    private static float[][] answer(Network network, ImageBatch batch, Weights weights) {
        return SpikeEngine.common().on(batch, weights).run(network, network.timesteps(), SpikeMonitor.none());
    }

    /** Two layers of the same neurons that read the same have a w each. */
    @Test
    void neuronsThatLearnShareNothingWithTheirTwins() {
        Network.Builder builder = Network.builder("twins", new Shape(1, 1, 1)).timesteps(6);
        Layer neurons = new Layer.Spiking(Plif.DEFAULT);
        Source one = builder.add("one", neurons, builder.input());
        Source other = builder.add("other", neurons, builder.input());
        Network network = builder.build(builder.add("sum", new Layer.Sum(), one, other));
        ImageBatch batch = ImageBatch.of(new Shape(1, 1, 1), new float[] {1.25f}, new int[1]);
        SpikeRecorder recorder = new SpikeRecorder();
        Weights weights = Weights.of(Map.of(
                "one", LayerWeights.of(new float[] {0}, new float[0]),
                "other", LayerWeights.of(new float[] {-1}, new float[0])));

        SpikeEngine.common().on(batch, weights).run(network, 6, recorder);

        assertThat(recorder.at("one")).extracting(spikes -> spikes.count(0)).containsExactly(0, 0, 1, 0, 0, 1);
        assertThat(recorder.at("other")).extracting(spikes -> spikes.count(0)).containsExactly(0, 0, 0, 0, 0, 1);
    }

    private static List<Boolean> spikes(Neuron neuron, float current) {
        Network.Builder builder = Network.builder("one", new Shape(1, 1, 1)).timesteps(6);
        Network network = builder.build(builder.add("neurons", new Layer.Spiking(neuron), builder.input()));
        ImageBatch batch = ImageBatch.of(new Shape(1, 1, 1), new float[] {current}, new int[1]);
        return engine(network, batch, 1).spikes().stream().flatMap(List::stream).toList();
    }

    @Test
    void resetIsTheNeuronsOwn() {
        assertThat(spikes(new OwnNeurons.SoftReset(1), 0.375f))
                .as("potentials 3/8, 6/8, 9/8, 4/8, 7/8, 10/8")
                .containsExactly(false, false, true, false, false, true);
        assertThat(spikes(new OwnNeurons.SoftReset(1), 0.625f))
                .as("potentials 5/8, 10/8, 7/8, 12/8, 9/8, 6/8")
                .containsExactly(false, true, false, true, true, false);
        assertThat(spikes(new OwnNeurons.Leaky(1, 0.5f, 0), 0.5f)).containsOnly(true);
    }

    /** Divides by its current. */
    private record Dividing(boolean whenCharged) implements Neuron {
        @Override
        public double rest() {
            return 0;
        }

        @Override
        public double charge(double potential, double current) {
            return whenCharged ? potential / current : current;
        }

        @Override
        public boolean fires(double potential) {
            return true;
        }

        @Override
        public double afterSpike(double potential) {
            return 1 / potential;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void numbersThatAreNoneAreRefused(boolean whenCharged) {
        assertThatThrownBy(() -> spikes(new Dividing(whenCharged), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        whenCharged
                                ? "the neuron Dividing[whenCharged=true] should charge to a finite potential, but makes NaN"
                                : "the neuron Dividing[whenCharged=false] should have a finite potential after a spike,"
                                        + " but makes Infinity of 0.0; correct its afterSpike");
    }
}
