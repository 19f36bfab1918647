package org.spikernel.model;

import java.util.ArrayList;
import java.util.List;

import org.spikernel.data.ImageBatch;
import org.spikernel.data.ImageSet;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.SpikeMonitor;
import org.spikernel.engine.Weights;
import org.spikernel.internal.networks.Fitting;
import org.spikernel.network.Network;
import org.spikernel.score.SpikeCount;

/** Shows images to a network, batch by batch, on the spike-driven engine, and counts spikes. */
final class TestRun {

    /** Large enough to keep all processors busy, small enough for any heap. */
    private static final int BATCH = 100;

    private TestRun() {}

    /** As {@link TestResult#of}. */
    static TestResult of(Network network, Weights weights, List<String> classNames, ImageSet images) {
        Fitting.require(network, classNames.size(), images, "test images");
        SpikeCount spikes = SpikeCount.byLayer();
        PooledSpikes pooled = PooledSpikes.of(network);
        SpikeMonitor counts = spikes.and(pooled);
        int[] labels = new int[images.size()];
        List<float[]> answers = new ArrayList<>();
        for (ImageBatch batch : images.inOrder(BATCH)) {
            System.arraycopy(batch.labels(), 0, labels, answers.size(), batch.size());
            answers.addAll(List.of(SpikeEngine.common().run(network, batch, weights, network.timesteps(), counts)));
        }
        return new TestResult(
                classNames,
                labels,
                answers.stream().mapToInt(TestResult::predictionOf).toArray(),
                spikes.perSample(),
                pooled.ones() / labels.length,
                spikes.layers());
    }
}
