package org.spikernel.network;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

import org.spikernel.cell.Cell;
import org.spikernel.cell.Edge;
import org.spikernel.cell.Operation;
import org.spikernel.internal.checks.Given;
import org.spikernel.network.ParamCount.Scope;
import org.spikernel.space.Architecture;

/**
 * How many parameters the networks of a macro-architecture have, told from their cells alone (SpikeNAS Eq. 6 and 7):
 *
 * <pre>
 * N = N(frame) + sum over cells and edges of N(cell, edge, operation)
 * </pre>
 *
 * <p>The frame is all that is not a cell: stem, reductions and classifier. What an edge adds, forward or backward, the macro-architecture
 * is asked for, each different edge and operation once; no other network is built, so that a search can ask for every architecture before it
 * scores any. The sum equals {@link ParamCount#of(Network)} of the network.
 *
 * <pre>{@code
 * CellMemoryModel memory = CellMemoryModel.of(macro);
 * memory.params(architecture, Scope.FEATURES);
 * memory.table(space.operations());              // what an operation costs in each cell
 * }</pre>
 */
public final class CellMemoryModel implements MemoryModel {

    private final CellMacroArchitecture macro;
    private final ParamCount frame;
    private final Map<Place, ParamCount> known = new ConcurrentHashMap<>();

    /** An operation on an edge of a cell, which counts from 1. */
    private record Place(int cell, Edge edge, Operation operation) {}

    private CellMemoryModel(CellMacroArchitecture macro, ParamCount frame) {
        this.macro = macro;
        this.frame = frame;
    }

    /** The model of a macro-architecture. */
    public static CellMemoryModel of(CellMacroArchitecture macro) {
        Given.value(macro, "the macro-architecture of a memory model");
        return new CellMemoryModel(macro, macro.network(Cell.EMPTY).params());
    }

    /** The parameters of all that is not a cell. */
    public ParamCount frame() {
        return frame;
    }

    /** What an operation on an edge of a cell, counted from 1, adds to a network; see {@link CellMacroArchitecture#edge}. */
    public ParamCount edge(int cell, Edge edge, Operation operation) {
        return known.computeIfAbsent(
                new Place(cell, edge, operation), place -> macro.edge(place.cell, place.edge, place.operation));
    }

    @Override
    public long params(Architecture architecture, Scope scope) {
        List<Cell> cells = macro.cellsOf(architecture);
        long params = frame.of(scope);
        for (int cell = 1; cell <= cells.size(); cell++) {
            Cell ofPlace = cells.get(cell - 1);
            for (Edge edge : Edge.ALL) {
                params += edge(cell, edge, ofPlace.operation(edge)).of(scope);
            }
            for (Edge edge : ofPlace.feedback()) {
                params += edge(cell, edge, ofPlace.operation(edge)).of(scope);
            }
        }
        return params;
    }

    /**
     * What operations cost on forward edges: one row an operation, cell (counted from 1) and cost, with columns operation, cell, edges (those
     * on which it costs that: {@code all}, or {@code 0->3 1->3}), params_features, params.
     */
    public Table table(List<Operation> operations) {
        StringColumn names = StringColumn.create("operation");
        IntColumn cells = IntColumn.create("cell");
        StringColumn edges = StringColumn.create("edges");
        LongColumn features = LongColumn.create(Scope.FEATURES.column());
        LongColumn total = LongColumn.create(Scope.TOTAL.column());
        for (Operation operation : operations) {
            for (int cell = 1; cell <= macro.cells(); cell++) {
                for (List<Edge> alike : edgesByCost(cell, operation)) {
                    ParamCount cost = edge(cell, alike.get(0), operation);
                    names.append(operation.text());
                    cells.append(cell);
                    edges.append(alike.equals(Edge.ALL) ? "all" : joined(alike));
                    features.append(cost.features());
                    total.append(cost.total());
                }
            }
        }
        return Table.create("parameters of an edge", names, cells, edges, features, total);
    }

    private Collection<List<Edge>> edgesByCost(int cell, Operation operation) {
        return Edge.ALL.stream()
                .collect(Collectors.groupingBy(
                        edge -> costs(edge(cell, edge, operation)), LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    private static List<Long> costs(ParamCount count) {
        return Arrays.stream(Scope.values()).map(count::of).toList();
    }

    private static String joined(List<Edge> edges) {
        return edges.stream().map(Edge::toString).collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "frame of %s; %d cells of %s", frame, macro.cells(), macro.name());
    }
}
