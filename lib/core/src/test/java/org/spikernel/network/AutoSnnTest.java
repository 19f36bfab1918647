package org.spikernel.network;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.spikernel.block.BlockArchitecture;
import org.spikernel.block.SpikingBlock;
import org.spikernel.cell.CellArchitecture;
import org.spikernel.data.Datasets;
import org.spikernel.network.AutoSnn.Backbone;
import org.spikernel.network.ParamCount.Kind;
import org.spikernel.network.ParamCount.Scope;
import org.spikernel.neuron.Lif;
import org.spikernel.neuron.Plif;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** AutoSNN's networks, and those that it compares them with. */
class AutoSnnTest {

    private static final SnnFrame FRAME = SnnFrame.cifar10();
    private static final Map<String, Function<SnnFrame, Network>> HAND_CRAFTED = Map.of(
            "CIFARNet-Wu", CifarNet::wu,
            "CIFARNet-Fang", CifarNet::fang,
            "ResNet11-Lee", ResNet::lee11,
            "ResNet19-Zheng", ResNet::zheng19);

    /** The paper's Table 3 gives these in millions, rounded; here they are to the last parameter. */
    @ParameterizedTest
    @CsvSource({
        "CIFARNet-Wu, 16, 710426",
        "CIFARNet-Wu, 32, 2826794",
        "CIFARNet-Wu, 64, 11277386",
        "CIFARNet-Wu, 128, 45049994",
        "CIFARNet-Fang, 16, 156024",
        "CIFARNet-Fang, 32, 597224",
        "CIFARNet-Fang, 64, 2335176",
        "CIFARNet-Fang, 128, 9233288",
        "CIFARNet-Fang, 256, 36718344",
        "ResNet11-Lee, 16, 1164828",
        "ResNet11-Lee, 32, 4602924",
        "ResNet11-Lee, 64, 18298956",
        "ResNet19-Zheng, 16, 233828",
        "ResNet19-Zheng, 32, 925364",
        "ResNet19-Zheng, 64, 3681620",
        "ResNet19-Zheng, 128, 14686868"
    })
    void handCraftedNetworksHaveThePublishedParameters(String name, int channels, long params) {
        Network network = HAND_CRAFTED.get(name).apply(FRAME.withChannels(channels));

        assertThat(network.params().total()).isEqualTo(params);
        assertThat(network.name()).isEqualTo(name + " C=" + channels);
    }

    @ParameterizedTest
    @CsvSource({
        "SRB_k5 SRB_k5 skip SRB_k3 SRB_k5, 16, 417626",
        "SRB_k5 SRB_k5 skip SRB_k3 SRB_k5, 32, 1462954",
        "SRB_k5 SRB_k5 skip SRB_k3 SRB_k5, 64, 5436746",
        "SRB_k5 SRB_k5 skip SRB_k3 SRB_k5, 128, 20916874",
        "SRB_k5 SRB_k5 SRB_k5 SCB_k5 SRB_k5, 16, 565084",
        "SRB_k5 SRB_k5 skip SRB_k5 SRB_k5, 16, 515930",
        "skip SRB_k5 skip SCB_k5 SRB_k5, 16, 500888",
        "SCB_k3 SCB_k3 SCB_k3 SCB_k3 SCB_k3, 16, 269596",
        "SRB_k3 SRB_k3 SRB_k3 SRB_k3 SRB_k3, 16, 272348",
        "SIB_k3_e1 SIB_k3_e1 SIB_k3_e1 SIB_k3_e1 SIB_k3_e1, 16, 181185",
        "SIB_k3_e3 SIB_k3_e3 SIB_k3_e3 SIB_k3_e3 SIB_k3_e3, 16, 690881"
    })
    void architecturesOfBlocksHaveThePublishedParameters(String blocks, int channels, long params) {
        AutoSnn macro = AutoSnn.snn1(FRAME.withChannels(channels));
        BlockArchitecture architecture = BlockArchitecture.parse(blocks);

        assertThat(macro.network(architecture).params().total()).isEqualTo(params);
        assertThat(macro.memory().params(architecture, Scope.TOTAL)).isEqualTo(params);
    }

    @Test
    void everyLayerOfNeuronsLearnsOneNumberUnlessTheyAreLif() {
        Network network = AutoSnn.snn1(FRAME).network(SpikingBlock.SCB_K3);
        Network learnsNothing = AutoSnn.snn1(FRAME.withNeuron(Lif.DEFAULT)).network(SpikingBlock.SCB_K3);

        assertThat(learnsNothing.params().neurons()).isZero();
        assertThat(network.params().of(Kind.NEURONS))
                .isEqualTo(network.spikingLayers().size())
                .isEqualTo(1 + 5 * 2 + 1);
    }

    @ParameterizedTest
    @EnumSource(Backbone.class)
    void mapsAreHalvedThreeTimes(Backbone backbone) {
        Network network = new AutoSnn(backbone, FRAME).network(SpikingBlock.SRB_K3);
        Shape last = network.nodes().stream()
                .filter(node -> node.place().equals("head.flatten"))
                .findFirst()
                .orElseThrow()
                .inputShape();

        assertThat(last)
                .isEqualTo(
                        switch (backbone) {
                            case SNN_1, SNN_4 -> new Shape(64, 4, 4);
                            case SNN_2 -> new Shape(64, 1, 1);
                            case SNN_3 -> new Shape(128, 4, 4);
                        });
        assertThat(network.output().shape()).isEqualTo(Shape.vector(10));
        assertThat(network.timesteps()).isEqualTo(8);
    }

    @Test
    void placesAreThoseOfSlotsBlocksAndPoolingsAlike() {
        Network network = AutoSnn.snn1(FRAME).network(BlockArchitecture.parse("skip SRB_k5 skip skip SCB_k3"));

        assertThat(network.name()).isEqualTo("SNN_1 C=16 [skip SRB_k5 skip skip SCB_k3]");
        assertThat(network.nodes().stream().map(Network.Node::place).collect(Collectors.joining(" ")))
                .isEqualTo("stem.conv stem.bn stem.neuron body.1.pooling"
                        + " body.2.SRB_k5.conv1 body.2.SRB_k5.bn1 body.2.SRB_k5.neuron1 body.2.SRB_k5.conv2 body.2.SRB_k5.bn2"
                        + " body.2.SRB_k5.shortcut_conv body.2.SRB_k5.shortcut_bn body.2.SRB_k5.sum body.2.SRB_k5.neuron2"
                        + " body.4.pooling body.5.skip.conv body.5.skip.bn body.5.skip.neuron"
                        + " body.6.SCB_k3.conv1 body.6.SCB_k3.bn1 body.6.SCB_k3.neuron1 body.6.SCB_k3.conv2 body.6.SCB_k3.bn2 body.6.SCB_k3.neuron2"
                        + " body.7.pooling head.flatten head.0.linear head.0.neuron head.voting");
    }

    /** Tiny-ImageNet's: a max pooling and a 3x3 convolution follow the stem. */
    @Test
    void largeImagesHaveADeeperStem() {
        SnnFrame large = new SnnFrame(new Shape(3, 64, 64), 200, 10, 16, 8, Plif.DEFAULT);
        Network network = AutoSnn.snn1(large).network(SpikingBlock.SKIP);
        Network small = AutoSnn.snn1(new SnnFrame(new Shape(3, 32, 32), 200, 10, 16, 8, Plif.DEFAULT))
                .network(SpikingBlock.SKIP);

        assertThat(network.nodes().stream().map(Network.Node::place))
                .startsWith(
                        "stem.conv",
                        "stem.bn",
                        "stem.neuron",
                        "stem.pooling",
                        "stem.conv2",
                        "stem.bn2",
                        "stem.neuron2",
                        "body.1.pooling");
        assertThat(network.params().total() - small.params().total()).isEqualTo(9 * 16 * 16 + 2 * 16 + 1);
        assertThat(network.output().shape()).isEqualTo(Shape.vector(200));
    }

    @Test
    void frameFollowsTheImages() {
        assertThat(SnnFrame.forDataset(Datasets.textures())).isEqualTo(FRAME);
        assertThat(FRAME.withChannels(4).withTimesteps(2).withVotes(3).withNeuron(Plif.DEFAULT.withTau(3)))
                .isEqualTo(new SnnFrame(new Shape(3, 32, 32), 10, 3, 4, 2, Plif.DEFAULT.withTau(3)));
    }

    @Test
    void settingsDifferWhereAnyPartDoes() {
        Plif plif = Plif.DEFAULT;
        Shape image = new Shape(3, 32, 32);
        List<AutoSnn> all = List.of(
                AutoSnn.snn1(FRAME),
                AutoSnn.snn2(FRAME),
                AutoSnn.snn3(FRAME),
                AutoSnn.snn4(FRAME),
                AutoSnn.snn1(new SnnFrame(new Shape(3, 32, 64), 10, 10, 16, 8, plif)),
                AutoSnn.snn1(new SnnFrame(image, 5, 10, 16, 8, plif)),
                AutoSnn.snn1(FRAME.withVotes(5)),
                AutoSnn.snn1(FRAME.withChannels(8)),
                AutoSnn.snn1(FRAME.withTimesteps(4)),
                AutoSnn.snn1(FRAME.withEncoding(Encoding.rate())),
                AutoSnn.snn1(FRAME.withNeuron(new Plif(Float.MIN_VALUE, 1, 0))),
                AutoSnn.snn1(FRAME.withNeuron(plif.withThreshold(Math.nextUp(1f)))),
                AutoSnn.snn1(FRAME.withNeuron(plif.withReset(Float.MIN_VALUE))),
                AutoSnn.snn1(FRAME.withNeuron(new Lif(2, 1, 0))),
                AutoSnn.snn1(FRAME.withNeuron(new Lif(Math.nextUp(2f), 1, 0))));

        assertThat(all).extracting(AutoSnn::settings).doesNotHaveDuplicates();
    }

    @Test
    void architectureThatDoesNotFitIsRefusedByName() {
        AutoSnn macro = AutoSnn.snn1(FRAME);

        assertThatThrownBy(() -> macro.network(BlockArchitecture.parse("skip SRB_k3")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SNN_1 C=16 has 5 slots, but found 2 blocks: skip SRB_k3");
        assertThatThrownBy(() -> AutoSnn.snn3(FRAME).network(BlockArchitecture.uniform(SpikingBlock.SKIP, 5)))
                .hasMessage("SNN_3 C=16 has 8 slots, but found 5 blocks: skip skip skip skip skip");
        assertThatThrownBy(() -> macro.network(CellArchitecture.parse("skip | skip skip | skip skip skip")))
                .hasMessage(
                        "SNN_1 C=16 is made of blocks, but found the architecture skip | skip skip | skip skip skip;"
                                + " give it a BlockArchitecture");
    }

    @Test
    void imageThatDoesNotFitIsRefusedByName() {
        SnnFrame tiny = new SnnFrame(new Shape(3, 4, 4), 4, 3, 4, 2, Plif.DEFAULT);
        SnnFrame odd = new SnnFrame(new Shape(3, 10, 10), 4, 3, 4, 2, Plif.DEFAULT);
        SnnFrame oblong = new SnnFrame(new Shape(3, 8, 16), 4, 3, 4, 2, Plif.DEFAULT);

        assertThatThrownBy(() -> AutoSnn.snn1(tiny).network(SpikingBlock.SKIP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("SNN_1 C=4 [skip skip skip skip skip], layer 'body.7.pooling': ")
                .hasMessageContaining("does not fit into [16, 1, 1]");
        assertThatThrownBy(() -> AutoSnn.snn3(odd).network(SpikingBlock.SKIP))
                .hasMessage(
                        "SNN_3 C=4 [skip skip skip skip skip skip skip skip], block 'body.4.skip': a skip of stride 2 needs"
                                + " even numbers of rows, columns and channels, but reads [8, 5, 5] and makes 16 channels;"
                                + " take another block, image or width");
        assertThatThrownBy(() -> AutoSnn.snn2(oblong).network(SpikingBlock.SKIP))
                .hasMessage("SNN_2 C=4 [skip skip skip skip skip]: global average pooling needs square feature maps,"
                        + " but found [16, 1, 2]");
    }
}
