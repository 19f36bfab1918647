package org.spikernel.study.tabular;

import java.util.Locale;
import java.util.OptionalDouble;

import org.spikernel.cell.Cell;

/**
 * A cell of a benchmark, and how well its network did. Accuracies are in percent.
 *
 * @param id the architecture's number in the benchmark
 * @param cell the cell as it was trained, neither repaired nor canonical
 * @param params everything that was trained
 * @param epochs how long it was trained
 * @param validationAccuracy after the last epoch, on the half of the training images that was held back
 * @param testAccuracy after the last epoch
 * @param validationAccuracyAtEpoch10 on the way; empty where training was shorter
 * @param validationAccuracyAtEpoch50 on the way; empty where training was shorter
 */
public record TrainedCell(
        int id,
        Cell cell,
        long params,
        int epochs,
        double validationAccuracy,
        double testAccuracy,
        OptionalDouble validationAccuracyAtEpoch10,
        OptionalDouble validationAccuracyAtEpoch50) {

    public TrainedCell {
        if (!Double.isFinite(validationAccuracy) || !Double.isFinite(testAccuracy)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "accuracies of a trained cell must be numbers, but those of cell %d, %s, are %s (validation) and %s (test)",
                    id,
                    cell,
                    validationAccuracy,
                    testAccuracy));
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: test accuracy %.2f%% after %d epochs, %,d parameters",
                cell,
                testAccuracy,
                epochs,
                params);
    }
}
