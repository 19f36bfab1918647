package org.spikernel.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How a network learned, epoch by epoch.
 *
 * <pre>{@code
 * Plots.learningCurves(one.curve().table("3x3").append(other.curve().table("5x5")));
 * }</pre>
 *
 * @param epochs the epochs, in order
 */
public record LearningCurve(List<Epoch> epochs) {

    private static final String COLUMNS = "epoch,loss,train_accuracy,test_accuracy,learning_rate,seconds";

    /**
     * What came of one pass over the training images.
     *
     * @param epoch passes done, counted from 1; a broken number where a time limit ended the last one early
     * @param loss mean loss of its steps, each before its weights were changed
     * @param trainAccuracy share of its images that were recognised as they went by, augmented and before their step, from 0 to 1
     * @param testAccuracy accuracy on the images that the training validates with, from 0 to 1; empty without them
     * @param learningRate learning rate of its last step
     * @param seconds how long it took, without the test
     */
    public record Epoch(
            double epoch,
            double loss,
            double trainAccuracy,
            OptionalDouble testAccuracy,
            double learningRate,
            double seconds) {}

    public LearningCurve {
        epochs = List.copyOf(epochs);
    }

    /** This curve and one more epoch. */
    public LearningCurve with(Epoch next) {
        List<Epoch> longer = new ArrayList<>(epochs);
        longer.add(next);
        return new LearningCurve(longer);
    }

    /** The last epoch; empty-handed before the first. */
    public Epoch last() {
        return epochs.get(epochs.size() - 1);
    }

    /** Seconds of all epochs together. */
    public double seconds() {
        return epochs.stream().mapToDouble(Epoch::seconds).sum();
    }

    /** One row an epoch: epoch, loss, train_accuracy, test_accuracy (missing where not measured), learning_rate, seconds. */
    public Table table() {
        DoubleColumn epoch = DoubleColumn.create("epoch");
        DoubleColumn loss = DoubleColumn.create("loss");
        DoubleColumn trainAccuracy = DoubleColumn.create("train_accuracy");
        DoubleColumn testAccuracy = DoubleColumn.create("test_accuracy");
        DoubleColumn learningRate = DoubleColumn.create("learning_rate");
        DoubleColumn seconds = DoubleColumn.create("seconds");
        for (Epoch row : epochs) {
            epoch.append(row.epoch());
            loss.append(row.loss());
            trainAccuracy.append(row.trainAccuracy());
            row.testAccuracy().ifPresentOrElse(testAccuracy::append, testAccuracy::appendMissing);
            learningRate.append(row.learningRate());
            seconds.append(row.seconds());
        }
        return Table.create("learning curve", epoch, loss, trainAccuracy, testAccuracy, learningRate, seconds);
    }

    /**
     * As {@link #table()}, with a first column {@code series} that says whose curve it is, so that several can stand under one another.
     */
    public Table table(String series) {
        Table table = table();
        List<String> names = epochs.stream().map(epoch -> series).toList();
        return table.insertColumn(0, StringColumn.create("series", names));
    }

    /** One line an epoch, with every number to the last bit. */
    public String csv() {
        return epochs.stream().map(LearningCurve::line).collect(Collectors.joining("\n", COLUMNS + "\n", "\n"));
    }

    private static String line(Epoch row) {
        return String.join(
                ",",
                Double.toString(row.epoch()),
                Double.toString(row.loss()),
                Double.toString(row.trainAccuracy()),
                row.testAccuracy().isPresent()
                        ? Double.toString(row.testAccuracy().getAsDouble())
                        : "",
                Double.toString(row.learningRate()),
                Double.toString(row.seconds()));
    }

    /**
     * The curve of such lines.
     *
     * @throws IllegalArgumentException if they are none
     */
    public static LearningCurve ofCsv(String csv) {
        return new LearningCurve(csv.lines()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(LearningCurve::epoch)
                .toList());
    }

    private static Epoch epoch(String line) {
        String[] values = line.split(",", -1);
        if (values.length != COLUMNS.split(",").length) {
            throw new IllegalArgumentException("'" + line + "' is no epoch: it should be '" + COLUMNS + "'");
        }
        return new Epoch(
                Double.parseDouble(values[0]),
                Double.parseDouble(values[1]),
                Double.parseDouble(values[2]),
                values[3].isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(values[3])),
                Double.parseDouble(values[4]),
                Double.parseDouble(values[5]));
    }

    @Override
    public String toString() {
        if (epochs.isEmpty()) {
            return "no epoch";
        }
        Epoch last = last();
        String line = String.format(
                Locale.ROOT,
                "%s in %.1f s, loss %.4f, training accuracy %.1f%%",
                last.epoch() == 1 ? "1 epoch" : number(last.epoch()) + " epochs",
                seconds(),
                last.loss(),
                100 * last.trainAccuracy());
        return last.testAccuracy().isPresent()
                ? line
                        + String.format(
                                Locale.ROOT,
                                ", test accuracy %.1f%%",
                                100 * last.testAccuracy().getAsDouble())
                : line;
    }

    private static String number(double epochs) {
        return String.format(Locale.ROOT, "%.2f", epochs).replaceFirst("\\.?0+$", "");
    }
}
