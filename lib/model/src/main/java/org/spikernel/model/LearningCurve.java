package org.spikernel.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.internal.checks.Given;

/**
 * How a network learned, epoch by epoch.
 *
 * <pre>{@code
 * Plots.learningCurves(one.curve().table("3x3"));
 * Plots.learningCurves(LearningCurve.table(models));      // of several, by name
 * }</pre>
 *
 * @param epochs the epochs, in order
 */
public record LearningCurve(List<Epoch> epochs) {

    private static final String COLUMNS = "epoch,loss,train_accuracy,test_accuracy,learning_rate,seconds";

    /**
     * The outcome of one pass over the training images.
     *
     * @param epoch passes done, counted from 1; a fraction where a time limit ended the last one early
     * @param loss mean loss of its steps, each before its weights were changed
     * @param trainAccuracy share of its images that were recognised, each augmented and before the step that it was part of, from 0 to 1
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
            double seconds) {

        public Epoch {
            if (!(epoch > 0)) {
                throw new IllegalArgumentException("an epoch's number must be above 0, but is " + epoch);
            }
            requireShare(trainAccuracy, "training accuracy");
            Given.value(testAccuracy, "an epoch's test accuracy, which may be empty,")
                    .ifPresent(accuracy -> requireShare(accuracy, "test accuracy"));
        }

        private static void requireShare(double accuracy, String what) {
            if (!(accuracy >= 0 && accuracy <= 1)) {
                throw new IllegalArgumentException("an epoch's " + what + " must lie from 0 to 1, but is " + accuracy);
            }
        }
    }

    public LearningCurve {
        epochs = Given.list(epochs, "the epochs of a learning curve");
    }

    /** This curve and one more epoch. */
    @CheckReturnValue
    public LearningCurve with(Epoch next) {
        List<Epoch> longer = new ArrayList<>(epochs);
        longer.add(Given.value(next, "the next epoch of a learning curve"));
        return new LearningCurve(longer);
    }

    /**
     * The last epoch.
     *
     * @throws IllegalStateException if there is none yet
     */
    public Epoch last() {
        if (epochs.isEmpty()) {
            throw new IllegalStateException("the learning curve has no epoch yet, so it has no last one");
        }
        return epochs.get(epochs.size() - 1);
    }

    /** Seconds of all epochs together. */
    public double seconds() {
        return epochs.stream().mapToDouble(Epoch::seconds).sum();
    }

    /** One row per epoch: epoch, loss, train_accuracy, test_accuracy (missing where not measured), learning_rate, seconds. */
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

    /**
     * The curves of several trainings under one another, each as {@link #table(String)} has it, in the order of the map.
     *
     * @param models by the name of their series
     * @throws IllegalArgumentException if there is none
     */
    public static Table table(Map<String, TrainedModel> models) {
        return models.entrySet().stream()
                .map(model -> model.getValue().curve().table(model.getKey()))
                .reduce(Table::append)
                .orElseThrow(() -> new IllegalArgumentException("a table of learning curves needs at least one model"))
                .setName("learning curves");
    }

    /** One line per epoch, with every number to the last bit. */
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
     * The curve that {@link #csv} has written.
     *
     * @throws IllegalArgumentException if a line is not an epoch
     */
    public static LearningCurve parse(String csv) {
        return new LearningCurve(Given.text(csv, "a learning curve")
                .lines()
                .skip(1)
                .filter(line -> !line.isBlank())
                .map(LearningCurve::epoch)
                .toList());
    }

    private static Epoch epoch(String line) {
        String[] values = line.split(",", -1);
        if (values.length != COLUMNS.split(",").length) {
            throw notAnEpoch(line, null);
        }
        try {
            return new Epoch(
                    Double.parseDouble(values[0]),
                    Double.parseDouble(values[1]),
                    Double.parseDouble(values[2]),
                    values[3].isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(values[3])),
                    Double.parseDouble(values[4]),
                    Double.parseDouble(values[5]));
        } catch (NumberFormatException noNumber) {
            throw notAnEpoch(line, noNumber);
        }
    }

    private static IllegalArgumentException notAnEpoch(String line, NumberFormatException cause) {
        return new IllegalArgumentException(
                "'" + line + "' is not an epoch: it should be numbers for '" + COLUMNS + "'", cause);
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
