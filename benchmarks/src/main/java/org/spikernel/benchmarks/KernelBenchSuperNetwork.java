package org.spikernel.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.spikernel.cell.Cell;
import org.spikernel.cell.KernelSet;
import org.spikernel.cell.SearchSpace;
import org.spikernel.data.Dataset;
import org.spikernel.data.Datasets;
import org.spikernel.network.SnasNet;
import org.spikernel.progress.Progress;
import org.spikernel.score.Scorer;
import org.spikernel.study.kernelbench.KernelBenchPlan;
import org.spikernel.study.kernelbench.Planned;
import org.spikernel.study.kernelbench.SuperNetworkAccuracy;
import org.spikernel.train.SuperNetwork;
import org.spikernel.train.SuperNetworkTrainer;

/**
 * Trains one super-network for all cells of KernelBench that are not wider on purpose, on the same images, and writes what accuracy each has with
 * its weights on the images held out. Interrupted, the training goes on where it was.
 *
 * <pre>
 * kernelbench super-network [--to FILE]
 * </pre>
 */
public final class KernelBenchSuperNetwork {

    /** As long as five trainings of a network. */
    private static final int EPOCHS = 5 * KernelBenchPlan.EPOCHS;

    private static final int BATCHES_OF_STATISTICS = 4;

    private KernelBenchSuperNetwork() {}

    /** Trains, and writes a row a cell. */
    public static void main(String[] words) {
        Arguments.run(words, List.of("--to FILE"), given -> write(given.file("--to")));
    }

    private static void write(Path file) {
        Dataset images = KernelBenchTraining.learned(Datasets.cifar10().orElseThrow());
        SnasNet macro = KernelBenchPlan.macro(KernelBenchPlan.CHANNELS);
        SuperNetwork trained = SuperNetworkTrainer.of(SearchSpace.of(KernelSet.of(1, 3, 5, 7)), macro)
                .epochs(EPOCHS)
                .batch(KernelBenchPlan.BATCH)
                .learningRate(KernelBenchPlan.LEARNING_RATE)
                .checkpoint(file.resolveSibling(file.getFileName() + ".checkpoint.zip"))
                .fit(images, Progress.bar());
        Scorer gathered = trained.accuracyOn(images.test());
        Scorer anew = trained.withStatisticsFrom(images.train(), BATCHES_OF_STATISTICS)
                .accuracyOn(images.test());
        List<SuperNetworkAccuracy> accuracies = new ArrayList<>();
        for (Cell cell : cells()) {
            SuperNetworkAccuracy accuracy = new SuperNetworkAccuracy(
                    cell,
                    100 * gathered.of(macro.network(cell)),
                    100 * anew.of(macro.network(cell)),
                    images.train().fingerprint());
            System.out.println(accuracy);
            accuracies.add(accuracy);
        }
        SuperNetworkAccuracy.write(file, accuracies);
    }

    private static List<Cell> cells() {
        return KernelBenchPlan.first(KernelBenchTraining.TRAININGS).stream()
                .filter(planned -> planned.channels() == KernelBenchPlan.CHANNELS)
                .map(Planned::cell)
                .distinct()
                .toList();
    }
}
