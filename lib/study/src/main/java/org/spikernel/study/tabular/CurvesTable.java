package org.spikernel.study.tabular;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import org.spikernel.data.DatasetException;
import org.spikernel.data.TextLines;
import org.spikernel.internal.csv.CsvTable;
import org.spikernel.internal.csv.WrittenNumber;

/**
 * What a {@link BenchmarkTable} leaves out of the authors' logs, as a second CSV file beside it, which may be compressed by gzip:
 * {@code cifar10-curves.csv} or {@code cifar10-curves.csv.gz} beside {@code cifar10.csv}. Columns, in any order: {@code architecture_id};
 * {@code epochs}; {@code hours}, how long the training took, a column that may be missing;
 * {@code firing_rates}, as {@link LoggedRates} describes them; {@code val_accuracy_by_epoch}, in percent. The numbers of the
 * last two are divided by one space each. Other columns are not read. Cells that only one of both files has stay as they are.
 */
final class CurvesTable {

    private static final String NAME = "-curves";
    private static final String RATES = "firing_rates";
    private static final String HOURS = "hours";
    private static final String ACCURACIES = "val_accuracy_by_epoch";

    private final LoggedRates rates;

    /** Every number once: a million accuracies are multiples of 1/250. */
    private final Map<String, Double> percents = new HashMap<>();

    private CurvesTable(LoggedRates rates) {
        this.rates = rates;
    }

    /** The file that lies beside a table, if there is one. */
    static Optional<Path> beside(Path table) {
        String name = table.getFileName().toString();
        int end = name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.');
        String curves = name.substring(0, end) + NAME + name.substring(end);
        return Stream.of(curves, curves + TextLines.COMPRESSED)
                .map(table::resolveSibling)
                .filter(Files::exists)
                .findFirst();
    }

    /**
     * Cells with what the file says of them.
     *
     * @param cells those of the table that it lies beside
     * @throws DatasetException if it is missing or damaged, or of another benchmark than the table; names the line
     */
    static List<TrainedCell> complete(Path file, List<TrainedCell> cells, SpikeNasImages images) {
        CurvesTable table = new CurvesTable(LoggedRates.of(images));
        Map<Integer, TrainedCell> byId = new HashMap<>();
        cells.forEach(cell -> byId.put(cell.id(), cell));
        Map<Integer, TrainedCell> completed = new HashMap<>();
        CsvTable.read(file).rows().forEach(row -> {
            TrainedCell cell = byId.get(row.count("architecture_id"));
            if (cell != null && completed.put(cell.id(), table.completed(row, cell)) != null) {
                throw row.damaged("is the second of architecture " + cell.id() + "; expected one");
            }
        });
        return cells.stream()
                .map(cell -> completed.getOrDefault(cell.id(), cell))
                .toList();
    }

    private TrainedCell completed(CsvTable.Row row, TrainedCell cell) {
        requireSame(row, "epochs", cell.epochs(), row.count("epochs"), cell);
        List<Double> accuracies = accuracies(row);
        if (accuracies.size() != cell.epochs()) {
            throw row.damaged("has " + accuracies.size() + " numbers in column " + ACCURACIES + "; expected "
                    + cell.epochs() + ", one an epoch");
        }
        requireAccuracy(row, cell, accuracies, cell.epochs(), OptionalDouble.of(cell.validationAccuracy()));
        requireAccuracy(row, cell, accuracies, 10, cell.validationAccuracyAtEpoch10());
        requireAccuracy(row, cell, accuracies, 50, cell.validationAccuracyAtEpoch50());
        try {
            return cell.with(accuracies, rates.layers(cell.cell(), rates(row)), hours(row));
        } catch (IllegalArgumentException contradiction) {
            throw row.damaged(contradiction.getMessage() + " (column " + RATES + ", architecture " + cell.id() + ")");
        }
    }

    private static OptionalDouble hours(CsvTable.Row row) {
        OptionalDouble hours = row.has(HOURS) ? row.numberIfAny(HOURS) : OptionalDouble.empty();
        if (hours.orElse(0) < 0) {
            throw row.noNumber(HOURS, row.text(HOURS), "0 or more");
        }
        return hours;
    }

    private static void requireAccuracy(
            CsvTable.Row row, TrainedCell cell, List<Double> accuracies, int epoch, OptionalDouble expected) {
        if (expected.isPresent()) {
            requireSame(
                    row,
                    "validation accuracy after epoch " + epoch,
                    expected.getAsDouble(),
                    accuracies.get(epoch - 1),
                    cell);
        }
    }

    private static <N extends Number> void requireSame(
            CsvTable.Row row, String what, N expected, N found, TrainedCell cell) {
        if (!expected.equals(found)) {
            throw row.damaged(
                    "says of architecture " + cell.id() + ": " + what + " " + found + ", but the table beside it: "
                            + expected + "; one of them is damaged, or they are not of one benchmark");
        }
    }

    private List<Double> accuracies(CsvTable.Row row) {
        List<Double> accuracies = new ArrayList<>();
        for (String text : words(row, ACCURACIES)) {
            try {
                accuracies.add(percents.computeIfAbsent(text, WrittenNumber::percent));
            } catch (NumberFormatException none) {
                throw row.noNumber(ACCURACIES, text, "0 to 100");
            }
        }
        return accuracies;
    }

    private static List<Double> rates(CsvTable.Row row) {
        return Arrays.stream(words(row, RATES))
                .map(text -> {
                    try {
                        return WrittenNumber.number(text);
                    } catch (NumberFormatException none) {
                        throw row.noNumber(RATES, text, "0 to 1, or -1");
                    }
                })
                .toList();
    }

    private static String[] words(CsvTable.Row row, String column) {
        return row.text(column).split(" ", -1);
    }
}
