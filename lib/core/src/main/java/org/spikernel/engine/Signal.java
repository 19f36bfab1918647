package org.spikernel.engine;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;

/**
 * The numbers that a layer gives at some timesteps, for every sample, in the order [row, column, channel]. What is static gives the same
 * at each of them.
 */
interface Signal {

    /** Shape of a sample. */
    Shape shape();

    /**
     * Reads a run of numbers.
     *
     * @param sample of which sample
     * @param timestep at which of the timesteps, counted from 0
     * @param from the first number, at a position's first channel
     * @param count how many: whole positions
     * @param into where they go, from {@code at}
     */
    void read(int sample, int timestep, int from, int count, float[] into, int at, Lanes lanes);

    /** Adds a run of numbers to what is there. */
    void addTo(int sample, int timestep, int from, int count, float[] into, int at, Lanes lanes);

    /** Reads a run of numbers, each times its factor, plus its summand. */
    default void readNormalised(
            int sample,
            int timestep,
            int from,
            int count,
            float[] scale,
            float[] shift,
            float[] into,
            int at,
            Lanes lanes) {
        read(sample, timestep, from, count, into, at, lanes);
        lanes.normalise(into, at, count, scale, shift, into, at);
    }

    /** Adds what {@link #readNormalised} reads to what is there. */
    default void addNormalised(
            int sample,
            int timestep,
            int from,
            int count,
            float[] scale,
            float[] shift,
            float[] into,
            int at,
            Lanes lanes) {
        float[] numbers = Scratch.ofThread().take(count);
        readNormalised(sample, timestep, from, count, scale, shift, numbers, 0, lanes);
        lanes.add(numbers, 0, count, into, at);
        Scratch.ofThread().giveBack();
    }

    /** The same, with another timestep as the first. */
    default Signal from(int timestep) {
        return timestep == 0 ? this : new Later(this, timestep);
    }

    /** Mean and variance of every channel, if they were taken as the numbers were made; else null. */
    default Statistics statistics() {
        return null;
    }

    /** How many arrays a reader goes through. */
    default int parts() {
        return 1;
    }
}
