package org.spikernel.internal.networks;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.spikernel.cell.Cell;
import org.spikernel.network.Encoding;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.SnasNet;
import org.spikernel.neuron.Lif;
import org.spikernel.neuron.OwnNeurons;
import org.spikernel.neuron.Plif;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NetworkTextTest {

    @Test
    void networksComeBackAsTheyWere() {
        Network network =
                SnasNet.cifar10().withChannels(4).network(Cell.parse("conv3x3 | skip conv1x1 | skip zero avg3x3"));

        Network back = NetworkText.parse(NetworkText.lines(network));

        assertThat(back.nodes()).isEqualTo(network.nodes());
        assertThat(back.name()).isEqualTo(network.name());
        assertThat(back.timesteps()).isEqualTo(network.timesteps());
        assertThat(back.output()).isEqualTo(network.output());
        assertThat(back.input()).isEqualTo(network.input());
    }

    @Test
    void feedbackComesBackAsItWas() {
        Network network = SnasNet.cifar10()
                .withChannels(4)
                .network(Cell.parse("conv3x3 | zero conv3x3 | conv3x3 zero conv1x1 ; back 2->0 conv1x1 3->1 skip"));
        Map<String, String> lines = NetworkText.lines(network);

        Network back = NetworkText.parse(lines);

        assertThat(lines)
                .containsEntry(
                        "layer 2",
                        "Delay(shape=Shape(channels=4, rows=32, columns=32)) reads 21 one timestep earlier at cell1.2->0.delay");
        assertThat(back.nodes()).isEqualTo(network.nodes());
        assertThat(back.heardLater()).isEqualTo(network.heardLater());
        assertThat(NetworkText.lines(back)).isEqualTo(lines);
        assertThat(NetworkText.requireSame(network, lines)).isSameAs(network);
    }

    @Test
    void linesCanBeRead() {
        assertThat(NetworkText.lines(tiny()))
                .containsEntry("network", "tiny")
                .containsEntry("image", "[1, 4, 4]")
                .containsEntry("timesteps", "2")
                .containsEntry(
                        "layer 0", "Convolution(filters=4, kernelSize=3, stride=1, padding=1) reads image at stem")
                .containsEntry(
                        "layer 2", "Spiking(neuron=Lif(tau=1.3333334, threshold=1.0, reset=0.0)) reads 1 at neurons")
                .containsEntry("answer", "5");
    }

    @ParameterizedTest
    @MethodSource("org.spikernel.network.EncodingTest#all")
    void encodingsComeBack(Encoding encoding) {
        Network.Builder builder = Network.builder("encoded", new Shape(2, 4, 4), encoding);
        Network network = builder.build(builder.add("stem", Layer.Convolution.same(4, 3, 1), builder.input()));
        Map<String, String> lines = NetworkText.lines(network);

        assertThat(NetworkText.parse(lines).input()).isEqualTo(network.input());
        assertThat(NetworkText.requireSame(network, lines)).isSameAs(network);
        assertThat(lines.containsKey("encoding")).isEqualTo(!encoding.equals(Encoding.direct()));
    }

    @Test
    void anotherEncodingIsAnotherNetwork() {
        Network direct = tiny();
        Map<String, String> lines = new LinkedHashMap<>(NetworkText.lines(direct));
        lines.put("encoding", "latency");

        assertThatThrownBy(() -> NetworkText.requireSame(direct, lines))
                .hasMessageContaining("encoding: the network given says 'direct', the file says 'latency'");
        lines.put("encoding", "unknown");
        assertThatThrownBy(() -> NetworkText.parse(lines)).hasMessageContaining("'unknown' is no encoding");
    }

    @Test
    void placesMayHoldAnything() {
        Network.Builder builder = Network.builder("odd: names", Shape.vector(3));
        var first = builder.add(" reads 1 at: ", new Layer.Zero(), builder.input());
        Network network = builder.build(builder.add("sum", new Layer.Sum(), first, builder.input()));

        assertThat(NetworkText.parse(NetworkText.lines(network)).nodes()).isEqualTo(network.nodes());
    }

    @Test
    void neuronsKeepEveryBit() {
        Lif neuron = new Lif(Math.nextUp(1.5f), Float.MIN_VALUE, -0.1f);
        Layer layer = new Layer.Spiking(neuron);

        assertThat(RecordText.parse(Layer.class, RecordText.of((Record) layer))).isEqualTo(layer);
    }

    @Test
    void neuronsThatLearnKeepEveryBitOfWhatTheyStartFrom() {
        Layer layer = new Layer.Spiking(Plif.DEFAULT.withTau(1.7).withThreshold(0.5));

        assertThat(RecordText.of((Record) layer))
                .isEqualTo("Spiking(neuron=Plif(w=0.35667494, threshold=0.5, reset=0.0))");
        assertThat(RecordText.parse(Layer.class, RecordText.of((Record) layer))).isEqualTo(layer);
    }

    private static Network own(double threshold) {
        Network.Builder builder = Network.builder("own", Shape.vector(3));
        Layer neurons = new Layer.Spiking(new OwnNeurons.SoftReset(threshold));
        return builder.build(builder.add("neurons", neurons, builder.input()));
    }

    @Test
    void neuronsOfUsersAreWrittenByTheirTextAndNotReadBack() {
        Map<String, String> lines = NetworkText.lines(own(1));

        assertThat(lines).containsEntry("layer 0", "Spiking(neuron=SoftReset[threshold=1.0]) reads image at neurons");
        assertThatThrownBy(() -> NetworkText.parse(lines))
                .isInstanceOf(OwnNeuronException.class)
                .hasMessageContaining("'Spiking(neuron=SoftReset[threshold=1.0])' are none of the library's");
    }

    @Test
    void networkAtHandIsTakenIfItsLinesAreThese() {
        Network network = own(1);
        Map<String, String> lines = new LinkedHashMap<>(NetworkText.lines(own(1)));
        lines.put("class 0", "left alone");

        assertThat(NetworkText.requireSame(network, lines)).isSameAs(network);
        assertThatThrownBy(() -> NetworkText.requireSame(own(2), lines))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "layer 0: the network given says 'Spiking(neuron=SoftReset[threshold=2.0]) reads image"
                                + " at neurons', the file says 'Spiking(neuron=SoftReset[threshold=1.0]) reads image at neurons'");
        lines.remove("layer 0");
        assertThatThrownBy(() -> NetworkText.requireSame(network, lines))
                .hasMessageContaining("the file says 'nothing'");
    }

    private static Arbitrary<Float> floats(float from, float to) {
        return Arbitraries.integers()
                .between(Float.floatToIntBits(from), Float.floatToIntBits(to))
                .map(Float::intBitsToFloat);
    }

    @Provide
    Arbitrary<Lif> neurons() {
        Arbitrary<Float> positive = floats(Float.MIN_VALUE, Float.MAX_VALUE);
        return floats(1, Float.MAX_VALUE)
                .flatMap(tau -> positive.flatMap(threshold -> positive.map(reset -> new Lif(tau, threshold, -reset))));
    }

    /** Neurons of saved models were written as three floats. */
    @Property
    void neuronsAreWrittenAndReadAsFloats(@ForAll("neurons") Lif neuron) {
        String saved = String.format(
                Locale.ROOT,
                "Spiking(neuron=Lif(tau=%s, threshold=%s, reset=%s))",
                Float.toString((float) neuron.tau()),
                Float.toString((float) neuron.threshold()),
                Float.toString((float) neuron.reset()));
        Layer layer = new Layer.Spiking(neuron);

        assertThat(RecordText.parse(Layer.class, saved)).isEqualTo(layer);
        assertThat(RecordText.of((Record) layer)).isEqualTo(saved);
    }

    @Provide
    Arbitrary<Double> rates() {
        Arbitrary<Double> doubles = Arbitraries.longs()
                .between(Double.doubleToLongBits(0), Double.doubleToLongBits(Math.nextDown(1.0)))
                .map(Double::longBitsToDouble);
        return Arbitraries.oneOf(doubles, floats(0, Math.nextDown(1f)).map(Float::doubleValue));
    }

    @Property
    void rateOfDropoutKeepsEveryBit(@ForAll("rates") double rate) {
        Layer layer = new Layer.Dropout(rate);

        assertThat(RecordText.parse(Layer.class, RecordText.of((Record) layer))).isEqualTo(layer);
    }

    @Test
    void damageIsNamed() {
        assertThatThrownBy(() -> parseWith("layer 0", "Warp(speed=9) reads image at stem"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'Warp(speed=9)' names no Layer that this version knows");
        assertThatThrownBy(() -> parseWith("layer 0", "Zero"))
                .hasMessageContaining("'Zero' is no layer: it should be '<layer> reads <inputs> at <place>'");
        assertThatThrownBy(() -> parseWith("layer 4", "Dropout(ratio=0.5) reads 3 at dropout"))
                .hasMessageContaining("'Dropout(ratio=0.5)' should go on with 'rate=' at character 9");
        assertThatThrownBy(() -> parseWith("layer 4", "Dropout(rate=0.5)! reads 3 at dropout"))
                .hasMessageContaining("should go on with the end at character 18");
        assertThatThrownBy(() -> parseWith(
                        "layer 0", "Convolution(filters=0, kernelSize=3, stride=1, padding=1) reads image at stem"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("filters must be positive");
        assertThatThrownBy(() -> parseWith("image", "square")).hasMessageContaining("'square' is no shape");
        assertThatThrownBy(() -> parseWith("answer", "6"))
                .hasMessageContaining("layer 6 is read, but there are layers 0 to 5 only");
        assertThatThrownBy(() -> NetworkText.parse(Map.of()))
                .hasMessageContaining("the line 'network: ...' is missing");
    }

    private static Network parseWith(String name, String value) {
        Map<String, String> lines = new LinkedHashMap<>(NetworkText.lines(tiny()));
        lines.put(name, value);
        return NetworkText.parse(lines);
    }

    private static Network tiny() {
        Network.Builder builder = Network.builder("tiny", new Shape(1, 4, 4)).timesteps(2);
        var stem = builder.add("stem", Layer.Convolution.same(4, 3, 1), builder.input());
        var norm = builder.add("norm", new Layer.BatchNorm(), stem);
        var spikes = builder.add("neurons", new Layer.Spiking(Lif.DEFAULT), norm);
        var flat = builder.add("flat", new Layer.Flatten(), spikes);
        var kept = builder.add("dropout", new Layer.Dropout(0.5), flat);
        return builder.build(builder.add("classifier", new Layer.Linear(2, true), kept));
    }
}
