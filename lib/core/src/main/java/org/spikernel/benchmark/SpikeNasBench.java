package org.spikernel.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.spikernel.cell.Cell;
import org.spikernel.cell.Edge;
import org.spikernel.cell.Operation;
import org.spikernel.cell.SearchSpace;
import org.spikernel.data.DataDirectories;
import org.spikernel.network.SnasNet;

/**
 * SpikeNAS-Bench (Sun et al., IEEE TAI 2024): every cell of one space, trained on CIFAR-10.
 *
 * <p>The operations are zero, skip and conv3x3 behind neurons with the threshold 0.5, 1 or 1.5; the macro-architecture is SNASNet's with
 * 128 channels, whose other neurons have threshold 1. Networks were trained on one half of the training images and validated on the
 * other, most for 100 epochs and some for 200. Those must not be mixed in a ranking, so {@link #trainedFor} gives one of them.
 *
 * <pre>{@code
 * SpikeNasBench bench = SpikeNasBench.cifar10().orElseThrow();
 * TrainedCells cells = bench.trainedFor(100);
 * cells.find(Cell.parse("conv3x3@0.5 | skip zero | skip zero conv3x3@1.5"));
 * }</pre>
 */
public final class SpikeNasBench {

    private static final List<Operation> OPERATIONS = List.of(
            Operation.ZERO, Operation.SKIP, Operation.conv(3, 0.5), Operation.conv(3, 1), Operation.conv(3, 1.5));

    /** The cells of the benchmark: 5^6 of them. */
    public static final SearchSpace SPACE = new SearchSpace("SpikeNAS-Bench", OPERATIONS);

    /** Everything but the cell, as the benchmark's authors trained it. */
    public static final SnasNet MACRO = SnasNet.cifar10().channels(128);

    /** The edges by whose operations the benchmark numbers its architectures; the first changes fastest. */
    private static final List<Edge> NUMBERED =
            List.of(new Edge(0, 1), new Edge(0, 2), new Edge(0, 3), new Edge(1, 2), new Edge(1, 3), new Edge(2, 3));

    private final List<TrainedCell> cells;

    SpikeNasBench(List<TrainedCell> cells) {
        this.cells = List.copyOf(cells);
    }

    /**
     * The benchmark on CIFAR-10, looked for where {@link org.spikernel.data.Datasets#cifar10 data sets are}: as
     * {@code spikenas-bench/cifar10.csv}, or as the authors' result files, {@code spikenas-bench/CIFAR10/<number>/train_process.txt}.
     */
    public static SpikeNasBenchLookup cifar10() {
        return new SpikeNasBenchLookup(DataDirectories.ofEnvironment());
    }

    /**
     * Reads the benchmark, or part of it.
     *
     * @param path a table as {@link BenchmarkTable} describes it, or the directory of the authors' result files, as {@link ResultFile}
     *     describes them
     * @throws org.spikernel.data.DatasetException if it is missing or damaged; says where
     */
    public static SpikeNasBench read(Path path) {
        return new SpikeNasBench(Files.isDirectory(path) ? ResultFile.readAll(path) : BenchmarkTable.read(path));
    }

    /** The operation that the benchmark writes as a number from 0 to 4. */
    static Operation operation(int number) {
        return OPERATIONS.get(number);
    }

    /**
     * The cell with a number of the benchmark.
     *
     * @param id from 0 to 15,624
     * @throws IllegalArgumentException if there is no such architecture
     */
    public static Cell cell(int id) {
        if (id < 0 || id >= SPACE.size()) {
            throw new IllegalArgumentException("architectures of SpikeNAS-Bench have numbers from 0 to "
                    + (SPACE.size() - 1) + ", but found " + id);
        }
        Operation[] operations = new Operation[Edge.ALL.size()];
        int rest = id;
        for (Edge edge : NUMBERED) {
            operations[edge.index()] = operation(rest % OPERATIONS.size());
            rest /= OPERATIONS.size();
        }
        return Cell.of(operations);
    }

    /** How many cells were trained for how many epochs. */
    public SortedMap<Integer, Long> epochs() {
        return cells.stream().collect(Collectors.groupingBy(TrainedCell::epochs, TreeMap::new, Collectors.counting()));
    }

    /**
     * The cells that were trained for a number of epochs.
     *
     * @throws IllegalArgumentException if there is none; names the numbers that there are
     */
    public TrainedCells trainedFor(int epochs) {
        List<TrainedCell> trained =
                cells.stream().filter(cell -> cell.epochs() == epochs).toList();
        if (trained.isEmpty()) {
            throw new IllegalArgumentException(
                    "no cell was trained for " + epochs + " epochs; there are " + epochs().keySet());
        }
        return TrainedCells.of(trained);
    }

    @Override
    public String toString() {
        return epochs().entrySet().stream()
                .map(part ->
                        String.format(Locale.ROOT, "%,d cells trained for %d epochs", part.getValue(), part.getKey()))
                .collect(Collectors.joining(", ", "SpikeNAS-Bench, CIFAR-10: ", ""));
    }
}
