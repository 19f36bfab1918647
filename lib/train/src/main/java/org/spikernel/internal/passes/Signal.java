package org.spikernel.internal.passes;

/** Numbers of every sample at every timestep, each sample and timestep [row, column, channel]. */
interface Signal {

    /**
     * Copies some numbers.
     *
     * @param timestep counts for what changes with time
     * @param from the first number, that of a first channel
     * @param count how many, of whole positions
     * @param into takes them, from {@code at}
     */
    void read(int sample, int timestep, int from, int count, float[] into, int at);

    /** Adds some numbers to others. */
    void addTo(int sample, int timestep, int from, int count, float[] into, int at);
}
