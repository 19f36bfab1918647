package org.spikernel.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.block.BlockArchitecture;
import org.spikernel.block.SpikingBlock;
import org.spikernel.internal.checks.Given;
import org.spikernel.space.Architecture;

/**
 * The macro-architectures that AutoSNN compares, SNN_1 to SNN_4, and searches in, SNN_1 (Na et al., ICML 2022, Figures 6 and 7):
 *
 * <pre>
 * stem conv3x3 to C
 * -&gt; TBD of C -&gt; down -&gt; TBD, TBD of 2C -&gt; down -&gt; TBD, TBD of 4C -&gt; down
 * -&gt; linear -&gt; voting                                               mean over timesteps
 * </pre>
 *
 * <p>TBD is a block to be determined, one of the architecture's; the backbone says how maps are halved, "down". Every layer ends in PLIF
 * neurons, the last one too. For images of more than 32 rows, such as those of Tiny-ImageNet, max pooling and another 3x3 convolution
 * of C channels follow the stem; for the 128 rows of the paper's event cameras, twice.
 *
 * <pre>{@code
 * AutoSnn macro = AutoSnn.snn1(SnnFrame.forDataset(images).withChannels(16));
 * Network network = macro.network(BlockArchitecture.parse("SRB_k5 SRB_k5 skip SRB_k3 SRB_k5"));
 * Network plain = macro.network(SpikingBlock.SCB_K3);
 * }</pre>
 *
 * @param backbone how maps are halved, and what stands before the linear layer
 * @param frame all that its networks have in common with others
 */
@CheckReturnValue
public record AutoSnn(Backbone backbone, SnnFrame frame) implements MacroArchitecture {

    private static final int ROWS_OF_A_PLAIN_STEM = 32;

    /** How the maps of a network are halved, and what stands before its linear layer. */
    public enum Backbone {
        /** Max pooling of spikes; AutoSNN's own. */
        SNN_1(5),
        /** As {@link #SNN_1}, with global average pooling and neurons before the linear layer. */
        SNN_2(5),
        /** A block of stride 2 in place of every pooling, the last of 8C channels: eight slots. */
        SNN_3(8),
        /** Average pooling and neurons. */
        SNN_4(5);

        private final int slots;

        Backbone(int slots) {
            this.slots = slots;
        }

        /** How many blocks are to be determined. */
        public int slots() {
            return slots;
        }
    }

    public AutoSnn {
        Given.value(backbone, "the backbone");
        Given.value(frame, "the frame of a network");
    }

    /** Five slots, and max pooling between them. */
    public static AutoSnn snn1(SnnFrame frame) {
        return new AutoSnn(Backbone.SNN_1, frame);
    }

    /** Five slots, max pooling between them, and global average pooling behind them. */
    public static AutoSnn snn2(SnnFrame frame) {
        return new AutoSnn(Backbone.SNN_2, frame);
    }

    /** Eight slots, of which three halve their maps. */
    public static AutoSnn snn3(SnnFrame frame) {
        return new AutoSnn(Backbone.SNN_3, frame);
    }

    /** Five slots, and average pooling between them. */
    public static AutoSnn snn4(SnnFrame frame) {
        return new AutoSnn(Backbone.SNN_4, frame);
    }

    @Override
    public String name() {
        return backbone + " C=" + frame.channels();
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("name", backbone.toString());
        settings.putAll(frame.settings());
        return settings;
    }

    /** How many blocks its architectures have. */
    public int slots() {
        return backbone.slots();
    }

    /**
     * The network with an architecture of blocks.
     *
     * @throws IllegalArgumentException if it is not made of blocks, or has another number of slots, or does not fit the image
     */
    @Override
    public Network network(Architecture architecture) {
        if (architecture instanceof BlockArchitecture blocks) {
            return network(blocks);
        }
        throw new IllegalArgumentException(name() + " is made of blocks, but found the architecture " + architecture
                + "; give it a BlockArchitecture");
    }

    /** The network with the same block in every slot. */
    public Network network(SpikingBlock block) {
        return network(BlockArchitecture.uniform(block, slots()));
    }

    private Network network(BlockArchitecture architecture) {
        if (architecture.slots() != slots()) {
            throw new IllegalArgumentException(name() + " has " + slots() + " slots, but found " + architecture.slots()
                    + " blocks: " + architecture);
        }
        return new Body(name() + " [" + architecture + "]", architecture.blocks()).assemble();
    }

    /** The layers between stem and voting. */
    private final class Body {

        private final BlockAssembly network;
        private final List<SpikingBlock> blocks;
        private int taken;

        Body(String name, List<SpikingBlock> blocks) {
            network = frame.assemble(name);
            this.blocks = blocks;
        }

        Network assemble() {
            for (int rows = frame.image().rows(); rows > ROWS_OF_A_PLAIN_STEM; rows /= 2) {
                network.deeperStem();
            }
            block(1, 1);
            for (int width : new int[] {2, 4}) {
                down(width);
                block(width, 1);
                block(width, 1);
            }
            down(8);
            if (backbone == Backbone.SNN_2) {
                network.globalPooling();
            }
            return network.vote();
        }

        private void block(int width, int stride) {
            network.block(blocks.get(taken++), Math.multiplyExact(width, frame.channels()), stride);
        }

        /** Halves maps; only blocks change the width where they do so. */
        private void down(int width) {
            switch (backbone) {
                case SNN_1, SNN_2 -> network.maxPooling();
                case SNN_3 -> block(width, 2);
                case SNN_4 -> network.averagePooling();
            }
        }
    }
}
