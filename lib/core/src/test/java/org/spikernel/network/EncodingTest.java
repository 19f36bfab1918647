package org.spikernel.network;

import java.util.List;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.spikernel.block.SpikingBlock;
import org.spikernel.cell.Cell;
import org.spikernel.data.Datasets;
import org.spikernel.network.Network.Node;
import org.spikernel.neuron.Lif;
import org.spikernel.neuron.Plif;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Encodings as part of what a network is. */
public class EncodingTest {

    /** One of each kind. */
    public static Stream<Encoding> all() {
        return Stream.of(
                Encoding.direct(), Encoding.rate(3), Encoding.latency(), Encoding.events(), Encoding.eventCounts());
    }

    @Test
    void allAreTriedAbove() {
        assertThat(all().map(Object::getClass)).hasSize(Encoding.class.getPermittedSubclasses().length);
        assertThat(all().map(Encoding::text)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("all")
    void textsAreReadBack(Encoding encoding) {
        assertThat(Encoding.parse(encoding.text())).isEqualTo(encoding);
        assertThat(encoding).hasToString(encoding.text());
    }

    @Property
    void anySeedIsReadBack(@ForAll long seed) {
        assertThat(Encoding.parse(Encoding.rate(seed).text())).isEqualTo(Encoding.rate(seed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "rate",
                "rate seed",
                "rate seed x",
                "rate seed 99999999999999999999",
                "rate seed 07",
                "Direct"
            })
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> Encoding.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + text + "' is no encoding; there are 'direct', 'rate seed 0'");
    }

    @ParameterizedTest
    @MethodSource("all")
    void macroArchitecturesHandThemOnAndTellThem(Encoding encoding) {
        SnasNet macro = SnasNet.cifar10().withChannels(4).withEncoding(encoding);
        SnnFrame frame = SnnFrame.cifar10().withChannels(4).withEncoding(encoding);
        List<Network> networks = List.of(
                macro.withTimesteps(2).withNeuron(Lif.DEFAULT).withStemStride(1).network(Cell.EMPTY),
                AutoSnn.snn1(frame.withVotes(2).withTimesteps(3).withNeuron(Plif.DEFAULT))
                        .network(SpikingBlock.SKIP),
                CifarNet.fang(frame),
                ResNet.lee11(frame));

        assertThat(networks).extracting(network -> network.input().encoding()).containsOnly(encoding);
        assertThat(Encoding.of(macro.settings())).isEqualTo(encoding);
        assertThat(Encoding.of(AutoSnn.snn1(frame).settings())).isEqualTo(encoding);
    }

    /** Settings of earlier versions, which names of files are made of, have none. */
    @Test
    void directEncodingGoesWithoutSaying() {
        assertThat(SnasNet.cifar10().settings()).doesNotContainKey("encoding");
        assertThat(SnasNet.cifar10().withEncoding(Encoding.rate(5)).settings())
                .containsEntry("encoding", "rate seed 5");
        assertThat(SnnFrame.cifar10().encoding()).isEqualTo(Encoding.direct());
    }

    @Test
    void framesOfEventsAreSeenOneAtATimestep() {
        SnasNet cells = SnasNet.forDataset(Datasets.movingBars());
        SnnFrame blocks = SnnFrame.forDataset(Datasets.movingBars());

        assertThat(cells.image()).isEqualTo(new Shape(2, 32, 32));
        assertThat(cells.timesteps()).isEqualTo(8);
        assertThat(cells.encoding()).isEqualTo(Encoding.events());
        assertThat(cells.classes()).isEqualTo(4);
        assertThat(blocks.timesteps()).isEqualTo(8);
        assertThat(blocks.encoding()).isEqualTo(Encoding.events());
        assertThat(SnasNet.forDataset(Datasets.textures()).encoding()).isEqualTo(Encoding.direct());
    }

    @Test
    void camerasOf128RowsHaveADeeperStem() {
        SnnFrame camera = new SnnFrame(new Shape(2, 128, 128), 11, 10, 4, 20, Plif.DEFAULT, Encoding.events());
        Network network = AutoSnn.snn1(camera).network(SpikingBlock.SRB_K3);

        assertThat(network.nodes().stream().map(Node::place).filter(place -> place.startsWith("stem")))
                .containsExactly(
                        "stem.conv",
                        "stem.bn",
                        "stem.neuron",
                        "stem.pooling",
                        "stem.conv2",
                        "stem.bn2",
                        "stem.neuron2",
                        "stem.pooling2",
                        "stem.conv3",
                        "stem.bn3",
                        "stem.neuron3");
        assertThat(network.nodes().get(10).shape()).isEqualTo(new Shape(4, 32, 32));
    }

    @ParameterizedTest
    @MethodSource("all")
    void plansFollowTheInput(Encoding encoding) {
        Network.Builder builder = Network.builder("planned", new Shape(2, 4, 4), encoding);
        Node pooled = builder.add("pooled", new Layer.MaxPooling(2, 2, 0), builder.input());
        Node currents = builder.add("currents", new Layer.BatchNorm(), pooled);
        Node spikes = builder.add("spikes", new Layer.Spiking(Lif.DEFAULT), currents);
        NetworkPlan plan = NetworkPlan.of(builder.build(builder.add("sum", new Layer.Sum(), spikes, pooled)));
        boolean isDirect = encoding.equals(Encoding.direct());

        assertThat(plan.isStatic(builder.input())).isEqualTo(isDirect);
        assertThat(plan.isStatic(currents)).isEqualTo(isDirect);
        assertThat(plan.isStatic(spikes)).isFalse();
        assertThat(plan.seesInputAlone(currents)).isTrue();
        assertThat(plan.seesInputAlone(spikes)).isFalse();
        assertThat(plan.carriesSpikes(builder.input())).isEqualTo(!isDirect);
        assertThat(plan.carriesSpikes(pooled)).isEqualTo(!isDirect);
        assertThat(plan.carriesSpikes(currents)).isFalse();
    }
}
