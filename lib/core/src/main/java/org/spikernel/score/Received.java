package org.spikernel.score;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.spikernel.engine.SpikeRecorder;
import org.spikernel.internal.threads.Workers;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;
import org.spikernel.score.SpikeNumbers.Numbers;
import org.spikernel.shapes.Shape;

/**
 * What the synapses of a layer receive, over all timesteps and on average over samples.
 *
 * @param events at each position [row, column] of what the layer reads, all channels together: how often a weight is taken
 * @param areSpikes whether a weight is taken as it is, and added; else it is multiplied first
 */
record Received(double[] events, boolean areSpikes) {

    /**
     * What comes from a source.
     *
     * @param measured in the run that the spikes were recorded in
     */
    static Received from(Source source, SynapticEvents measured, SpikeRecorder spikes) {
        if (!measured.plan().carriesSpikes(source)) {
            return new Received(measured.numbers(source), false);
        }
        return source instanceof Node node && !node.isSpiking()
                ? ofSpikes(node, measured, spikes)
                : new Received(measured.from(source), true);
    }

    /** Sums of spikes are added as often as they count, averages are multiplied where they are not 0. */
    private static Received ofSpikes(Node node, SynapticEvents measured, SpikeRecorder spikes) {
        Network network = measured.plan().network();
        int samples = measured.samples();
        Shape shape = node.shape();
        double[][] bySample = new double[samples][shape.positions()];
        AtomicBoolean areCounts = new AtomicBoolean(true);
        Workers.all().forEach(samples, sample -> {
            for (int t = 0; t < network.timesteps(); t++) {
                Numbers numbers = new SpikeNumbers(network, measured.input(), spikes, sample, t).of(node);
                add(numbers, shape.channels(), bySample[sample]);
                if (!numbers.areCounts()) {
                    areCounts.set(false);
                }
            }
        });
        double[] mean = IntStream.range(0, shape.positions())
                .mapToDouble(position -> Arrays.stream(bySample)
                                .mapToDouble(events -> events[position])
                                .sum()
                        / samples)
                .toArray();
        return new Received(mean, areCounts.get());
    }

    private static void add(Numbers numbers, int channels, double[] events) {
        float[] values = numbers.values();
        for (int i = 0; i < values.length; i++) {
            double oneIfThere = values[i] == 0 ? 0 : 1;
            events[i / channels] += numbers.areCounts() ? values[i] : oneIfThere;
        }
    }
}
