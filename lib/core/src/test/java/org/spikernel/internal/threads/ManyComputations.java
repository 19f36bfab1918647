package org.spikernel.internal.threads;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.DoubleStream;

import org.spikernel.ChildJvm;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.data.Datasets;
import org.spikernel.data.ImageBatch;
import org.spikernel.engine.SpikeEngine;
import org.spikernel.engine.SpikeMonitor;
import org.spikernel.engine.Weights;
import org.spikernel.network.Network;
import org.spikernel.network.SnasNet;
import org.spikernel.score.RScore;
import org.spikernel.search.Search;
import org.spikernel.search.SearchResult;
import org.spikernel.search.Strategy;

/** All kinds of computations one after another, in a process of its own that counts its threads. */
final class ManyComputations {

    private static final int TIMES = 20;

    private ManyComputations() {}

    /** Prints the most threads that there were at once, and scores. */
    public static void main(String[] arguments) {
        ImageBatch batch = Datasets.textures().train().batch(8, 1);
        SnasNet macro = SnasNet.cifar10().withChannels(2).withTimesteps(2);
        SearchSpace space = SearchSpace.of(KernelSet.SET_1);
        Network network = macro.network(space.cell(5_000));
        RScore score = RScore.on(batch);
        for (int seed = 0; seed < TIMES; seed++) {
            score.seed(seed).of(network);
            SpikeEngine.withThreads(1 + seed).run(network, batch, Weights.random(seed), 1, SpikeMonitor.none());
        }
        SearchResult result = null;
        for (int seed = 0; seed < TIMES; seed++) {
            result = Search.of(space, macro, score.seed(seed))
                    .strategy(Strategy.random(4))
                    .threads(4)
                    .run();
        }
        System.out.println(ManagementFactory.getThreadMXBean().getPeakThreadCount());
        System.out.println(
                DoubleStream.of(score.of(network), result.best().score().orElseThrow())
                        .mapToObj(Double::toHexString)
                        .toList());
    }

    static Process start(int processors) throws IOException {
        return ChildJvm.of(ManyComputations.class, List.of("-XX:ActiveProcessorCount=" + processors))
                .start();
    }
}
