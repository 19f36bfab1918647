package org.spikernel.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

import org.spikernel.study.predict.CellFeatures;
import org.spikernel.study.predict.PredictionStudy;
import org.spikernel.study.tabular.Label;
import org.spikernel.study.tabular.SpikeNasBench;
import org.spikernel.study.tabular.TrainedCell;
import org.spikernel.study.tabular.TrainedCells;

/**
 * How well accuracies of SpikeNAS-Bench's cells are predicted from 50 to 500 of them, what the ceiling is, and what each group of features
 * adds: of all connected cells that were trained for 100 epochs, and of those of them that were trained alike. Averaged predictors learn from
 * 200 cells at most, since they take eight times as long for twice as many. Needs the benchmark with its
 * curves on the disk.
 */
public final class PredictionBenchmark {

    private static final int SPLITS = 10;
    private static final int HELD_OUT = 1000;
    private static final long SEED = 42;
    private static final int[] LABELLED = {50, 100, 200, 500};
    private static final int ENOUGH = 200;
    private static final int STEPS = 200;
    private static final int FIRST_EPOCHS = 10;
    private static final Label MEAN = Label.meanOfLast(10);

    private PredictionBenchmark() {}

    /** Prints tables. */
    public static void main(String[] words) {
        Arguments.run(words, List.of(), none -> {
            SpikeNasBench bench = SpikeNasBench.cifar10().orElseThrow();
            print("all", bench.trainedFor(100).connected());
            print("trained alike", bench.trainedAlike(100).connected());
        });
    }

    private static void print(String which, TrainedCells cells) {
        System.out.printf(Locale.ROOT, "== %s: %s ==%n", which, cells);
        PredictionStudy alone = study(cells, trained -> CellFeatures.of(trained.cell()));
        PredictionStudy repaired =
                study(cells, trained -> CellFeatures.of(trained.cell().repaired()));
        PredictionStudy begun = study(
                cells,
                trained -> CellFeatures.of(trained.cell())
                        .withFirstEpochs(trained.validationAccuracies().subList(0, FIRST_EPOCHS)));
        print("any cells", alone, repaired, begun);
        print("each canonical form once", alone.formsOnce(), repaired.formsOnce(), begun.formsOnce());
        print("what carries it, the cell alone", learned(alone, MEAN).groups(ENOUGH));
        print(
                "what carries it, each canonical form once",
                learned(begun.formsOnce(), MEAN).groups(ENOUGH));
    }

    private static void print(String which, PredictionStudy alone, PredictionStudy repaired, PredictionStudy begun) {
        print(which + ", the cell alone, taught " + Label.validation(), alone.table(ENOUGH));
        for (Label judge : List.of(Label.test(), MEAN)) {
            print(which + ", the cell alone", learned(alone, judge).table(LABELLED));
            print(
                    which + ", the cell alone, averaged",
                    learned(alone, judge).averaged(STEPS).table(50, 100, ENOUGH));
            print(
                    which + ", the cell without edges that do nothing, averaged",
                    learned(repaired, judge).averaged(STEPS).table(ENOUGH));
            print(
                    which + ", also " + FIRST_EPOCHS + " epochs of every cell",
                    learned(begun, judge).table(ENOUGH));
            print(
                    which + ", also " + FIRST_EPOCHS + " epochs of every cell, averaged",
                    learned(begun, judge).averaged(STEPS).table(ENOUGH));
        }
    }

    private static PredictionStudy learned(PredictionStudy study, Label judge) {
        return study.taught(MEAN).judgedBy(judge);
    }

    private static void print(String what, Table table) {
        for (Column<?> column : table.columns()) {
            if (column instanceof DoubleColumn number) {
                number.setPrintFormatter(NumberColumnFormatter.fixedWithGrouping(3));
            }
        }
        System.out.println(what);
        System.out.println(table.printAll());
    }

    private static PredictionStudy study(TrainedCells cells, Function<TrainedCell, CellFeatures> features) {
        List<TrainedCell> list = cells.asList();
        return new PredictionStudy(list, list.stream().map(features).toList(), SPLITS, HELD_OUT, SEED);
    }
}
