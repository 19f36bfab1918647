package org.spikernel.engine;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;

/** The numbers that a layer gives at the present timestep, for every sample, in the order [row, column, channel]. */
interface Signal {

    /** Shape of a sample. */
    Shape shape();

    /**
     * Reads a run of numbers.
     *
     * @param sample of which sample
     * @param from the first number, at a position's first channel
     * @param count how many: whole positions
     * @param into where they go, from {@code at}
     */
    void read(int sample, int from, int count, float[] into, int at, Lanes lanes);

    /** Adds a run of numbers to what is there. */
    void addTo(int sample, int from, int count, float[] into, int at, Lanes lanes);

    /** The same numbers where no later timestep overwrites them; itself if it was made in arrays of its own. */
    default Signal kept() {
        return this;
    }
}
