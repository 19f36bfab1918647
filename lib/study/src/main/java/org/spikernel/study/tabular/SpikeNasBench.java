package org.spikernel.study.tabular;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.spikernel.cell.Cell;
import org.spikernel.cell.Edge;
import org.spikernel.cell.Operation;
import org.spikernel.cell.SearchSpace;
import org.spikernel.data.DataDirectories;
import org.spikernel.data.DatasetException;
import org.spikernel.network.SnasNet;

/**
 * SpikeNAS-Bench (Sun et al., IEEE TAI 2025): every cell of one space, trained on CIFAR-10, CIFAR-100 or Tiny-ImageNet.
 *
 * <p>The operations are zero, skip and conv3x3 behind neurons with the threshold 0.5, 1 or 1.5; the macro-architecture is SNASNet's with
 * 128 channels, whose other neurons have threshold 1. Networks were trained on one half of the training images and validated on the
 * other, most for 100 epochs and some for 200. Those must not be mixed in a ranking, so {@link #trainedFor} gives one of them. Some of those
 * were trained otherwise than the rest, too, which {@link #trainedAlike} leaves out.
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

    /** The edges by whose operations the benchmark numbers its architectures; the first changes fastest. */
    private static final List<Edge> NUMBERED =
            List.of(new Edge(0, 1), new Edge(0, 2), new Edge(0, 3), new Edge(1, 2), new Edge(1, 3), new Edge(2, 3));

    /** What a convolution of a cell adds to the parameters of a network, whatever it is trained on: one of each cell, with its norm. */
    private static final long PARAMS_OF_CONVOLUTION = paramsOfConvolution();

    private final SpikeNasImages images;
    private final List<TrainedCell> cells;

    private SpikeNasBench(SpikeNasImages images, List<TrainedCell> cells) {
        this.images = images;
        this.cells = List.copyOf(cells);
    }

    /**
     * The benchmark on CIFAR-10, looked for where {@link org.spikernel.data.Datasets#cifar10 data sets are}: as
     * {@code spikenas-bench/cifar10.csv}, or as the authors' result files, {@code spikenas-bench/CIFAR10/<number>/train_process.txt}. With the
     * table, accuracies after every epoch and firing rates of the trained networks are known where {@code cifar10-curves.csv}, or the same
     * compressed as {@code cifar10-curves.csv.gz}, lies beside it.
     */
    public static SpikeNasBenchLookup cifar10() {
        return lookup(SpikeNasImages.CIFAR_10);
    }

    /** The benchmark on CIFAR-100: as {@link #cifar10}, {@code cifar100.csv} or {@code CIFAR100}. */
    public static SpikeNasBenchLookup cifar100() {
        return lookup(SpikeNasImages.CIFAR_100);
    }

    /** The benchmark on Tiny-ImageNet: as {@link #cifar10}, {@code tinyimagenet.csv} or {@code TinyImagenet}. */
    public static SpikeNasBenchLookup tinyImageNet() {
        return lookup(SpikeNasImages.TINY_IMAGENET);
    }

    private static SpikeNasBenchLookup lookup(SpikeNasImages images) {
        return new SpikeNasBenchLookup(images, DataDirectories.ofEnvironment());
    }

    /**
     * Reads the benchmark, or part of it. What its networks were trained on shows in their parameters.
     *
     * @param path a table as {@link BenchmarkTable} describes it, beside which a {@link CurvesTable} may lie, or the directory of the
     *     authors' result files, as {@link ResultFile} describes them
     * @throws DatasetException if it is missing or damaged (says where), or if its parameters fit no known images, or others than
     *     those that it is named after
     */
    public static SpikeNasBench read(Path path) {
        Found found = Found.in(path);
        List<TrainedCell> cells = found.cells;
        Optional<SpikeNasImages> seen = SpikeNasImages.withLeastParams(leastParams(cells.get(0)));
        Optional<SpikeNasImages> named = SpikeNasImages.namedBy(path);
        if (seen.isEmpty() || named.isPresent() && !named.equals(seen)) {
            throw new DatasetException(String.format(
                    Locale.ROOT,
                    "%s is %s, but a network of architecture %d with %,d parameters is %s; say what it was trained on by "
                            + "SpikeNasBench.read(path, SpikeNasImages.CIFAR_10) or another of %s",
                    path,
                    named.map(images -> "named after " + images).orElse("named after no images"),
                    cells.get(0).id(),
                    cells.get(0).params(),
                    seen.map(images -> "one for " + images).orElse("one for none of those known"),
                    List.of(SpikeNasImages.values())));
        }
        return new SpikeNasBench(seen.get(), found.whole.apply(seen.get()));
    }

    /**
     * Reads the benchmark, or part of it, where you know better than its name and its parameters.
     *
     * @param path as for {@link #read(Path)}
     * @param images what its networks were trained on
     * @throws DatasetException if it is missing or damaged; says where
     */
    public static SpikeNasBench read(Path path, SpikeNasImages images) {
        return new SpikeNasBench(images, Found.in(path).whole.apply(images));
    }

    /**
     * What was read, before it is known what the networks were trained on.
     *
     * @param cells without what depends on the images
     * @param whole the same with all that is known of them, once the images are known
     */
    private record Found(List<TrainedCell> cells, Function<SpikeNasImages, List<TrainedCell>> whole) {

        static Found in(Path path) {
            return Files.isDirectory(path) ? resultFiles(path) : table(path);
        }

        private static Found resultFiles(Path directory) {
            List<ResultFile> results = ResultFile.readAll(directory);
            List<TrainedCell> cells =
                    results.stream().map(ResultFile::trainedCell).toList();
            requireOneBenchmark(directory, cells);
            return new Found(cells, images -> {
                LoggedRates rates = LoggedRates.of(images);
                return results.stream()
                        .map(result -> withRates(directory, result, rates))
                        .toList();
            });
        }

        private static TrainedCell withRates(Path directory, ResultFile result, LoggedRates rates) {
            try {
                return result.trainedCell(rates);
            } catch (IllegalArgumentException contradiction) {
                throw new DatasetException("the result of architecture " + result.id() + " in " + directory + " "
                        + contradiction.getMessage() + ". Get it again.");
            }
        }

        private static Found table(Path file) {
            List<TrainedCell> cells = BenchmarkTable.read(file);
            requireOneBenchmark(file, cells);
            return new Found(
                    cells,
                    images -> CurvesTable.beside(file)
                            .map(curves -> CurvesTable.complete(curves, cells, images))
                            .orElse(cells));
        }
    }

    private static void requireOneBenchmark(Path path, List<TrainedCell> cells) {
        Set<Integer> ids = new HashSet<>();
        for (TrainedCell cell : cells) {
            if (!ids.add(cell.id())) {
                throw new DatasetException(path + " holds architecture " + cell.id() + " twice. Get it again.");
            }
            if (leastParams(cell) != leastParams(cells.get(0))) {
                throw new DatasetException(String.format(
                        Locale.ROOT,
                        "%s is damaged or mixed: the %,d parameters of architecture %d do not fit the %,d of architecture %d. Get it again.",
                        path,
                        cell.params(),
                        cell.id(),
                        cells.get(0).params(),
                        cells.get(0).id()));
            }
        }
    }

    /** The parameters of a network apart from the convolutions of its cells. */
    private static long leastParams(TrainedCell cell) {
        return cell.params() - PARAMS_OF_CONVOLUTION * cell.cell().convolutions();
    }

    private static long paramsOfConvolution() {
        SpikeNasImages any = SpikeNasImages.CIFAR_10;
        Cell one = Cell.parse("zero | zero zero | conv3x3 zero zero");
        return any.macro().network(one).params().total() - any.leastParams();
    }

    /** What the networks were trained on. */
    public SpikeNasImages images() {
        return images;
    }

    /** Everything but the cell, as the benchmark's authors trained it. */
    public SnasNet macro() {
        return images.macro();
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

    /**
     * Those of {@link #trainedFor} that were trained alike: without a fifth of them that start slowly and end 0.9 percent points lower than
     * others of the same canonical form, since their training differed in something that nobody has noted ({@link SlowStarts} says how that
     * was found). Mixed with them, part of what looks like a better architecture is a better training.
     *
     * @throws IllegalArgumentException if no cell was trained for so many epochs, or if it is the benchmark on other images than CIFAR-10,
     *     of which nobody has looked at the curves, or for another number of epochs than 100
     */
    public TrainedCells trainedAlike(int epochs) {
        if (images != SpikeNasImages.CIFAR_10 || epochs != 100) {
            throw new IllegalArgumentException(
                    "which trainings are alike is known of the networks for CIFAR-10 that were trained for 100 epochs, but was asked of "
                            + images + " and " + epochs + " epochs; take trainedFor(" + epochs + ")");
        }
        return TrainedCells.of(trainedFor(epochs).asList().stream()
                .filter(cell -> !SlowStarts.has(cell))
                .toList());
    }

    @Override
    public String toString() {
        return epochs().entrySet().stream()
                .map(part ->
                        String.format(Locale.ROOT, "%,d cells trained for %d epochs", part.getValue(), part.getKey()))
                .collect(Collectors.joining(", ", "SpikeNAS-Bench, " + images + ": ", ""));
    }
}
