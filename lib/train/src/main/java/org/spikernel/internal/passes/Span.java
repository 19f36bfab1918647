package org.spikernel.internal.passes;

/**
 * Timesteps that are computed together: all of them, or one after another where connections reach back in time.
 *
 * @param from the first
 * @param end before which they end
 */
record Span(int from, int end) {

    /** All of so many. */
    static Span all(int timesteps) {
        return new Span(0, timesteps);
    }

    /** A single one. */
    static Span at(int timestep) {
        return new Span(timestep, timestep + 1);
    }

    /** Whether a timestep is among them. */
    boolean has(int timestep) {
        return timestep >= from && timestep < end;
    }
}
