package org.spikernel.study.tabular;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

import org.spikernel.cell.Cell;
import org.spikernel.cell.Edge;
import org.spikernel.cell.Operation;
import org.spikernel.data.DatasetException;
import org.spikernel.data.TextLines;

/**
 * SpikeNAS-Bench as one CSV file, a trained cell a row. Columns, in any order: {@code architecture_id}; {@code op_01} to {@code op_23}, the
 * operation on each edge as a number (0 zero, 1 skip, 2 to 4 conv3x3 with threshold 0.5, 1 and 1.5); {@code params}; {@code epochs};
 * {@code val_accuracy} and {@code test_accuracy} after the last epoch; {@code val_accuracy_epoch10} and {@code val_accuracy_epoch50}, which
 * may be empty.
 *
 * <p>There is no checksum. What makes a line contradict itself, its parameters or the other lines is seen; a digit of an accuracy or a
 * number of epochs that became another is not.
 */
final class BenchmarkTable {

    private final Path file;
    private final Map<String, Integer> columns = new HashMap<>();

    private BenchmarkTable(Path file, String header) {
        this.file = file;
        String[] names = header.split(",", -1);
        for (int i = 0; i < names.length; i++) {
            if (columns.put(names[i].strip(), i) != null) {
                throw new DatasetException(file + " has two columns " + names[i].strip() + ". Get the file again.");
            }
        }
    }

    /**
     * Reads the file.
     *
     * @throws DatasetException if it is missing or damaged; names the line and the column
     */
    static List<TrainedCell> read(Path file) {
        List<String> lines = TextLines.read(file);
        BenchmarkTable table = new BenchmarkTable(file, lines.isEmpty() ? "" : lines.get(0));
        requireEnd(file);
        List<TrainedCell> cells = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            cells.add(table.row(i + 1, lines.get(i)));
        }
        if (cells.isEmpty()) {
            throw new DatasetException(file + " holds no cell; expected a header line and a line a cell");
        }
        return cells;
    }

    /** A number that lost its last digits is a number. */
    private static void requireEnd(Path file) {
        try {
            String text = Files.readString(file);
            if (!text.isEmpty() && !text.endsWith("\n") && !text.endsWith("\r")) {
                throw new DatasetException("the last line of " + file
                        + " has no end, so the file may have been cut off. Get the file again, or end that line.");
            }
        } catch (IOException unreadable) {
            throw new DatasetException("cannot read " + file, unreadable);
        }
    }

    private TrainedCell row(int line, String text) {
        Row row = new Row(line, text.split(",", -1));
        Cell cell = Cell.of(Edge.ALL.stream().map(row::operation).toArray(Operation[]::new));
        TrainedCell trained = new TrainedCell(
                row.count("architecture_id"),
                cell,
                row.count("params"),
                row.count("epochs"),
                row.percent("val_accuracy"),
                row.percent("test_accuracy"),
                row.percentIfAny("val_accuracy_epoch10"),
                row.percentIfAny("val_accuracy_epoch50"));
        int id = trained.id();
        if (id >= SpikeNasBench.SPACE.size() || !SpikeNasBench.cell(id).equals(cell)) {
            throw row.damaged("has the operations of " + cell + ", which is not architecture " + id);
        }
        return trained;
    }

    /** The fields of a line. */
    private final class Row {

        private final int line;
        private final String[] fields;

        Row(int line, String[] fields) {
            this.line = line;
            this.fields = fields;
            if (fields.length != columns.size()) {
                throw damaged("has " + fields.length + " fields; expected " + columns.size() + ", one a column");
            }
        }

        Operation operation(Edge edge) {
            String column = "op_" + edge.source() + edge.target();
            try {
                return SpikeNasBench.operation(count(column));
            } catch (IndexOutOfBoundsException unknown) {
                throw damaged("column " + column + " should be an operation from 0 to 4, but is " + text(column));
            }
        }

        int count(String column) {
            try {
                return WrittenNumber.count(text(column));
            } catch (NumberFormatException none) {
                throw damaged("column " + column + " should be a number, but is '" + text(column)
                        + "' (expected a whole one)");
            }
        }

        double percent(String column) {
            try {
                return WrittenNumber.percent(text(column));
            } catch (NumberFormatException none) {
                throw damaged(
                        "column " + column + " should be a number, but is '" + text(column) + "' (expected 0 to 100)");
            }
        }

        OptionalDouble percentIfAny(String column) {
            return text(column).isBlank() ? OptionalDouble.empty() : OptionalDouble.of(percent(column));
        }

        private String text(String column) {
            Integer index = columns.get(column);
            if (index == null) {
                throw new DatasetException(
                        file + " has no column " + column + "; its header line names " + columns.keySet());
            }
            return fields[index];
        }

        DatasetException damaged(String what) {
            return new DatasetException("line " + line + " of " + file + " " + what + ". Get the file again.");
        }
    }
}
