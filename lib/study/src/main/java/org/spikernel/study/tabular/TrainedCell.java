package org.spikernel.study.tabular;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

import org.spikernel.cell.Cell;
import org.spikernel.score.LayerActivity;

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
 * @param validationAccuracies after each epoch; empty where nobody has kept them
 * @param layers how active the trained network's layers of neurons were on the test images, in the order of the network, those on edges
 *     that lead nowhere too; empty where nobody has kept it
 * @param hours how long its training took, on the machine of who trained it; empty where nobody has kept it
 */
public record TrainedCell(
        int id,
        Cell cell,
        long params,
        int epochs,
        double validationAccuracy,
        double testAccuracy,
        OptionalDouble validationAccuracyAtEpoch10,
        OptionalDouble validationAccuracyAtEpoch50,
        List<Double> validationAccuracies,
        List<LayerActivity> layers,
        OptionalDouble hours) {

    public TrainedCell {
        validationAccuracies = List.copyOf(validationAccuracies);
        layers = List.copyOf(layers);
        if (!Double.isFinite(validationAccuracy) || !Double.isFinite(testAccuracy)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "accuracies of a trained cell must be numbers, but those of cell %d, %s, are %s (validation) and %s (test)",
                    id,
                    cell,
                    validationAccuracy,
                    testAccuracy));
        }
        if (!validationAccuracies.isEmpty() && validationAccuracies.size() != epochs) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "validation accuracies must be one for each epoch or none, but cell %d, %s, has %d for %d epochs",
                    id,
                    cell,
                    validationAccuracies.size(),
                    epochs));
        }
    }

    /** A cell of which neither the accuracies on the way nor the firing rates are known. */
    public TrainedCell(
            int id,
            Cell cell,
            long params,
            int epochs,
            double validationAccuracy,
            double testAccuracy,
            OptionalDouble validationAccuracyAtEpoch10,
            OptionalDouble validationAccuracyAtEpoch50) {
        this(
                id,
                cell,
                params,
                epochs,
                validationAccuracy,
                testAccuracy,
                validationAccuracyAtEpoch10,
                validationAccuracyAtEpoch50,
                List.of(),
                List.of(),
                OptionalDouble.empty());
    }

    /**
     * A cell of a study of your own, of which no images were held back for validation: what was reached on the test images stands for both.
     *
     * @param accuracy in percent: {@code 100 * result.accuracy()} of the test of a trained model
     * @param layers the {@code layers()} of that test
     */
    public static TrainedCell tested(
            int id, Cell cell, long params, int epochs, double accuracy, List<LayerActivity> layers) {
        OptionalDouble unknown = OptionalDouble.empty();
        return new TrainedCell(
                id, cell, params, epochs, accuracy, accuracy, unknown, unknown, List.of(), layers, unknown);
    }

    /** The same with what is known of the way there, of the trained network's neurons, and of how long it took. */
    TrainedCell with(List<Double> validationAccuracies, List<LayerActivity> layers, OptionalDouble hours) {
        return new TrainedCell(
                id,
                cell,
                params,
                epochs,
                validationAccuracy,
                testAccuracy,
                validationAccuracyAtEpoch10,
                validationAccuracyAtEpoch50,
                validationAccuracies,
                layers,
                hours);
    }

    /** What its training costs. */
    public Price price() {
        return new Price(epochs, hours);
    }

    /**
     * What the first epochs of its training cost; every epoch takes as long as the others.
     *
     * @param epochs 0 to those of the whole training
     */
    public Price price(int epochs) {
        if (epochs < 0 || epochs > this.epochs) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "cell %d was trained for %d epochs, but the price of %d was asked for; ask for 0 to %d",
                    id,
                    this.epochs,
                    epochs,
                    this.epochs));
        }
        return price().times((double) epochs / this.epochs);
    }

    /** The share of all neurons that spike, for each timestep, in the trained network, from 0 to 1; empty where nobody has kept it. */
    public OptionalDouble firingRate() {
        return layers.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(LayerActivity.firingRate(layers));
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
