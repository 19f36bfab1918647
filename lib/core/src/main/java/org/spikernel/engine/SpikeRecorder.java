package org.spikernel.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.spikernel.network.Network.Node;

/** Keeps the spikes of every layer, for a look at them after the run. */
public final class SpikeRecorder implements SpikeMonitor {

    private final Map<String, List<SpikeMatrix>> byPlace = new LinkedHashMap<>();

    @Override
    public void spikes(Node layer, int timestep, SpikeMatrix spikes) {
        byPlace.computeIfAbsent(layer.place(), place -> new ArrayList<>()).add(spikes);
    }

    /** The places of the recorded layers, in the order of the network. */
    public Set<String> places() {
        return byPlace.keySet();
    }

    /**
     * The spikes of a layer, one matrix a timestep.
     *
     * @throws IllegalArgumentException if no such layer was recorded
     */
    public List<SpikeMatrix> at(String place) {
        List<SpikeMatrix> spikes = byPlace.get(place);
        if (spikes == null) {
            throw new IllegalArgumentException("no spikes recorded at '" + place + "'; recorded are " + places());
        }
        return List.copyOf(spikes);
    }
}
