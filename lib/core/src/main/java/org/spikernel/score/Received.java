package org.spikernel.score;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.spikernel.engine.SpikeMatrix;
import org.spikernel.engine.SpikeRecorder;
import org.spikernel.internal.threads.Workers;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;
import org.spikernel.network.NetworkPlan;
import org.spikernel.score.SpikeNumbers.Numbers;
import org.spikernel.shapes.Shape;
import org.spikernel.shapes.Window;

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
     * @param spikes of the whole network
     */
    static Received from(Source source, NetworkPlan plan, SpikeRecorder spikes, int samples) {
        if (!plan.carriesSpikes(source)) {
            int times = plan.isStatic(source) ? 1 : plan.network().timesteps();
            double[] all = new double[source.shape().positions()];
            Arrays.fill(all, (double) source.shape().channels() * times);
            return new Received(all, false);
        }
        Node node = (Node) source;
        return node.isSpiking() ? ofNeurons(node, spikes) : ofSpikes(node, plan, spikes, samples);
    }

    private static Received ofNeurons(Node neurons, SpikeRecorder spikes) {
        long[] counts = new long[neurons.shape().positions()];
        List<SpikeMatrix> matrices = spikes.at(neurons.place());
        int samples = matrices.get(0).samples();
        for (SpikeMatrix matrix : matrices) {
            for (int sample = 0; sample < samples; sample++) {
                matrix.addCounts(sample, counts);
            }
        }
        return new Received(
                Arrays.stream(counts)
                        .mapToDouble(count -> (double) count / samples)
                        .toArray(),
                true);
    }

    /** Sums of spikes are added as often as they count, averages are multiplied where they are not 0. */
    private static Received ofSpikes(Node node, NetworkPlan plan, SpikeRecorder spikes, int samples) {
        Shape shape = node.shape();
        double[][] bySample = new double[samples][shape.positions()];
        AtomicBoolean areCounts = new AtomicBoolean(true);
        Workers.all().forEach(samples, sample -> {
            for (int t = 0; t < plan.network().timesteps(); t++) {
                Numbers numbers = new SpikeNumbers(spikes, sample, t).of(node);
                add(numbers, shape.channels(), bySample[sample]);
                areCounts.set(numbers.areCounts());
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

    /**
     * How often weights are taken.
     *
     * @param synapses of the layer that reads this
     */
    double operations(Synapses synapses) {
        Shape from = synapses.node().inputShape();
        Shape to = synapses.node().shape();
        Window view = synapses.view();
        double sum = 0;
        for (int position = 0; position < events.length; position++) {
            int rows = view.windowsOver(position / from.columns(), to.rows());
            int columns = view.windowsOver(position % from.columns(), to.columns());
            sum += events[position] * rows * columns;
        }
        return sum * to.channels();
    }
}
