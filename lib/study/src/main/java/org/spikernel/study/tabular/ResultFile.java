package org.spikernel.study.tabular;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.spikernel.data.DatasetException;
import org.spikernel.data.TextLines;
import org.spikernel.internal.csv.WrittenNumber;

/**
 * A result file of SpikeNAS-Bench as its authors publish it, {@code train_process.txt} in a folder that has the architecture's number: the
 * number, the parameters, a header and a line for each epoch, then the test accuracy, the firing rates of layers and the time taken.
 * Accuracies are in percent. Files of Tiny-ImageNet have columns for the five best classes too.
 *
 * <p>There is no checksum: a digit that became another is not seen.
 *
 * @param id the architecture's number
 * @param params everything that was trained
 * @param validationAccuracies after each epoch
 * @param testAccuracy after the last epoch
 * @param firingRates of the layers of neurons after training, on the test images: of the edges of cell 1 and of those of cell 2, in the order
 *     of {@link org.spikernel.cell.Edge#ALL}, of the reduction, before the last pooling and of the classifier, then the mean over all neurons;
 *     -1 for an edge without a convolution
 * @param hours how long the training took
 */
public record ResultFile(
        int id,
        long params,
        List<Double> validationAccuracies,
        double testAccuracy,
        List<Double> firingRates,
        double hours) {

    private static final String NAME = "train_process.txt";
    private static final String VALIDATION = "val_acc";

    /** {@code accuracy: 88.180}, or {@code top1: 50.750, test tpo5: 74.3}. */
    private static final Pattern TEST = Pattern.compile("[a-z0-9]+:([^,]+)(,.*)?");

    /** {@code 5.0hour22.0minute58.5second}. */
    private static final Pattern ELAPSED = Pattern.compile("\\s*([0-9.]+)hour([0-9.]+)minute([0-9.]+)second\\s*");

    public ResultFile {
        validationAccuracies = List.copyOf(validationAccuracies);
        firingRates = List.copyOf(firingRates);
    }

    /**
     * Reads a file.
     *
     * @throws DatasetException if it is missing or damaged; names the line
     */
    public static ResultFile read(Path file) {
        return new Parser(file, TextLines.read(file)).parse();
    }

    /** The result files in all folders of a directory that have one, in the order of their numbers. */
    static List<ResultFile> readAll(Path directory) {
        try (Stream<Path> folders = Files.list(directory)) {
            List<ResultFile> results = folders.map(folder -> folder.resolve(NAME))
                    .filter(Files::isRegularFile)
                    .map(ResultFile::readInItsFolder)
                    .sorted(Comparator.comparingInt(ResultFile::id))
                    .toList();
            if (results.isEmpty()) {
                throw new DatasetException(directory
                        + " holds no result file; expected folders, one an architecture, with a file " + NAME);
            }
            return results;
        } catch (IOException unreadable) {
            throw new DatasetException("cannot list " + directory, unreadable);
        }
    }

    private static ResultFile readInItsFolder(Path file) {
        ResultFile result = read(file);
        String folder = file.getParent().getFileName().toString();
        if (folder.matches("\\d+") && !folder.equals(Integer.toString(result.id))) {
            throw new DatasetException(file + " is the result of architecture " + result.id + ", not of " + folder
                    + ". Get the file again.");
        }
        return result;
    }

    /** How long it was trained. */
    public int epochs() {
        return validationAccuracies.size();
    }

    /** The architecture with what came of it, without firing rates: their layers depend on the images, which the file does not name. */
    public TrainedCell trainedCell() {
        return new TrainedCell(
                id,
                SpikeNasBench.cell(id),
                params,
                epochs(),
                validationAccuracies.get(epochs() - 1),
                testAccuracy,
                validationAccuracyAt(10),
                validationAccuracyAt(50),
                validationAccuracies,
                List.of(),
                OptionalDouble.of(hours));
    }

    /**
     * The architecture with what came of it.
     *
     * @throws IllegalArgumentException if the firing rates contradict each other
     */
    TrainedCell trainedCell(LoggedRates rates) {
        TrainedCell trained = trainedCell();
        return trained.with(validationAccuracies, rates.layers(trained.cell(), firingRates), trained.hours());
    }

    /** After so many epochs. */
    private OptionalDouble validationAccuracyAt(int epochs) {
        return epochs <= epochs() ? OptionalDouble.of(validationAccuracies.get(epochs - 1)) : OptionalDouble.empty();
    }

    /** Goes through the lines of a file. */
    private static final class Parser {

        private final Path file;
        private final List<String> lines;
        private int next;

        Parser(Path file, List<String> lines) {
            this.file = file;
            this.lines = lines;
        }

        ResultFile parse() {
            int id = count(after("architecture id:"));
            if (id >= SpikeNasBench.SPACE.size()) {
                throw expected("a number of an architecture, 0 to " + (SpikeNasBench.SPACE.size() - 1));
            }
            long params = count(after("model parameters:"));
            List<Double> validation = epochs();
            Matcher test = TEST.matcher(after("test "));
            if (!test.matches()) {
                throw expected("a test accuracy");
            }
            double testAccuracy = percent(test.group(1));
            List<Double> rates = Arrays.stream(after("firing rate of layers:").split(",", -1))
                    .map(this::number)
                    .toList();
            try {
                LoggedRates.require(SpikeNasBench.cell(id), rates);
            } catch (IllegalArgumentException contradiction) {
                throw damaged(contradiction.getMessage());
            }
            return new ResultFile(id, params, validation, testAccuracy, rates, hours(after("Elapsed time:")));
        }

        private double hours(String text) {
            Matcher elapsed = ELAPSED.matcher(text);
            if (!elapsed.matches()) {
                throw expected("a time such as 5.0hour22.0minute58.5second");
            }
            return number(elapsed.group(1)) + number(elapsed.group(2)) / 60 + number(elapsed.group(3)) / 3600;
        }

        private List<Double> epochs() {
            List<String> columns = fields(after("epoch,"));
            // The prefix was cut off, and with it the first column.
            int validation = 1 + columns.indexOf(VALIDATION);
            if (validation == 0) {
                throw expected("a column " + VALIDATION);
            }
            List<Double> accuracies = new ArrayList<>();
            while (next < lines.size() && !lines.get(next).startsWith("test ")) {
                List<String> fields = fields(lines.get(next++));
                if (fields.size() != columns.size() + 1 || number(fields.get(0)) != accuracies.size()) {
                    throw expected("epoch " + accuracies.size() + " with " + (columns.size() + 1) + " numbers");
                }
                accuracies.add(percent(fields.get(validation)));
            }
            if (accuracies.isEmpty()) {
                throw expected("at least one epoch");
            }
            return accuracies;
        }

        private static List<String> fields(String line) {
            return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
        }

        /** What follows the beginning of the next line. */
        private String after(String beginning) {
            String line = next < lines.size() ? lines.get(next) : "";
            next++;
            if (!line.startsWith(beginning)) {
                throw expected("a line that begins with '" + beginning + "'");
            }
            return line.substring(beginning.length());
        }

        private int count(String text) {
            return read(WrittenNumber::count, " (a whole one)", text);
        }

        private double percent(String text) {
            return read(WrittenNumber::percent, " (from 0 to 100)", text);
        }

        private double number(String text) {
            return read(WrittenNumber::number, "", text);
        }

        private <T> T read(Function<String, T> reader, String what, String text) {
            try {
                return reader.apply(text);
            } catch (NumberFormatException none) {
                throw expected("a number in place of '" + text.strip() + "'" + what);
            }
        }

        /** The line before {@code next} is not as it should be. */
        private DatasetException expected(String what) {
            String found = next <= lines.size() ? "'" + lines.get(next - 1) + "'" : "the end of the file";
            return damaged("should have " + what + ", but found " + found);
        }

        private DatasetException damaged(String what) {
            return new DatasetException("line " + next + " of " + file + " " + what + ". Get the file again.");
        }
    }
}
