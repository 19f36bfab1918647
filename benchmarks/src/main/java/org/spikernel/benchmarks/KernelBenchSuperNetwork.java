package org.spikernel.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
import org.spikernel.train.SuperNetwork;
import org.spikernel.train.SuperNetworkTrainer;

/**
 * Trains one super-network for all cells of KernelBench that are not wider on purpose, on the same images, and writes what accuracy each has with
 * its weights on the images held out.
 */
public final class KernelBenchSuperNetwork {

    private static final int EPOCHS = 30;
    private static final int BATCHES_OF_STATISTICS = 4;

    private KernelBenchSuperNetwork() {}

    /** Trains and writes the file that is given. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        int trainings = Integer.parseInt(arguments[1]);
        Dataset images = KernelBenchTraining.learned(Datasets.cifar10().orElseThrow());
        SnasNet macro = KernelBenchPlan.macro(KernelBenchPlan.CHANNELS);
        SearchSpace space = SearchSpace.of(KernelSet.of(1, 3, 5, 7));
        SuperNetwork trained = SuperNetworkTrainer.of(space, macro)
                .epochs(EPOCHS)
                .batch(KernelBenchPlan.BATCH)
                .learningRate(KernelBenchPlan.LEARNING_RATE)
                .checkpoint(file.resolveSibling(file.getFileName() + ".checkpoint.zip"))
                .fit(images, Progress.bar());
        Scorer gathered = trained.accuracyOn(images.test());
        Scorer anew = trained.withStatisticsFrom(images.train(), BATCHES_OF_STATISTICS)
                .accuracyOn(images.test());
        List<Cell> cells = KernelBenchPlan.first(trainings).stream()
                .filter(planned -> planned.channels() == KernelBenchPlan.CHANNELS)
                .map(Planned::cell)
                .distinct()
                .toList();
        List<String> lines = new ArrayList<>(List.of("cell,super_network_accuracy,super_network_accuracy_anew"));
        for (Cell cell : cells) {
            String line = String.format(
                    Locale.ROOT,
                    "%s,%.2f,%.2f",
                    cell,
                    100 * gathered.of(macro.network(cell)),
                    100 * anew.of(macro.network(cell)));
            System.out.println(line);
            lines.add(line);
        }
        Path part = Files.write(file.resolveSibling(file.getFileName() + ".part"), lines);
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
