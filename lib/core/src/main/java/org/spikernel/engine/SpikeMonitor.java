package org.spikernel.engine;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.internal.checks.Given;
import org.spikernel.network.Network.Node;

/** Is shown the spikes of every layer of neurons of a network that runs, timestep by timestep and layer by layer within each. */
@FunctionalInterface
public interface SpikeMonitor {

    /**
     * A layer has computed a timestep.
     *
     * @param layer a layer of neurons
     * @param timestep counted from 0
     * @param spikes of every sample
     */
    void spikes(Node layer, int timestep, SpikeMatrix spikes);

    /** Watches nothing. */
    static SpikeMonitor none() {
        return (layer, timestep, spikes) -> {};
    }

    /** Shows the spikes to this monitor and then to another. */
    @CheckReturnValue
    default SpikeMonitor and(SpikeMonitor next) {
        Given.value(next, "the next monitor");
        return (layer, timestep, spikes) -> {
            spikes(layer, timestep, spikes);
            next.spikes(layer, timestep, spikes);
        };
    }
}
