package org.spikernel.block;

import org.spikernel.internal.checks.Given;

/**
 * What may stand in a slot of a network that is made of blocks (AutoSNN, Section 3 and Figure 8).
 *
 * <p>All layers of neurons in a block are alike, and every convolution is followed by batch normalisation. Its text is the paper's name:
 * {@code skip}, {@code SCB_k3}, {@code SRB_k5}, {@code SIB_k3_e3}, where k is the size of the kernel and e the expansion.
 *
 * <p>How wide a block is and whether it halves its maps is said by its slot. What else is known of blocks is known to their readers, which
 * visit them: whoever adds a kind gives {@link Visitor} a method, and the compiler names every reader that must learn it.
 */
public sealed interface SpikingBlock {

    /** Most rows and columns of a kernel, and the largest expansion. */
    int LARGEST = 99;

    /** No block where width and size stay; else the cheapest that changes them. */
    SpikingBlock SKIP = new Skip();

    /** The spiking convolution block with 3x3 kernels. */
    SpikingBlock SCB_K3 = new Convolution(3);

    /** The spiking convolution block with 5x5 kernels. */
    SpikingBlock SCB_K5 = new Convolution(5);

    /** The spiking convolution block with 7x7 kernels. */
    SpikingBlock SCB_K7 = new Convolution(7);

    /** The spiking residual block with 3x3 kernels. */
    SpikingBlock SRB_K3 = new Residual(3);

    /** The spiking residual block with 5x5 kernels. */
    SpikingBlock SRB_K5 = new Residual(5);

    /** The spiking residual block with 7x7 kernels. */
    SpikingBlock SRB_K7 = new Residual(7);

    /** The block's name, which {@link #parse} reads. */
    String text();

    /** Asks a reader, by the method for this kind of block. */
    <R> R accept(Visitor<R> visitor);

    /**
     * A reader of blocks, with an answer for every kind.
     *
     * @param <R> what it answers
     */
    interface Visitor<R> {
        /** The answer for a skip. */
        R skip();

        /** The answer for a spiking convolution block. */
        R convolution(Convolution block);

        /** The answer for a spiking residual block. */
        R residual(Residual block);

        /** The answer for a spiking inverted bottleneck. */
        R invertedBottleneck(InvertedBottleneck block);
    }

    /**
     * The block of a name.
     *
     * @throws IllegalArgumentException if no block has that name
     */
    static SpikingBlock parse(String text) {
        return BlockText.parse(text);
    }

    /**
     * The identity where width and size stay. Where the width changes, a 1x1 convolution and neurons. Where maps are halved, two 1x1
     * convolutions of stride 2 to half the width, the second of maps that begin a pixel further down and right, side by side, and neurons.
     */
    record Skip() implements SpikingBlock {
        @Override
        public String text() {
            return "skip";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.skip();
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /**
     * The spiking convolution block, SCB: a convolution and neurons, twice. The first convolution has the slot's stride.
     *
     * @param kernelSize rows and columns of both kernels; odd, {@value #LARGEST} at most
     */
    record Convolution(int kernelSize) implements SpikingBlock {
        public Convolution {
            requireKernel(kernelSize);
        }

        @Override
        public String text() {
            return "SCB_k" + kernelSize;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.convolution(this);
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /**
     * The spiking residual block, SRB: that of {@link Convolution}, where the block's input is added to the currents of the last neurons;
     * through a 1x1 convolution where width or size change.
     *
     * @param kernelSize rows and columns of both kernels; odd, {@value #LARGEST} at most
     */
    record Residual(int kernelSize) implements SpikingBlock {
        public Residual {
            requireKernel(kernelSize);
        }

        @Override
        public String text() {
            return "SRB_k" + kernelSize;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.residual(this);
        }

        @Override
        public String toString() {
            return text();
        }
    }

    /**
     * The spiking inverted bottleneck, SIB (AutoSNN, Section B.3): a 1x1 convolution to a multiple of the width that it reads, one with the
     * kernel, which has the slot's stride, and one with 1x1 to the slot's width, each with neurons. The input is added to the currents of
     * the last neurons, through a 1x1 convolution where the width changes, and not where maps are halved.
     *
     * @param kernelSize rows and columns of the kernel between; odd, {@value #LARGEST} at most. Its convolution is a full one, not depthwise
     * @param expansion how many times as wide it is between, {@value #LARGEST} at most
     */
    record InvertedBottleneck(int kernelSize, int expansion) implements SpikingBlock {
        public InvertedBottleneck {
            requireKernel(kernelSize);
            if (Given.positive(expansion, "the expansion of a block") > LARGEST) {
                throw new IllegalArgumentException(
                        "the expansion of a block must be " + LARGEST + " at most, but is " + expansion);
            }
        }

        @Override
        public String text() {
            return "SIB_k" + kernelSize + "_e" + expansion;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.invertedBottleneck(this);
        }

        @Override
        public String toString() {
            return text();
        }
    }

    private static void requireKernel(int size) {
        if (size < 1 || size > LARGEST || size % 2 == 0) {
            throw new IllegalArgumentException(
                    "the kernel of a block must have an odd number of rows from 1 to " + LARGEST + ", but has " + size);
        }
    }
}
