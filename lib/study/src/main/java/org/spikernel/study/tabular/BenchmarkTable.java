package org.spikernel.study.tabular;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

import org.spikernel.cell.Cell;
import org.spikernel.cell.Edge;
import org.spikernel.cell.Operation;
import org.spikernel.data.DatasetException;
import org.spikernel.internal.csv.CsvTable;

/**
 * SpikeNAS-Bench as one CSV file, a trained cell a row. Columns, in any order: {@code architecture_id}; {@code op_01} to {@code op_23}, the
 * operation on each edge as a number (0 zero, 1 skip, 2 to 4 conv3x3 with threshold 0.5, 1 and 1.5); {@code params}; {@code epochs};
 * {@code val_accuracy} and {@code test_accuracy} after the last epoch; {@code val_accuracy_epoch10} and {@code val_accuracy_epoch50}, which
 * may be empty. {@link CurvesTable} is what may lie beside it.
 *
 * <p>There is no checksum. What makes a line contradict itself, its parameters or the other lines is seen; a digit of an accuracy or a
 * number of epochs that became another is not.
 */
final class BenchmarkTable {

    private BenchmarkTable() {}

    /**
     * Reads the file.
     *
     * @throws DatasetException if it is missing or damaged; names the line and the column
     */
    static List<TrainedCell> read(Path file) {
        List<TrainedCell> cells =
                CsvTable.read(file).rows().map(BenchmarkTable::trained).toList();
        if (cells.isEmpty()) {
            throw new DatasetException(file + " holds no cell; expected a header line and a line a cell");
        }
        return cells;
    }

    private static TrainedCell trained(CsvTable.Row row) {
        Cell cell = Cell.of(Edge.ALL.stream().map(edge -> operation(row, edge)).toArray(Operation[]::new));
        TrainedCell trained = new TrainedCell(
                row.count("architecture_id"),
                cell,
                row.count("params"),
                row.count("epochs"),
                row.percent("val_accuracy"),
                row.percent("test_accuracy"),
                percentIfAny(row, "val_accuracy_epoch10"),
                percentIfAny(row, "val_accuracy_epoch50"));
        int id = trained.id();
        if (id >= SpikeNasBench.SPACE.size() || !SpikeNasBench.cell(id).equals(cell)) {
            throw row.damaged("has the operations of " + cell + ", which is not architecture " + id);
        }
        return trained;
    }

    private static Operation operation(CsvTable.Row row, Edge edge) {
        String column = "op_" + edge.source() + edge.target();
        try {
            return SpikeNasBench.operation(row.count(column));
        } catch (IndexOutOfBoundsException unknown) {
            throw row.damaged("column " + column + " should be an operation from 0 to 4, but is " + row.text(column));
        }
    }

    private static OptionalDouble percentIfAny(CsvTable.Row row, String column) {
        return row.text(column).isBlank() ? OptionalDouble.empty() : OptionalDouble.of(row.percent(column));
    }
}
