package org.spikernel.internal.passes;

/**
 * From when to when numbers are needed, in stages: 0 is the forward pass, of which all is complete when the backward pass begins, and 1 the
 * first stage of that.
 *
 * @param first in which they are written
 * @param last in which they are read for the last time
 */
record Lifetime(int first, int last) {

    /** From the beginning of one to the end of the other. */
    Lifetime and(Lifetime other) {
        return new Lifetime(Math.min(first, other.first), Math.max(last, other.last));
    }

    /** Whether there is a stage in which both are needed. */
    boolean overlaps(Lifetime other) {
        return first <= other.last && other.first <= last;
    }
}
