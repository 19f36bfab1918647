package org.spikernel.study.tabular;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Which number stands for how good a trained cell is, in percent: what a predictor is taught, and what it is judged by. Part of every
 * accuracy is luck; of the mean of several epochs, less.
 *
 * <pre>{@code
 * Label.validation();                 // after the last epoch
 * Label.meanOfLast(10);               // validation accuracy, mean of the last ten epochs
 * Label.test();
 * }</pre>
 *
 * @param name in words
 * @param number of a trained cell
 */
public record Label(String name, ToDoubleFunction<TrainedCell> number) {

    private static final Label TEST = new Label("test accuracy", TrainedCell::testAccuracy);
    private static final Label VALIDATION = new Label("validation accuracy", TrainedCell::validationAccuracy);

    /** Test accuracy after the last epoch. */
    public static Label test() {
        return TEST;
    }

    /** Validation accuracy after the last epoch. */
    public static Label validation() {
        return VALIDATION;
    }

    /**
     * The mean of the validation accuracies after the last epochs.
     *
     * @param epochs how many; of a cell that was trained for fewer, or whose accuracies nobody has kept, there is no such number, and it is
     *     refused by name
     */
    public static Label meanOfLast(int epochs) {
        if (epochs < 1) {
            throw new IllegalArgumentException("a mean needs 1 epoch or more, but was asked for " + epochs);
        }
        return new Label("mean of last " + epochs + " validations", cell -> {
            List<Double> accuracies = accuracies(cell, epochs);
            return mean(accuracies.subList(accuracies.size() - epochs, accuracies.size()));
        });
    }

    private static List<Double> accuracies(TrainedCell cell, int epochs) {
        if (cell.validationAccuracies().size() < epochs) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a mean of %d epochs needs the accuracies after each, but of cell %d, %s, %d are known; take Label.validation(), or put the curves beside the table",
                    epochs,
                    cell.id(),
                    cell.cell(),
                    cell.validationAccuracies().size()));
        }
        return cell.validationAccuracies();
    }

    private static double mean(List<Double> numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        return sum / numbers.size();
    }

    /** The number of each cell. */
    public double[] of(List<TrainedCell> cells) {
        return cells.stream().mapToDouble(number).toArray();
    }

    @Override
    public String toString() {
        return name;
    }
}
