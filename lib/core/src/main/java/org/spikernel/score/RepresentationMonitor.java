package org.spikernel.score;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.spikernel.engine.SpikeMatrix;
import org.spikernel.engine.SpikeMonitor;
import org.spikernel.network.Network.Node;

/** Adds up kernel matrices and spikes while a network runs. */
final class RepresentationMonitor implements SpikeMonitor {

    private final Alpha alpha;
    private final double[][] sum;
    private final Map<Node, Long> spikesByLayer = new LinkedHashMap<>();
    private int matrices;
    private int timesteps;

    RepresentationMonitor(Alpha alpha, int samples) {
        this.alpha = alpha;
        sum = new double[samples][samples];
    }

    @Override
    public void spikes(Node layer, int timestep, SpikeMatrix spikes) {
        int[] counts = new int[sum.length];
        for (int sample = 0; sample < counts.length; sample++) {
            counts[sample] = spikes.count(sample);
            spikesByLayer.merge(layer, (long) counts[sample], Long::sum);
        }
        for (int i = 0; i < sum.length; i++) {
            for (int j = 0; j <= i; j++) {
                double similarity = spikes.neurons()
                        - alpha.of(spikes.neurons(), counts[i], counts[j]) * spikes.hammingDistance(i, j);
                sum[i][j] += similarity;
                sum[j][i] = sum[i][j];
            }
        }
        matrices++;
        timesteps = timestep + 1;
    }

    KernelMatrix kernel(Aggregation aggregation) {
        double divisor = aggregation == Aggregation.MEAN ? matrices : 1;
        double[][] entries = new double[sum.length][sum.length];
        for (int i = 0; i < sum.length; i++) {
            for (int j = 0; j < sum.length; j++) {
                entries[i][j] = sum[i][j] / divisor;
            }
        }
        return KernelMatrix.of(entries);
    }

    List<LayerActivity> layers() {
        return spikesByLayer.entrySet().stream()
                .map(layer -> activity(layer.getKey(), layer.getValue()))
                .toList();
    }

    private LayerActivity activity(Node layer, long spikes) {
        int neurons = layer.shape().size();
        double chances = (double) neurons * sum.length * timesteps;
        return new LayerActivity(layer.place(), neurons, spikes / chances);
    }
}
