package org.spikernel.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.data.Datasets;
import org.spikernel.data.ImageBatch;
import org.spikernel.engine.Weights;
import org.spikernel.network.Network;
import org.spikernel.network.SnasNet;
import org.spikernel.random.RandomStream;
import org.spikernel.score.RScore;
import org.spikernel.study.RankCorrelation;

/** Tells what it does to the ranking of cells that scores round their weights to a grid: Kendall's tau with the scores of exact weights. */
public final class RankingBenchmark {

    private static final int CELLS = 200;
    private static final int BATCH = 64;
    private static final int TIMESTEPS = 5;

    private RankingBenchmark() {}

    /** Prints a line for each of two search spaces. */
    public static void main(String[] words) {
        Arguments.run(words, List.of(), none -> {
            print(KernelSet.SET_1, 16);
            print(KernelSet.SET_3, 32);
        });
    }

    private static void print(KernelSet kernels, int channels) {
        SearchSpace space = SearchSpace.of(kernels);
        SnasNet macro = SnasNet.cifar10().withChannels(channels).withTimesteps(TIMESTEPS);
        List<Network> networks = IntStream.range(0, CELLS)
                .mapToObj(i -> macro.network(
                        space.randomCell(RandomStream.at(0, "ranked", i)).canonical()))
                .toList();
        ImageBatch images = Datasets.textures().train().batch(BATCH, 0);
        double[] onGrid = scores(RScore.on(images), networks);
        double[] exact = scores(RScore.on(images).weights(Weights.random(0)), networks);
        double[] otherSeed = scores(RScore.on(images).seed(1), networks);
        System.out.printf(
                Locale.ROOT,
                "%s C=%d batch %d, %d random cells: tau of scores on the grid with exact ones %.4f; with those of another seed %.4f%n",
                kernels,
                channels,
                BATCH,
                CELLS,
                RankCorrelation.kendall(onGrid, exact),
                RankCorrelation.kendall(onGrid, otherSeed));
    }

    private static double[] scores(RScore score, List<Network> networks) {
        return networks.stream().mapToDouble(score::of).toArray();
    }
}
