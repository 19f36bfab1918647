package org.spikernel.study.kernelbench;

import java.util.Locale;

import org.spikernel.cell.Cell;
import org.spikernel.internal.checks.Given;
import org.spikernel.network.Network;
import org.spikernel.network.SnasNet;

/**
 * One training of KernelBench before it is done: which network, why that one, and from which seed.
 *
 * @param number its place in the {@linkplain KernelBenchPlan plan}, counted from 1
 * @param block the block that it belongs to, counted from 1: cells of one pattern, and a random one
 * @param role why it is in the block
 * @param kernels the kernel sizes that its cell may have, as papers write them: {@code 3x3_5x5}
 * @param cell which stands in both places of the network
 * @param channels how wide the network is
 * @param seed of its first weights, dropout, the order of images and their augmentation, and of the weights that are scored
 */
public record Planned(int number, int block, Role role, String kernels, Cell cell, int channels, long seed) {

    /** Why a network is in its block. */
    public enum Role {
        /** The pattern with the two sizes of one of SpiKernel's six kernel sets. */
        SET,
        /** The pattern with one size for all convolutions. */
        UNIFORM,
        /** The pattern with 3x3 kernels alone, twice as wide. */
        WIDER,
        /** A cell of any pattern whose convolutions may have any of the four sizes. */
        RANDOM;

        /** As it is written in files: {@code uniform}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Planned {
        Given.positive(number, "the number of a planned training");
        Given.positive(block, "the block of a planned training");
        Given.value(role, "the role of a planned training");
        Given.text(kernels, "the kernel sizes of a planned training");
        Given.value(cell, "the cell of a planned training");
        Given.positive(channels, "the channels of a planned training");
    }

    /** The network that is trained. */
    public Network network() {
        return KernelBenchPlan.macro(channels).network(cell);
    }

    /** Everything of it but the cell. */
    public SnasNet macro() {
        return KernelBenchPlan.macro(channels);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "training %d (block %d, %s, %s), %s with %d channels from seed %d",
                number,
                block,
                role.text(),
                kernels,
                cell,
                channels,
                seed);
    }
}
