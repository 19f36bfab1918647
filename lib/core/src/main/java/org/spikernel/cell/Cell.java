package org.spikernel.cell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.internal.checks.Given;

/**
 * The architecture of a cell: one operation on each of six edges between four nodes (SpiKernel Fig. 2c).
 *
 * <p>Node 0 is the cell's input and node 3 its output; a node is the sum of its incoming edges. The text of a cell lists the
 * operations grouped by the node that they lead to:
 *
 * <pre>{@code
 * Cell cell = Cell.parse("conv3x3 | skip conv5x5 | skip zero conv3x3");
 * //                      0->1      0->2 1->2      0->3 1->3 2->3
 * }</pre>
 *
 * @param operations six operations, in the order of {@link Edge#ALL}
 */
public record Cell(List<Operation> operations) {

    /** The node that the cell reads from. */
    public static final int INPUT = 0;

    /** The node that the cell's result stands in. */
    public static final int OUTPUT = 3;

    /** The cell that connects nothing. */
    public static final Cell EMPTY = new Cell(Collections.nCopies(Edge.ALL.size(), Operation.ZERO));

    private static final Comparator<Cell> ORDER = Comparator.comparing(Cell::toString);

    private static final Operation.Visitor<Boolean> CONVOLVES = new Operation.Visitor<>() {
        @Override
        public Boolean zero() {
            return false;
        }

        @Override
        public Boolean skip() {
            return false;
        }

        @Override
        public Boolean convolution(Operation.Convolution convolution) {
            return true;
        }

        @Override
        public Boolean averagePooling(Operation.AveragePooling pooling) {
            return false;
        }
    };

    public Cell {
        operations = Given.list(operations, "the operations of a cell");
        if (operations.size() != Edge.ALL.size()) {
            throw new IllegalArgumentException("a cell has " + Edge.ALL.size() + " operations, one an edge ("
                    + listed(Edge.ALL) + "), but found " + operations.size());
        }
    }

    /** A cell of six operations, in the order of {@link Edge#ALL}. */
    public static Cell of(Operation... operations) {
        return new Cell(Arrays.asList(Given.value(operations, "the operations of a cell")));
    }

    /**
     * Reads the text of a cell, as {@link #toString} writes it.
     *
     * @throws IllegalArgumentException if the text is malformed; the message says which edge or node
     */
    public static Cell parse(String text) {
        String[] groups = Given.text(text, "a cell").split("\\|", -1);
        if (groups.length != OUTPUT) {
            throw new IllegalArgumentException("cell '" + text + "' has " + groups.length + " groups; expected "
                    + OUTPUT + ", one a node and separated by |, such as: conv3x3 | skip conv5x5 | skip zero conv3x3");
        }
        List<Operation> operations = new ArrayList<>();
        for (int target = 1; target <= OUTPUT; target++) {
            operations.addAll(parseNode(text, groups[target - 1].strip(), target));
        }
        return new Cell(operations);
    }

    private static List<Operation> parseNode(String cell, String group, int target) {
        String[] words = group.isEmpty() ? new String[0] : group.split("\\s+");
        List<Edge> edges = incoming(target);
        if (words.length != edges.size()) {
            throw new IllegalArgumentException("cell '" + cell + "': node " + target + " needs " + edges.size()
                    + " operations (" + listed(edges) + "), but found " + words.length);
        }
        return edges.stream()
                .map(edge -> parseEdge(cell, words[edge.source()], edge))
                .toList();
    }

    private static Operation parseEdge(String cell, String word, Edge edge) {
        try {
            return Operation.parse(word);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "cell '" + cell + "', edge " + edge + ": " + unknown.getMessage(), unknown);
        }
    }

    /** The operation on an edge. */
    public Operation operation(Edge edge) {
        return operations.get(edge.index());
    }

    /** The operation on the edge between two nodes. */
    public Operation operation(int source, int target) {
        return operation(new Edge(source, target));
    }

    /** The same cell with another operation on an edge. */
    @CheckReturnValue
    public Cell with(Edge edge, Operation operation) {
        List<Operation> changed = new ArrayList<>(operations);
        changed.set(edge.index(), operation);
        return new Cell(changed);
    }

    /** The edges into a node that carry something. */
    public List<Edge> connectedInto(int target) {
        return incoming(target).stream().filter(this::connects).toList();
    }

    /** Whether an edge carries something. */
    public boolean connects(Edge edge) {
        return !operation(edge).equals(Operation.ZERO);
    }

    /** Whether the edge 0->3 carries something: the released SNASNet search draws no other cells. */
    public boolean isDrawable() {
        return connects(new Edge(INPUT, OUTPUT));
    }

    /** Whether an edge carries a convolution, and so is a step of a path and not a shortcut. */
    public boolean convolves(Edge edge) {
        return operation(edge).accept(CONVOLVES);
    }

    /** How many edges carry a convolution. */
    public int convolutions() {
        return (int) Edge.ALL.stream().filter(this::convolves).count();
    }

    /**
     * This cell without dead edges: a node that receives nothing from the input, or sends nothing to the output, loses its edges
     * (the repair of the released SNASNet search).
     */
    public Cell repaired() {
        return new Cell(Edge.ALL.stream()
                .map(edge -> isAlive(edge) ? operation(edge) : Operation.ZERO)
                .toList());
    }

    private boolean isAlive(Edge edge) {
        return reachesFromInput(edge.source()) && reachesOutput(edge.target());
    }

    private boolean reachesFromInput(int node) {
        return node == INPUT || connectedInto(node).stream().anyMatch(edge -> reachesFromInput(edge.source()));
    }

    private boolean reachesOutput(int node) {
        return node == OUTPUT
                || Edge.ALL.stream()
                        .anyMatch(edge -> edge.source() == node && connects(edge) && reachesOutput(edge.target()));
    }

    /**
     * The cell that stands for all cells like this one: without dead edges, and with nodes 1 and 2 in a fixed order where nothing
     * connects them, since then their names are the only difference. Equal canonical cells compute the same thing when weights move
     * with their edges.
     */
    public Cell canonical() {
        Cell repaired = repaired();
        if (repaired.connects(new Edge(1, 2))) {
            return repaired;
        }
        return Collections.min(List.of(repaired, repaired.withInnerNodesSwapped()), ORDER);
    }

    private Cell withInnerNodesSwapped() {
        return of(operation(0, 2), operation(0, 1), operation(1, 2), operation(0, 3), operation(2, 3), operation(1, 3));
    }

    private static List<Edge> incoming(int target) {
        return IntStream.range(0, target)
                .mapToObj(source -> new Edge(source, target))
                .toList();
    }

    private static String listed(List<Edge> edges) {
        return edges.stream().map(Edge::toString).collect(Collectors.joining(", "));
    }

    /** The operations grouped by the node that they lead to: {@code conv3x3 | skip conv5x5 | skip zero conv3x3}. */
    @Override
    public String toString() {
        return IntStream.rangeClosed(1, OUTPUT)
                .mapToObj(target -> incoming(target).stream()
                        .map(edge -> operation(edge).text())
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining(" | "));
    }
}
