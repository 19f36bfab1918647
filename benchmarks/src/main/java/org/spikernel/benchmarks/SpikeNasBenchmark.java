package org.spikernel.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import tech.tablesaw.api.Table;

import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.data.Dataset;
import org.spikernel.data.Datasets;
import org.spikernel.data.ImageBatch;
import org.spikernel.network.MemoryBudget;
import org.spikernel.network.ParamCount.Scope;
import org.spikernel.network.SnasNet;
import org.spikernel.progress.Progress;
import org.spikernel.score.RScore;
import org.spikernel.score.Scorer;
import org.spikernel.search.Search;
import org.spikernel.search.SearchResult;
import org.spikernel.search.Strategy;

/**
 * Times the searches of SpikeNAS beside SNASNet's random search, in one run (SpikeNAS Fig. 11d): networks of one to three cells, three
 * and two operations, with and without a budget.
 *
 * <pre>
 * bench spikenas [--full]
 * </pre>
 */
public final class SpikeNasBenchmark {

    private static final int PAPER_CHANNELS = 128;
    private static final long PAPER_BUDGET = 1_200_000;
    private static final int PAPER_BATCH = 256;
    private static final int SMALL_CHANNELS = 8;
    private static final int SMALL_BATCH = 8;
    private static final int PAPER_TIMESTEPS = 5;
    private static final int SMALL_TIMESTEPS = 2;
    private static final int WARM_UP_ITERATIONS = 300;
    private static final List<Integer> ITERATIONS = List.of(5000, 1000);
    private static final List<Integer> CELLS = List.of(1, 2, 3);
    private static final List<SearchSpace> SPACES = List.of(SearchSpace.SPIKENAS_3O, SearchSpace.SPIKENAS_2O);

    private final SnasNet macro;
    private final ImageBatch batch;
    private final MemoryBudget budget;

    private SpikeNasBenchmark(Dataset images, int channels, int batch, int timesteps) {
        this.macro = SnasNet.forDataset(images).withChannels(channels).withTimesteps(timesteps);
        this.batch = images.train().batch(batch, 0);
        this.budget = budget(channels);
    }

    /** The paper's budget for CIFAR-10, in proportion to the convolutions of narrower networks. */
    private static MemoryBudget budget(long channels) {
        return MemoryBudget.params(PAPER_BUDGET * channels * channels / (PAPER_CHANNELS * PAPER_CHANNELS))
                .withScope(Scope.FEATURES);
    }

    /** Prints a line for the setting, each search as it ends, and a table of all. */
    public static void main(String[] words) {
        Arguments.run(words, List.of("--full"), given -> compare(given.has("--full")));
    }

    private static void compare(boolean full) {
        int channels = full ? PAPER_CHANNELS : SMALL_CHANNELS;
        int batch = full ? PAPER_BATCH : SMALL_BATCH;
        int timesteps = full ? PAPER_TIMESTEPS : SMALL_TIMESTEPS;
        Dataset images = Datasets.cifar10().orElseTextures();
        SpikeNasBenchmark benchmark = new SpikeNasBenchmark(images, channels, batch, timesteps);
        System.out.printf(
                Locale.ROOT,
                "searches on %s, C=%d, batch %d, %d timesteps; _M is %s%n",
                images.name(),
                channels,
                batch,
                timesteps,
                benchmark.budget);
        System.out.println(benchmark.compare().printAll());
    }

    private Table compare() {
        random(WARM_UP_ITERATIONS);
        List<SearchResult> results = new ArrayList<>();
        ITERATIONS.forEach(iterations -> results.add(shown(random(iterations))));
        for (int cells : CELLS) {
            for (SearchSpace space : SPACES) {
                results.add(shown(memoryAware(space, cells, Optional.empty())));
                results.add(shown(memoryAware(space, cells, Optional.of(budget))));
            }
        }
        return SearchResult.comparisonOf(results);
    }

    private static SearchResult shown(SearchResult result) {
        System.out.println(result);
        return result;
    }

    private SearchResult random(int iterations) {
        return Search.of(SearchSpace.of(KernelSet.SET_1), macro, freshScore())
                .strategy(Strategy.random(iterations))
                .run(Progress.none());
    }

    private SearchResult memoryAware(SearchSpace space, int cells, Optional<MemoryBudget> limit) {
        Search search = Search.of(space, macro.withCells(cells), freshScore()).strategy(Strategy.cellByCell());
        return limit.map(search::budget).orElse(search).run(Progress.none());
    }

    /** A score that has nothing yet of what candidates share, so that no search profits from those before it. */
    private Scorer freshScore() {
        return RScore.on(batch);
    }
}
