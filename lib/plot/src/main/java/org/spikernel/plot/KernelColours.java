package org.spikernel.plot;

/** The colours in which all drawings show what is done to spikes: the same kernel has the same colour in a cell and in a block. */
final class KernelColours {

    /** What computes nothing. */
    static final String PASSING = "#5f6b76";

    /** Poolings. */
    static final String POOLING = "#b45309";

    /** Several operations at once. */
    static final String SEVERAL = "#9d2f5f";

    private KernelColours() {}

    /** A convolution whose kernel has so many rows and columns. */
    static String of(int kernelSize) {
        return switch (kernelSize) {
            case 1 -> "#2f7fb8";
            case 3 -> "#2a5fa5";
            case 5 -> "#4b3f9e";
            default -> "#6f2c91";
        };
    }
}
