package org.spikernel.study.tabular;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

import org.spikernel.random.RandomStream;

/** A benchmark that nobody has trained, for tests. */
public final class BenchmarkCells {

    private BenchmarkCells() {}

    /** A cell with accuracies that depend on its number alone. */
    public static TrainedCell trained(int id) {
        double accuracy = 80 + 10 * RandomStream.at(0, "accuracy", id).nextDouble();
        return new TrainedCell(
                id, SpikeNasBench.cell(id), 1, 100, accuracy, accuracy, OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** All cells of the space. */
    public static TrainedCells all() {
        List<TrainedCell> cells =
                IntStream.range(0, 15_625).mapToObj(BenchmarkCells::trained).toList();
        return TrainedCells.of(cells);
    }
}
