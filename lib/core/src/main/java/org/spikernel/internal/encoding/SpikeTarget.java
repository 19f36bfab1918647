package org.spikernel.internal.encoding;

/** Takes the spikes that a code makes of the numbers of a sample. */
public interface SpikeTarget {

    /**
     * A spike.
     *
     * @param timestep when
     * @param number of which number of the sample, counted from 0
     */
    void spike(int timestep, int number);
}
