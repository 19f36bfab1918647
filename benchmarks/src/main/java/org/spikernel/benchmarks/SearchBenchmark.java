package org.spikernel.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

import com.sun.management.ThreadMXBean;

import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.data.Dataset;
import org.spikernel.data.Datasets;
import org.spikernel.network.SnasNet;
import org.spikernel.progress.Progress;
import org.spikernel.score.RScore;
import org.spikernel.search.Search;
import org.spikernel.search.SearchResult;
import org.spikernel.search.Strategy;

/** Times a whole random search, and tells what a candidate allocates once the first of them have made room. */
public final class SearchBenchmark {

    private static final int ITERATIONS = 1000;
    private static final int WARM_UP_ITERATIONS = 100;
    private static final int CHANNELS = 32;
    private static final int BATCH = 64;
    private static final int TIMESTEPS = 5;

    private SearchBenchmark() {}

    /** Prints one line. */
    public static void main(String[] arguments) {
        Dataset images = Datasets.cifar10().orElseTextures();
        RScore score = RScore.on(images.train().batch(BATCH, 0)).timesteps(TIMESTEPS);
        SnasNet macro = SnasNet.forDataset(images).withChannels(CHANNELS);
        Search search = Search.of(SearchSpace.of(KernelSet.SET_1), macro, score);
        long start = System.nanoTime();
        SearchResult warmUp =
                search.strategy(Strategy.random(WARM_UP_ITERATIONS).seed(1)).run(Progress.none());
        long bytes = allocatedBytes();
        SearchResult result =
                search.strategy(Strategy.random(ITERATIONS).seed(2)).run(Progress.none());
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "random search, %d and %d iterations on %s, %s C=%d batch %d: %.0f s for %d cells scored; %.2f MB allocated a cell after the first %d%n",
                WARM_UP_ITERATIONS,
                ITERATIONS,
                images.name(),
                KernelSet.SET_1,
                CHANNELS,
                BATCH,
                seconds,
                warmUp.candidates().size() + result.candidates().size(),
                (allocatedBytes() - bytes) / 1e6 / result.candidates().size(),
                warmUp.candidates().size());
    }

    /** By all threads that are alive. */
    private static long allocatedBytes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .sum();
    }
}
