package org.spikernel.plot;

import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import org.spikernel.block.BlockArchitecture;
import org.spikernel.block.SpikingBlock;
import org.spikernel.cell.Cell;
import org.spikernel.network.AutoSnn;
import org.spikernel.network.CifarNet;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.ResNet;
import org.spikernel.network.SnasNet;
import org.spikernel.network.SnnFrame;
import org.spikernel.shapes.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BlockDiagramTest {

    private static final SnnFrame FRAME = SnnFrame.cifar10();

    @Test
    void drawsTheBlocksOfAnArchitecture() {
        String svg =
                BlockDiagram.of(BlockArchitecture.parse("SRB_k5 SCB_k3 skip")).svg();

        assertThat(svg).contains(">SRB_k5<", ">SCB_k3<", ">skip<", KernelColours.of(5), KernelColours.of(3));
        assertThat(boxes(svg)).isEqualTo(2);
        assertThat(arcs(svg)).as("residual blocks").isEqualTo(1);
    }

    @Test
    void drawsAWholeNetworkWithTheSizeOfItsMaps() {
        Network found = AutoSnn.snn1(FRAME).network(BlockArchitecture.parse("SRB_k5 SRB_k5 skip SRB_k3 SRB_k5"));

        String svg = BlockDiagram.of(found).svg();

        // Stem, four blocks, three poolings and the linear layer; the skip, where nothing changes, is on the line.
        assertThat(boxes(svg)).isEqualTo(9);
        assertThat(svg).contains(">stem<", ">max2x2<", ">skip<", ">16 x 32<", ">64 x 4<", ">linear<", ">100<");
        assertThat(arcs(svg)).isEqualTo(4);
    }

    @Test
    void showsWhateverANetworkIsCalled() {
        Network.Builder builder = Network.builder("R&D's <\"first\">", new Shape(3, 8, 8));
        Node last = builder.add("body.0.conv", new Layer.Convolution(4, 3, 1, 1), builder.input());

        assertThat(BlockDiagram.of(builder.build(last)).svg())
                .contains("aria-label=\"blocks R&amp;D&#39;s &lt;&#34;first&#34;&gt;\"");
    }

    @Test
    void drawsHandCraftedNetworks() {
        assertThat(boxes(BlockDiagram.of(CifarNet.wu(FRAME)).svg())).isEqualTo(1 + 4 + 2 + 3);
        assertThat(arcs(BlockDiagram.of(ResNet.zheng19(FRAME)).svg())).isEqualTo(8);
    }

    @Test
    void anInvertedBottleneckThatHalvesItsMapsIsNotPassed() {
        Network network = AutoSnn.snn3(FRAME).network(SpikingBlock.parse("SIB_k3_e1"));

        assertThat(arcs(BlockDiagram.of(network).svg())).isEqualTo(8 - 3);
    }

    @Test
    void aNetworkOfCellsHasNoBlocks() {
        Network network = SnasNet.cifar10().network(Cell.parse("conv3x3 | skip conv5x5 | skip zero conv3x3"));

        assertThatThrownBy(() -> BlockDiagram.of(network))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(network.name())
                .hasMessageContaining("network of blocks")
                .hasMessageContaining("CellDiagram");
    }

    private static int boxes(String svg) {
        return count(svg, "<rect ");
    }

    private static int arcs(String svg) {
        return count(svg, "<path d=\"M[0-9-]+ [0-9]+ C");
    }

    private static int count(String text, String pattern) {
        return (int) Pattern.compile(pattern).matcher(text).results().count();
    }
}
