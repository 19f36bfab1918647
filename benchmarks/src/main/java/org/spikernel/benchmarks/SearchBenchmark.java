package org.spikernel.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Arrays;
import java.util.List;
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

/**
 * Times whole searches, and tells what memory they take: 1,000 random iterations, and all cells of a space.
 *
 * <pre>
 * bench search [--quick]
 * </pre>
 *
 * <p>{@code --quick} leaves out the search of all cells.
 */
public final class SearchBenchmark {

    private static final int ITERATIONS = 1000;
    private static final int WARM_UP_ITERATIONS = 100;
    private static final int BATCH = 64;
    private static final int TIMESTEPS = 5;
    private static final double GIBIBYTE = 1 << 30;

    private SearchBenchmark() {}

    /** Prints a line a search. */
    public static void main(String[] words) {
        Arguments.run(words, List.of("--quick"), SearchBenchmark::measure);
    }

    private static void measure(Arguments given) {
        Dataset images = Datasets.cifar10().orElseTextures();
        Search random = search(images, KernelSet.SET_1, 32);
        random.strategy(Strategy.random(WARM_UP_ITERATIONS).seed(1)).run(Progress.none());
        measure(random.strategy(Strategy.random(ITERATIONS).seed(2)), images);
        if (!given.has("--quick")) {
            measure(search(images, KernelSet.SET_3, 16).strategy(Strategy.exhaustive()), images);
        }
    }

    private static Search search(Dataset images, KernelSet kernels, int channels) {
        RScore score = RScore.on(images.train().batch(BATCH, 0)).timesteps(TIMESTEPS);
        return Search.of(SearchSpace.of(kernels), SnasNet.forDataset(images).withChannels(channels), score);
    }

    private static void measure(Search search, Dataset images) {
        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        long bytes = allocatedBytes();
        SearchResult result = search.run(Progress.none());
        int cells = result.candidates().size();
        double seconds = result.elapsed().toNanos() / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%s on %s, %s batch %d: %.0f s for %d cells, %.4f s a cell; %.2f MB allocated a cell, %.1f of %.1f GiB heap used at most%n",
                search.setting(),
                images.name(),
                search.macro().name(),
                BATCH,
                seconds,
                cells,
                seconds / cells,
                (allocatedBytes() - bytes) / 1e6 / cells,
                heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / GIBIBYTE,
                Runtime.getRuntime().maxMemory() / GIBIBYTE);
    }

    /** By all threads that are alive. */
    private static long allocatedBytes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .sum();
    }
}
