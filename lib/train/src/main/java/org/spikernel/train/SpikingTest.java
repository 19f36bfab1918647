package org.spikernel.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

import org.spikernel.data.ImageBatch;
import org.spikernel.data.ImageSet;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.SpikeMatrix;
import org.spikernel.engine.SpikeMonitor;
import org.spikernel.engine.Weights;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.score.LayerActivity;

/** Shows images to a network, batch by batch, on the spike-driven engine, and counts spikes. */
final class SpikingTest implements SpikeMonitor {

    /** Large enough to keep all processors busy, small enough for any heap. */
    private static final int BATCH = 100;

    private final Network network;
    private final Map<Node, Long> spikes = new LinkedHashMap<>();
    private final PooledSpikes pooled;
    private long spikesBehindMaxPooling;
    private final List<float[]> answers = new ArrayList<>();

    private SpikingTest(Network network) {
        this.network = network;
        this.pooled = PooledSpikes.of(network);
    }

    /**
     * Tests a network.
     *
     * @param weights of a trained network: its normalisation uses running statistics
     * @param classNames names of the classes that the network tells apart
     * @throws IllegalArgumentException if the images do not fit the network
     * @throws CancellationException if the thread is interrupted
     */
    static TestResult run(Network network, Weights weights, List<String> classNames, ImageSet images) {
        Fitting.require(network, classNames.size(), images, "test images");
        SpikingTest test = new SpikingTest(network);
        int[] labels = new int[images.size()];
        SpikeEngine engine = null;
        for (ImageBatch batch : images.inOrder(BATCH)) {
            System.arraycopy(batch.labels(), 0, labels, test.answers.size(), batch.size());
            engine = engine == null ? SpikeEngine.on(batch, weights) : engine.with(batch);
            test.answers.addAll(List.of(engine.run(network, network.timesteps(), test)));
        }
        return test.result(classNames, labels);
    }

    @Override
    public void spikes(Node layer, int timestep, SpikeMatrix fired) {
        long count = 0;
        for (int sample = 0; sample < fired.samples(); sample++) {
            count += fired.count(sample);
        }
        spikes.merge(layer, count, Long::sum);
        spikesBehindMaxPooling += pooled.count(layer, fired);
    }

    private TestResult result(List<String> classNames, int[] labels) {
        double images = labels.length;
        long all = spikes.values().stream().mapToLong(Long::longValue).sum();
        List<LayerActivity> layers = network.spikingLayers().stream()
                .map(layer -> new LayerActivity(
                        layer.place(),
                        layer.shape().size(),
                        spikes.getOrDefault(layer, 0L)
                                / (images * network.timesteps() * layer.shape().size())))
                .toList();
        int[] predictions = answers.stream().mapToInt(SpikingTest::highest).toArray();
        return new TestResult(classNames, labels, predictions, all / images, spikesBehindMaxPooling / images, layers);
    }

    /** The class with the highest answer; of several, the first. */
    static int highest(float[] answer) {
        int highest = 0;
        for (int i = 1; i < answer.length; i++) {
            highest = answer[i] > answer[highest] ? i : highest;
        }
        return highest;
    }
}
