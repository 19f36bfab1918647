package org.spikernel.study.tabular;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.cell.Cell;
import org.spikernel.cell.CellArchitecture;
import org.spikernel.cell.Edge;
import org.spikernel.random.RandomStream;
import org.spikernel.score.Evaluation;
import org.spikernel.search.Evaluator;
import org.spikernel.search.LateAccuracy;
import org.spikernel.search.Stage;
import org.spikernel.space.Architecture;

/**
 * Cells that were trained for the same number of epochs, so that their accuracies may be ranked.
 *
 * <pre>{@code
 * TrainedCells cells = bench.trainedFor(100).connected();
 * cells.sample(2000, 42).table();
 * }</pre>
 */
public final class TrainedCells {

    private final List<TrainedCell> cells;
    private final int epochs;
    private final Map<Cell, TrainedCell> byCell = new HashMap<>();

    /** Empty until somebody looks there: canonical forms of a whole benchmark take a moment. */
    private final Map<Cell, TrainedCell> byCanonicalForm = new HashMap<>();

    private TrainedCells(List<TrainedCell> cells, int epochs) {
        this.cells = cells;
        this.epochs = epochs;
        cells.forEach(trained -> byCell.put(trained.cell(), trained));
    }

    private synchronized Optional<TrainedCell> findForm(Cell form) {
        if (byCanonicalForm.isEmpty()) {
            cells.forEach(trained -> byCanonicalForm.putIfAbsent(trained.cell().canonical(), trained));
        }
        return Optional.ofNullable(byCanonicalForm.get(form));
    }

    /**
     * Cells that may be ranked together.
     *
     * @throws IllegalArgumentException if there is none, or if they were trained for different numbers of epochs
     */
    public static TrainedCells of(List<TrainedCell> cells) {
        List<Integer> epochs =
                cells.stream().map(TrainedCell::epochs).distinct().sorted().toList();
        if (epochs.size() != 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "accuracies can be ranked only after the same number of epochs, but these %d cells were trained for %s; take those of one number, as trainedFor(epochs) does",
                    cells.size(),
                    epochs));
        }
        return new TrainedCells(List.copyOf(cells), epochs.get(0));
    }

    /** How long all were trained. */
    public int epochs() {
        return epochs;
    }

    /** How many there are. */
    public int size() {
        return cells.size();
    }

    /** All of them, in the order of the benchmark, or of the sample. */
    public List<TrainedCell> asList() {
        return cells;
    }

    /**
     * What came of a cell: of itself where it was trained, else of the first that {@linkplain Cell#canonical computes the same}; empty
     * where neither was.
     */
    public Optional<TrainedCell> find(Cell cell) {
        return Optional.ofNullable(byCell.get(cell)).or(() -> findForm(cell.canonical()));
    }

    /** The validation accuracy of a cell that can be {@linkplain #find found}, in percent; what a search may go by. */
    public OptionalDouble validationAccuracy(Cell cell) {
        return find(cell).stream().mapToDouble(TrainedCell::validationAccuracy).findFirst();
    }

    /** As {@link #validationAccuracy(Cell)}; empty for an architecture whose cells differ, or that is not made of cells. */
    public OptionalDouble validationAccuracy(Architecture architecture) {
        return architecture instanceof CellArchitecture cells && cells.isUniform()
                ? validationAccuracy(cells.cell())
                : OptionalDouble.empty();
    }

    /**
     * Where a search may look up what these trainings reached: its score is the validation accuracy after the last epoch of a stage, in
     * percent, and its {@link LateAccuracy} is measured beside it. Stages are those of one training, whose learning rate falls over all epochs: what is stopped early can go on.
     *
     * <pre>{@code
     * Search.of(SpikeNasBench.SPACE, bench.macro(), cells.evaluator(10, 60)); // after 10, 60 and all epochs
     * }</pre>
     *
     * @param epochs after which a training may be stopped, before its end; none, if all are to be trained to the end
     * @throws IllegalArgumentException if one of these is no epoch before the last, if they do not rise, or if what was reached on the way is not known
     */
    public Evaluator evaluator(int... epochs) {
        List<Stage> stages = IntStream.concat(IntStream.of(epochs), IntStream.of(this.epochs))
                .mapToObj(done -> Stage.epochs(done, this.epochs))
                .toList();
        boolean isCurved = cells.stream()
                .noneMatch(trained -> trained.validationAccuracies().isEmpty());
        if (!isCurved && epochs.length > 0) {
            throw new IllegalArgumentException("what was reached on the way is not known of all " + this
                    + "; put the curves beside the benchmark, or let the search train to the end");
        }
        return Evaluator.lookup(
                stages,
                isCurved ? List.of(LateAccuracy.NAME) : List.of(),
                trial -> reached(
                        trial.architecture(), (int) Math.round(trial.stage().price() * this.epochs)));
    }

    private Evaluation reached(Architecture architecture, int epoch) {
        Optional<TrainedCell> found = architecture instanceof CellArchitecture same && same.isUniform()
                ? find(same.cell())
                : Optional.empty();
        if (found.isEmpty() || found.get().validationAccuracies().isEmpty()) {
            return new Evaluation(validationAccuracy(architecture), Map.of());
        }
        List<Double> curve = found.get().validationAccuracies().subList(0, epoch);
        return new Evaluation(
                OptionalDouble.of(curve.get(epoch - 1)), Map.of(LateAccuracy.NAME, LateAccuracy.of(curve, epochs)));
    }

    /** The architectures, in the order of the cells. */
    public List<CellArchitecture> architectures() {
        return cells.stream()
                .map(trained -> CellArchitecture.of(trained.cell()))
                .toList();
    }

    /** The cell with the highest test accuracy; of several, the first. */
    public TrainedCell best() {
        return cells.stream()
                .sorted(Comparator.comparingDouble(TrainedCell::testAccuracy).reversed())
                .findFirst()
                .orElseThrow();
    }

    /** Those with a way from input to output. The networks of the others see nothing, guess, and have no score. */
    public TrainedCells connected() {
        return where(TrainedCells::isConnected);
    }

    /** Those that random search draws: connected by the edge 0->3, one for each canonical form. */
    public TrainedCells drawable() {
        return where(trained -> trained.cell().isDrawable()
                && findForm(trained.cell().canonical()).filter(trained::equals).isPresent());
    }

    private TrainedCells where(Predicate<TrainedCell> condition) {
        return of(cells.stream().filter(condition).toList());
    }

    private static boolean isConnected(TrainedCell trained) {
        return Edge.ALL.stream().anyMatch(trained.cell().repaired()::connects);
    }

    /**
     * Some of them, at random without repetition; a smaller sample with the same seed is the beginning of a larger.
     *
     * @param size how many; all of them if there are fewer
     */
    public TrainedCells sample(int size, long seed) {
        int[] order = RandomStream.at(seed, "sample of trained cells").permutation(cells.size());
        return of(IntStream.of(order).limit(size).mapToObj(cells::get).toList());
    }

    /**
     * One row a cell: id, cell, params, convolutions (those that do something), validation_accuracy, test_accuracy, in percent.
     */
    public Table table() {
        IntColumn ids = IntColumn.create("id");
        StringColumn texts = StringColumn.create("cell");
        LongColumn params = LongColumn.create("params");
        IntColumn convolutions = IntColumn.create("convolutions");
        DoubleColumn validation = DoubleColumn.create("validation_accuracy");
        DoubleColumn test = DoubleColumn.create("test_accuracy");
        for (TrainedCell trained : cells) {
            ids.append(trained.id());
            texts.append(trained.cell().toString());
            params.append(trained.params());
            convolutions.append(trained.cell().repaired().convolutions());
            validation.append(trained.validationAccuracy());
            test.append(trained.testAccuracy());
        }
        return Table.create(this.toString(), ids, texts, params, convolutions, validation, test);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,d cells trained for %d epochs", cells.size(), epochs);
    }
}
