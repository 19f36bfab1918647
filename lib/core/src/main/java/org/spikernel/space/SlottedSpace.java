package org.spikernel.space;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A space of architectures that are made of choices in a row, one in each slot: the operations on the edges of a cell, the blocks of a
 * network. Two such architectures can be crossed.
 */
public interface SlottedSpace extends Space {

    /** From how much there is to choose in each slot, slot by slot. */
    List<Integer> alternatives();

    /**
     * What an architecture has chosen in each slot, counted from 0.
     *
     * @throws IllegalArgumentException if this space could not have made it
     */
    List<Integer> choices(Architecture architecture);

    /** The architecture with these choices; empty where they do not go together. */
    Optional<? extends Architecture> withChoices(List<Integer> choices);

    /**
     * Where two architectures may be cut when they are crossed: after how many slots. Each is as likely as it is often listed.
     *
     * @return between any two slots, unless the space says otherwise
     */
    default List<Integer> cuts() {
        return IntStream.range(1, alternatives().size()).boxed().toList();
    }
}
