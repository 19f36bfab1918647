package org.spikernel.space;

import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.spikernel.random.RandomStream;

/**
 * The architectures that a search may choose from: how they are drawn, varied, listed, written and read.
 *
 * <p>Cells of operations are one such space, {@code SearchSpace}; a space of blocks in slots, or of widths and depths, is another, and
 * searched by the same strategies. What an architecture makes a network of is the macro-architecture's business.
 */
public interface Space {

    /** What settings call it, such as {@code 3x3_5x5}. */
    String name();

    /** All that it may choose from, in words that are the same in every run: a journal tells spaces apart by them. */
    @Override
    String toString();

    /**
     * A random architecture.
     *
     * @param random where all chance comes from, so that the same stream draws the same
     */
    Architecture draw(RandomStream random);

    /**
     * What a random search draws, iteration by iteration and without end: as drawn, neither canonical nor each once.
     *
     * <pre>{@code
     * space.draws(42).map(CellArchitecture::canonical).distinct().limit(100).toList(); // of a space of cells
     * }</pre>
     *
     * @param seed of the draws; each depends on it and on its own iteration alone, counted from 1
     */
    default Stream<? extends Architecture> draws(long seed) {
        return IntStream.iterate(1, iteration -> iteration + 1)
                .mapToObj(iteration -> draw(RandomStream.at(seed, "iteration", iteration)));
    }

    /**
     * An architecture of this space that differs from another in one choice, at random.
     *
     * @param parent an architecture of this space
     * @param random where all chance comes from, so that the same stream makes the same of the same parent
     * @throws IllegalArgumentException if this space could not have made the parent
     * @throws IllegalStateException if no other can be made of it
     */
    Architecture mutate(Architecture parent, RandomStream random);

    /**
     * Every architecture that can be drawn, or mutated from one that was, in an order of the space's own. Several may compute the same:
     * these have the same {@linkplain Architecture#canonical canonical} form.
     */
    Stream<? extends Architecture> all();

    /**
     * Reads the text of an architecture, as its {@code toString} writes it: also of one that this space does not have, since a journal may
     * hold such.
     *
     * @throws IllegalArgumentException if the text is malformed; the message says where
     */
    Architecture parse(String text);
}
