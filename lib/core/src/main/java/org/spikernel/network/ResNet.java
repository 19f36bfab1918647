package org.spikernel.network;

import org.spikernel.block.SpikingBlock;
import org.spikernel.internal.checks.Given;

/**
 * Hand-crafted networks of residual blocks that AutoSNN compares its own with (Na et al., ICML 2022, Table 3), with PLIF neurons behind
 * every layer as there. Their blocks are {@link SpikingBlock#SRB_K3}.
 */
public final class ResNet {

    private ResNet() {}

    /**
     * ResNet11-Lee (Lee et al., 2020): average pooling, blocks of 2C, 4C, 8C and 8C channels, of which the second and the last halve their
     * maps, and a linear layer of 16C.
     *
     * @throws IllegalArgumentException if the images are too small
     */
    public static Network lee11(SnnFrame frame) {
        int channels = Given.value(frame, "the frame of a network").channels();
        return frame.assemble("ResNet11-Lee C=" + channels)
                .averagePooling()
                .block(SpikingBlock.SRB_K3, 2 * channels, 1)
                .block(SpikingBlock.SRB_K3, 4 * channels, 2)
                .block(SpikingBlock.SRB_K3, 8 * channels, 1)
                .block(SpikingBlock.SRB_K3, 8 * channels, 2)
                .linear(16 * channels)
                .vote();
    }

    /**
     * ResNet19-Zheng (Zheng et al., AAAI 2021): three blocks of C channels, three of 2C and two of 4C, of which the first of 2C and of 4C
     * halve their maps, average pooling, and a linear layer of 2C.
     *
     * @throws IllegalArgumentException if the images are too small
     */
    public static Network zheng19(SnnFrame frame) {
        int channels = Given.value(frame, "the frame of a network").channels();
        return frame.assemble("ResNet19-Zheng C=" + channels)
                .block(SpikingBlock.SRB_K3, channels, 1)
                .block(SpikingBlock.SRB_K3, channels, 1)
                .block(SpikingBlock.SRB_K3, channels, 1)
                .block(SpikingBlock.SRB_K3, 2 * channels, 2)
                .block(SpikingBlock.SRB_K3, 2 * channels, 1)
                .block(SpikingBlock.SRB_K3, 2 * channels, 1)
                .block(SpikingBlock.SRB_K3, 4 * channels, 2)
                .block(SpikingBlock.SRB_K3, 4 * channels, 1)
                .averagePooling()
                .linear(2 * channels)
                .vote();
    }
}
