package org.spikernel.neuron;

import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What one LIF neuron did over time, as {@link Lif#respond} records it. Arrays have one entry a
 * timestep and are copies.
 *
 * @param neuron the neuron
 * @param current input current
 * @param potential membrane potential after charging, before any reset: at least the threshold where the neuron spiked
 * @param spikes whether the neuron spiked
 */
public record LifTrace(Lif neuron, float[] current, float[] potential, boolean[] spikes) {

    @Override
    public float[] current() {
        return current.clone();
    }

    @Override
    public float[] potential() {
        return potential.clone();
    }

    @Override
    public boolean[] spikes() {
        return spikes.clone();
    }

    /** Number of timesteps. */
    public int timesteps() {
        return spikes.length;
    }

    /** The timesteps at which the neuron spiked, counted from 0. */
    public int[] spikeTimes() {
        return IntStream.range(0, spikes.length).filter(t -> spikes[t]).toArray();
    }

    /** Spikes a timestep, from 0 to 1. */
    public double firingRate() {
        return spikes.length == 0 ? 0 : (double) spikeTimes().length / spikes.length;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s: %d spikes in %d timesteps", neuron, spikeTimes().length, spikes.length);
    }
}
