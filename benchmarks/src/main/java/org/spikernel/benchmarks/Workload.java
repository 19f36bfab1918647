package org.spikernel.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.spikernel.cell.Cell;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.data.Datasets;
import org.spikernel.data.ImageBatch;
import org.spikernel.engine.EngineProfile;
import org.spikernel.network.SnasNet;
import org.spikernel.random.RandomStream;
import org.spikernel.score.RScore;
import org.spikernel.search.Search;
import org.spikernel.search.SearchResult;
import org.spikernel.search.Strategy;

/**
 * Random cells to score, as a search meets them: one engine scores all of them.
 *
 * @param kernels the search space
 * @param channels channels C of the macro-architecture
 * @param batch images in the batch
 * @param timesteps timesteps
 * @param cells how many cells are measured, after as many that warm up
 */
record Workload(KernelSet kernels, int channels, int batch, int timesteps, int cells) {

    /**
     * What was measured.
     *
     * @param medianSeconds of a candidate, on the clock
     * @param operationsPerSecond synaptic operations, in billions
     * @param shares time of each stage, in percent, in the order of the stages
     */
    record Measurement(double medianSeconds, double operationsPerSecond, List<Double> shares) {}

    Measurement measure(long seed) {
        SnasNet macro = SnasNet.cifar10().withChannels(channels).withTimesteps(timesteps);
        ImageBatch images = Datasets.textures().train().batch(batch, seed);
        RScore score = RScore.on(images);
        score(score, macro, warmUp(seed));

        EngineProfile before = score.profile();
        double[] shares = seconds(before);
        long operations = before.synapticOperations();
        double[] times = score(score, macro, measured(seed));
        double[] after = seconds(score.profile());
        double total = 0;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = after[i] - shares[i];
            total += shares[i];
        }
        double sum = total;
        double clock = Arrays.stream(times).sum();
        double billions = (score.profile().synapticOperations() - operations) / 1e9;
        Arrays.sort(times);
        double median = (times[(times.length - 1) / 2] + times[times.length / 2]) / 2;
        return new Measurement(
                median,
                billions / clock,
                Arrays.stream(shares).mapToObj(share -> 100 * share / sum).toList());
    }

    /** Seconds of a candidate, on the clock, of a random search; Java should be warm. */
    double secondsWithinSearch(int iterations, long seed) {
        SnasNet macro = SnasNet.cifar10().withChannels(channels).withTimesteps(timesteps);
        RScore score = RScore.on(Datasets.textures().train().batch(batch, seed));
        SearchResult result = Search.of(SearchSpace.of(kernels), macro, score)
                .strategy(Strategy.random(iterations).seed(seed))
                .run();
        return result.elapsed().toNanos() / 1e9 / result.candidates().size();
    }

    /** The cells that are scored first, so that Java is warm. */
    List<Cell> warmUp(long seed) {
        return cells(seed, "warm-up");
    }

    /** The cells that are measured. */
    List<Cell> measured(long seed) {
        return cells(seed, "measured");
    }

    private List<Cell> cells(long seed, String purpose) {
        SearchSpace space = SearchSpace.of(kernels);
        return IntStream.range(0, cells)
                .mapToObj(
                        i -> space.randomCell(RandomStream.at(seed, purpose, i)).canonical())
                .toList();
    }

    private static double[] score(RScore score, SnasNet macro, List<Cell> cells) {
        double[] seconds = new double[cells.size()];
        for (int i = 0; i < seconds.length; i++) {
            long start = System.nanoTime();
            score.of(macro.network(cells.get(i)));
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        return seconds;
    }

    private static double[] seconds(EngineProfile profile) {
        return Arrays.stream(EngineProfile.Stage.values())
                .mapToDouble(profile::seconds)
                .toArray();
    }
}
