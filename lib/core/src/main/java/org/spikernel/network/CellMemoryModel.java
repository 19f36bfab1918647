package org.spikernel.network;

import java.util.List;
import java.util.Locale;

import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.cell.Cell;
import org.spikernel.cell.Operation;
import org.spikernel.network.ParamCount.Scope;
import org.spikernel.space.Architecture;

/**
 * How many parameters the networks of a macro-architecture have, told from their cells alone (SpikeNAS Eq. 6 and 7):
 *
 * <pre>
 * N = N(frame) + sum over cells and edges of N(operation, channels of the cell)
 * N(k x k convolution, c) = k k c c weights, and 2 c of its batch normalisation       N(any other operation, c) = 0
 * </pre>
 *
 * <p>The frame is all that is not a cell: stem, reductions and classifier. No network is built, so that a search can ask for every
 * architecture before it scores any. The sum equals {@link ParamCount#of(Network)} of the network.
 *
 * <pre>{@code
 * CellMemoryModel memory = macro.memory();
 * memory.params(architecture, Scope.FEATURES);
 * memory.table(space.operations());              // what an operation costs in each cell
 * }</pre>
 */
public final class CellMemoryModel implements MemoryModel {

    private static final Cell EMPTY =
            Cell.of(Operation.ZERO, Operation.ZERO, Operation.ZERO, Operation.ZERO, Operation.ZERO, Operation.ZERO);

    private final CellMacroArchitecture macro;
    private final ParamCount frame;

    private CellMemoryModel(CellMacroArchitecture macro, ParamCount frame) {
        this.macro = macro;
        this.frame = frame;
    }

    /** The model of a macro-architecture. */
    public static CellMemoryModel of(CellMacroArchitecture macro) {
        return new CellMemoryModel(macro, macro.network(EMPTY).params());
    }

    /** The parameters of all that is not a cell. */
    public ParamCount frame() {
        return frame;
    }

    @Override
    public long params(Architecture architecture, Scope scope) {
        List<Cell> cells = macro.cellsOf(architecture);
        List<Integer> channels = macro.cellChannels();
        long params = frame.of(scope);
        for (int i = 0; i < cells.size(); i++) {
            for (Operation operation : cells.get(i).operations()) {
                params += params(operation, channels.get(i), scope);
            }
        }
        return params;
    }

    private static long params(Operation operation, long channels, Scope scope) {
        if (operation instanceof Operation.Convolution convolution) {
            long weights = convolution.kernelSize() * convolution.kernelSize() * channels * channels;
            return scope == Scope.FEATURES ? weights : weights + 2 * channels;
        }
        return 0;
    }

    /** What an edge costs: one row an operation and cell, with columns operation, cell (counted from 1), channels, params_features, params. */
    public Table table(List<Operation> operations) {
        List<Integer> channels = macro.cellChannels();
        StringColumn names = StringColumn.create("operation");
        IntColumn cells = IntColumn.create("cell");
        IntColumn widths = IntColumn.create("channels");
        LongColumn features = LongColumn.create(Scope.FEATURES.column());
        LongColumn total = LongColumn.create(Scope.TOTAL.column());
        for (Operation operation : operations) {
            for (int i = 0; i < channels.size(); i++) {
                names.append(operation.text());
                cells.append(i + 1);
                widths.append(channels.get(i));
                features.append(params(operation, channels.get(i), Scope.FEATURES));
                total.append(params(operation, channels.get(i), Scope.TOTAL));
            }
        }
        return Table.create("parameters of an edge", names, cells, widths, features, total);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "frame of %s; cells of %s channels", frame, macro.cellChannels());
    }
}
