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

    /** Its text, on one line and without commas, which {@link Space#parse} reads. */
    @Override
    String toString();
}
