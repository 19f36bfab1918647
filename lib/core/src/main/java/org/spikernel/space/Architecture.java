package org.spikernel.space;

/**
 * What a search looks for: the part of a network that a {@link Space} leaves open, such as the operations of its cells.
 *
 * <p>A value: equal architectures have equal texts, and their {@link #toString} is what {@link Space#parse} reads.
 */
public interface Architecture {

    /** The architecture that stands for all that compute the same; itself where nothing else does. */
    default Architecture canonical() {
        return this;
    }

    /**
     * Whether it may be what a search finds. One that is not, such as a {@code SuperCell} whose choices are open, is scored on the way: no
     * candidate, whatever its score, and held to no budget.
     */
    default boolean isDecided() {
        return true;
    }

    /** Its text, on one line and without commas, which {@link Space#parse} reads. */
    @Override
    String toString();
}
