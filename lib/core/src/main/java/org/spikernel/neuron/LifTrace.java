package org.spikernel.neuron;

import java.util.Locale;
import java.util.stream.IntStream;

import org.spikernel.internal.checks.Given;

/**
 * What one LIF neuron did over time, as {@link Lif#respond} records it. Arrays have one entry a
 * timestep and are copies.
 *
 * @param neuron the neuron
 * @param current input current
 * @param potential membrane potential after charging, before any reset: at least the threshold where the neuron spiked
 * @param spikes whether the neuron spiked
 */
public record LifTrace(Lif neuron, double[] current, double[] potential, boolean[] spikes) {

    public LifTrace {
        Given.value(neuron, "the neuron of a trace");
        current = Given.value(current, "the current of a trace").clone();
        potential = Given.value(potential, "the potential of a trace").clone();
        spikes = Given.value(spikes, "the spikes of a trace").clone();
        if (potential.length != current.length || spikes.length != current.length) {
            throw new IllegalArgumentException(
                    "a trace needs a current, a potential and a spike or none for each timestep, but there are "
                            + current.length + ", " + potential.length + " and " + spikes.length);
        }
    }

    /** Input current at every timestep, as a copy. */
    @Override
    public double[] current() {
        return current.clone();
    }

    /** Membrane potential at every timestep, after charging and before any reset, as a copy. */
    @Override
    public double[] potential() {
        return potential.clone();
    }

    /** Whether the neuron spiked, at every timestep, as a copy. */
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
