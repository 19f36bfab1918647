package org.spikernel.score;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.spikernel.engine.SpikeMatrix;
import org.spikernel.engine.SpikeMonitor;
import org.spikernel.network.Network.Node;

/**
 * Counts the spikes of every layer of neurons while a network runs, on one batch or several one after another.
 *
 * <pre>{@code
 * SpikeCount spikes = SpikeCount.byLayer();
 * SpikeEngine.common().run(network, batch, weights, network.timesteps(), spikes);
 * spikes.perSample();        // spikes an image
 * spikes.layers();           // firing rates
 * }</pre>
 */
public final class SpikeCount implements SpikeMonitor {

    private final boolean byPosition;
    private final Map<String, Count> layers = new LinkedHashMap<>();

    /** What was counted of one layer. */
    private static final class Count {

        private final int neurons;
        private final long[] atPositions;
        private long spikes;
        private long samples;
        private long samplesAndTimesteps;

        Count(Node layer, boolean byPosition) {
            neurons = layer.shape().size();
            atPositions = new long[byPosition ? layer.shape().positions() : 0];
        }
    }

    private SpikeCount(boolean byPosition) {
        this.byPosition = byPosition;
    }

    /** Counts layer by layer. */
    public static SpikeCount byLayer() {
        return new SpikeCount(false);
    }

    /** Counts position by position in every layer too, which takes longer. */
    public static SpikeCount byPosition() {
        return new SpikeCount(true);
    }

    @Override
    public void spikes(Node layer, int timestep, SpikeMatrix spikes) {
        add(layer, timestep, spikes, spikes.counts());
    }

    /** As {@link #spikes}, by somebody who has counted the spikes of each sample already. */
    void add(Node layer, int timestep, SpikeMatrix spikes, int[] counts) {
        Count count = layers.computeIfAbsent(layer.place(), place -> new Count(layer, byPosition));
        count.samples += timestep == 0 ? spikes.samples() : 0;
        count.samplesAndTimesteps += spikes.samples();
        count.spikes += Arrays.stream(counts).asLongStream().sum();
        for (int sample = 0; byPosition && sample < spikes.samples(); sample++) {
            spikes.addCounts(sample, count.atPositions);
        }
    }

    /** Spikes of all layers, timesteps and samples. */
    public long total() {
        return layers.values().stream().mapToLong(count -> count.spikes).sum();
    }

    /** Spikes of all layers and timesteps, as a mean over the samples; 0 where there are no neurons. */
    public double perSample() {
        return layers.values().stream()
                .findAny()
                .map(any -> (double) total() / any.samples)
                .orElse(0.0);
    }

    /**
     * Spikes of one layer at each position, [row, column], of all channels and timesteps together, as a mean over the samples.
     *
     * @throws IllegalArgumentException if this does not count by position, or has not seen the layer
     */
    public double[] perSample(Node layer) {
        Count count = layers.get(layer.place());
        if (!byPosition || count == null) {
            throw new IllegalArgumentException("no spikes were counted at the positions of layer '" + layer.place()
                    + "'; counted were " + layers.keySet() + ", "
                    + (byPosition ? "by position" : "layer by layer: use SpikeCount.byPosition()"));
        }
        double[] mean = new double[count.atPositions.length];
        for (int position = 0; position < mean.length; position++) {
            mean[position] = (double) count.atPositions[position] / count.samples;
        }
        return mean;
    }

    /** How active each layer was, in the order of the network. */
    public List<LayerActivity> layers() {
        return layers.entrySet().stream()
                .map(layer -> activity(layer.getKey(), layer.getValue()))
                .toList();
    }

    private static LayerActivity activity(String place, Count count) {
        double chances = (double) count.neurons * count.samplesAndTimesteps;
        return new LayerActivity(place, count.neurons, count.spikes / chances);
    }
}
