package org.spikernel.block;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.internal.checks.Given;
import org.spikernel.space.Architecture;

/**
 * Which block stands in which slot of a network: AutoSNN's to-be-determined (TBD) blocks, from the image to the answer.
 *
 * <p>Its text is that of its blocks, as AutoSNN names them:
 *
 * <pre>{@code
 * BlockArchitecture.parse("SRB_k5 SRB_k5 skip SRB_k3 SRB_k5");   // what AutoSNN found with a coefficient of -0.08
 * }</pre>
 *
 * @param blocks that of each slot
 */
public record BlockArchitecture(List<SpikingBlock> blocks) implements Architecture {

    public BlockArchitecture {
        blocks = Given.list(blocks, "the blocks of an architecture");
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("an architecture needs at least one block, but found none");
        }
    }

    /** One block for each slot. */
    public static BlockArchitecture of(SpikingBlock... blocks) {
        return new BlockArchitecture(Arrays.asList(Given.value(blocks, "the blocks of an architecture")));
    }

    /**
     * The same block in every slot.
     *
     * @param slots how many there are
     */
    public static BlockArchitecture uniform(SpikingBlock block, int slots) {
        Given.value(block, "the block of all slots");
        return new BlockArchitecture(Collections.nCopies(Given.positive(slots, "slots"), block));
    }

    /**
     * Reads the text of an architecture, as {@link #toString} writes it.
     *
     * @throws IllegalArgumentException if it names no block, or one that there is not (names it)
     */
    public static BlockArchitecture parse(String text) {
        return new BlockArchitecture(
                Arrays.stream(Given.text(text, "an architecture").strip().split("\\s+"))
                        .map(SpikingBlock::parse)
                        .toList());
    }

    /** How many slots it fills. */
    public int slots() {
        return blocks.size();
    }

    /**
     * The same with another block in a slot.
     *
     * @param slot which of them, counted from 1 at the image, as AutoSNN counts them
     */
    @CheckReturnValue
    public BlockArchitecture with(int slot, SpikingBlock block) {
        if (slot < 1 || slot > slots()) {
            throw new IllegalArgumentException(
                    "an architecture of " + slots() + " slots has slots 1 to " + slots() + ", but not " + slot);
        }
        List<SpikingBlock> changed = new ArrayList<>(blocks);
        changed.set(slot - 1, block);
        return new BlockArchitecture(changed);
    }

    /** Its blocks: {@code SRB_k5 SRB_k5 skip SRB_k3 SRB_k5}. */
    @Override
    public String toString() {
        return blocks.stream().map(SpikingBlock::text).collect(Collectors.joining(" "));
    }
}
