package org.spikernel.score;

import org.spikernel.engine.SpikeMatrix;
import org.spikernel.engine.SpikeMonitor;
import org.spikernel.network.Network.Node;

/** Adds up kernel matrices, layer by layer and timestep by timestep, while a network runs, and counts the spikes that they are made of. */
final class KernelSum implements SpikeMonitor {

    private final Alpha alpha;
    private final SpikeCount spikeCount;
    private final double[][] sum;
    private int matrices;

    /**
     * Nothing yet.
     *
     * @param spikeCount is told of all spikes
     */
    KernelSum(Alpha alpha, int samples, SpikeCount spikeCount) {
        this.alpha = alpha;
        this.spikeCount = spikeCount;
        sum = new double[samples][samples];
    }

    @Override
    public void spikes(Node layer, int timestep, SpikeMatrix spikes) {
        int neurons = spikes.neurons();
        int[] counts = spikes.counts();
        spikeCount.add(layer, timestep, spikes, counts);
        int[][] distances = spikes.hammingDistances();
        for (int i = 0; i < sum.length; i++) {
            sum[i][i] += neurons;
            for (int j = 0; j < i; j++) {
                sum[i][j] += neurons - alpha.of(neurons, counts[i], counts[j]) * distances[i][j];
                sum[j][i] = sum[i][j];
            }
        }
        matrices++;
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
}
