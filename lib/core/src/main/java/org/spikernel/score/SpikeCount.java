package org.spikernel.score;

import java.util.HashMap;
import java.util.Map;

import org.spikernel.engine.SpikeMatrix;
import org.spikernel.engine.SpikeMonitor;
import org.spikernel.network.Network.Node;

/** Counts the spikes at every position of every layer of LIF neurons. */
final class SpikeCount implements SpikeMonitor {

    private final Map<Node, long[]> spikesByLayer = new HashMap<>();
    private int samples;

    @Override
    public void spikes(Node layer, int timestep, SpikeMatrix spikes) {
        samples = spikes.samples();
        long[] count =
                spikesByLayer.computeIfAbsent(layer, key -> new long[key.shape().positions()]);
        for (int sample = 0; sample < samples; sample++) {
            for (int position = 0; position < count.length; position++) {
                count[position] += spikesAt(position, sample, spikes);
            }
        }
    }

    private static int spikesAt(int position, int sample, SpikeMatrix spikes) {
        int columns = spikes.shape().columns();
        int count = 0;
        for (int channel = 0; channel < spikes.shape().channels(); channel++) {
            count += spikes.fired(sample, channel, position / columns, position % columns) ? 1 : 0;
        }
        return count;
    }

    /** Spikes at each position, [row, column], of all channels and timesteps together: the mean over the samples. */
    double[] perSample(Node layer) {
        long[] count = spikesByLayer.get(layer);
        double[] mean = new double[count.length];
        for (int position = 0; position < mean.length; position++) {
            mean[position] = (double) count[position] / samples;
        }
        return mean;
    }
}
