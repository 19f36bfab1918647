package org.spikernel.network;

import org.spikernel.internal.checks.Given;

/**
 * Hand-crafted networks of convolutions alone that AutoSNN compares its own with (Na et al., ICML 2022, Table 3), with PLIF neurons
 * behind every layer as there.
 */
public final class CifarNet {

    private CifarNet() {}

    /**
     * CIFARNet-Wu (Wu et al., AAAI 2019): 3x3 convolutions of C, 2C, 4C, 8C and 4C channels, average pooling before and behind that of 4C, and
     * linear layers of 8C and 4C.
     *
     * @throws IllegalArgumentException if the images are too small
     */
    public static Network wu(SnnFrame frame) {
        int channels = Given.value(frame, "the frame of a network").channels();
        return frame.assemble("CIFARNet-Wu C=" + channels)
                .convolution(2 * channels)
                .averagePooling()
                .convolution(4 * channels)
                .averagePooling()
                .convolution(8 * channels)
                .convolution(4 * channels)
                .linear(8 * channels)
                .linear(4 * channels)
                .vote();
    }

    /**
     * CIFARNet-Fang (Fang et al., ICCV 2021): twice three 3x3 convolutions of C channels and max pooling, and a linear layer of 8C, or of 16
     * for every two channels.
     *
     * @throws IllegalArgumentException if the images are too small, or if there is but one channel
     */
    public static Network fang(SnnFrame frame) {
        int channels = Given.value(frame, "the frame of a network").channels();
        return frame.assemble("CIFARNet-Fang C=" + channels)
                .convolution(channels)
                .convolution(channels)
                .maxPooling()
                .convolution(channels)
                .convolution(channels)
                .convolution(channels)
                .maxPooling()
                .linear(channels / 2 * 16)
                .vote();
    }
}
