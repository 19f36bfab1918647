package org.spikernel.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.spikernel.data.ImageBatch;
import org.spikernel.data.ImageSet;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.SpikeMatrix;
import org.spikernel.engine.SpikeMonitor;
import org.spikernel.engine.Weights;
import org.spikernel.internal.networks.Fitting;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.score.LayerActivity;

/** Shows images to a network, batch by batch, on the spike-driven engine, and counts spikes. */
final class TestRun implements SpikeMonitor {

    /** Large enough to keep all processors busy, small enough for any heap. */
    private static final int BATCH = 100;

    private final Network network;
    private final Map<Node, Long> spikes = new LinkedHashMap<>();
    private final PooledSpikes pooled;
    private long spikesBehindMaxPooling;
    private final List<float[]> answers = new ArrayList<>();

    private TestRun(Network network) {
        this.network = network;
        this.pooled = PooledSpikes.of(network);
    }

    /** As {@link TestResult#of}. */
    static TestResult of(Network network, Weights weights, List<String> classNames, ImageSet images) {
        Fitting.require(network, classNames.size(), images, "test images");
        TestRun run = new TestRun(network);
        int[] labels = new int[images.size()];
        SpikeEngine engine = null;
        for (ImageBatch batch : images.inOrder(BATCH)) {
            System.arraycopy(batch.labels(), 0, labels, run.answers.size(), batch.size());
            engine = engine == null ? SpikeEngine.on(batch, weights) : engine.with(batch);
            run.answers.addAll(List.of(engine.run(network, network.timesteps(), run)));
        }
        return run.result(classNames, labels);
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
        int[] predictions = answers.stream().mapToInt(TestResult::predictionOf).toArray();
        return new TestResult(classNames, labels, predictions, all / images, spikesBehindMaxPooling / images, layers);
    }
}
