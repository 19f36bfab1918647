package org.spikernel.cell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
 * <p>Backward connections reach back by one timestep (SNASNet-Bw: Kim et al., ECCV 2022): a node is the sum of its incoming edges and of
 * what backward edges carried at the timestep before; at the first timestep these add nothing. What they carry is the operation on the
 * node's full value, its own feedback included. The text lists those that carry something, in the order of {@link Edge#BACKWARD}:
 *
 * <pre>{@code
 * Cell cell = Cell.parse("conv3x3 | zero conv3x3 | conv3x3 zero conv1x1 ; back 2->0 conv1x1 3->1 conv1x1"); // found for CIFAR-10
 * }</pre>
 *
 * @param operations six operations, in the order of {@link Edge#ALL}
 * @param backward six operations, in the order of {@link Edge#BACKWARD}
 */
public record Cell(List<Operation> operations, List<Operation> backward) {

    /** The node that the cell reads from. */
    public static final int INPUT = 0;

    /** The node that the cell's result stands in. */
    public static final int OUTPUT = 3;

    private static final List<Operation> NO_FEEDBACK = Collections.nCopies(Edge.BACKWARD.size(), Operation.ZERO);

    /** The cell that connects nothing. */
    public static final Cell EMPTY = new Cell(Collections.nCopies(Edge.ALL.size(), Operation.ZERO));

    /** What stands before the backward edges in the text of a cell. */
    private static final String BACK = " ; back";

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

        @Override
        public Boolean sum(Operation.Sum sum) {
            return sum.operations().stream().anyMatch(part -> part.accept(this));
        }
    };

    public Cell {
        operations = Given.list(operations, "the operations of a cell");
        backward = Given.list(backward, "the backward operations of a cell");
        if (operations.size() != Edge.ALL.size()) {
            throw new IllegalArgumentException("a cell has " + Edge.ALL.size() + " operations, one an edge ("
                    + listed(Edge.ALL) + "), but found " + operations.size());
        }
        if (backward.size() != Edge.BACKWARD.size()) {
            throw new IllegalArgumentException("a cell has " + Edge.BACKWARD.size()
                    + " backward operations, one a backward edge (" + listed(Edge.BACKWARD) + "), but found "
                    + backward.size());
        }
    }

    /** A cell without backward connections. */
    public Cell(List<Operation> operations) {
        this(operations, NO_FEEDBACK);
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
        String[] parts = Given.text(text, "a cell").split(";", 2);
        String[] groups = parts[0].split("\\|", -1);
        if (groups.length != OUTPUT) {
            throw new IllegalArgumentException("cell '" + text + "' has " + groups.length + " groups; expected "
                    + OUTPUT + ", one a node and separated by |, such as: conv3x3 | skip conv5x5 | skip zero conv3x3");
        }
        List<Operation> operations = new ArrayList<>();
        for (int target = 1; target <= OUTPUT; target++) {
            operations.addAll(parseNode(text, groups[target - 1].strip(), target));
        }
        return new Cell(operations, parts.length == 1 ? NO_FEEDBACK : parseBackward(text, parts[1].strip()));
    }

    private static List<Operation> parseBackward(String cell, String text) {
        String[] words = text.split("\\s+");
        if (!words[0].equals("back") || words.length < 3 || words.length % 2 == 0) {
            throw new IllegalArgumentException(
                    "cell '" + cell + "': behind ; expected the word back and backward edges, each"
                            + " with an operation, such as: ; back 2->0 skip 3->1 conv3x3; but found '" + text + "'");
        }
        List<Operation> operations = new ArrayList<>(NO_FEEDBACK);
        for (int i = 1; i < words.length; i += 2) {
            Edge edge = backwardEdge(cell, words[i]);
            if (!operations.get(edge.index()).equals(Operation.ZERO)) {
                throw new IllegalArgumentException(
                        "cell '" + cell + "': backward edge " + edge + " stands there twice");
            }
            operations.set(edge.index(), parseEdge(cell, words[i + 1], edge));
        }
        return operations;
    }

    private static Edge backwardEdge(String cell, String word) {
        return Edge.BACKWARD.stream()
                .filter(edge -> edge.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "cell '" + cell + "': '" + word + "' is no backward edge; those are " + listed(Edge.BACKWARD)));
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
        return (edge.isBackward() ? backward : operations).get(edge.index());
    }

    /** The operation on the edge between two nodes. */
    public Operation operation(int source, int target) {
        return operation(new Edge(source, target));
    }

    /** The same cell with another operation on an edge. */
    @CheckReturnValue
    public Cell with(Edge edge, Operation operation) {
        List<Operation> changed = new ArrayList<>(edge.isBackward() ? backward : operations);
        changed.set(edge.index(), operation);
        return edge.isBackward() ? new Cell(operations, changed) : new Cell(changed, backward);
    }

    /** The forward edges into a node that carry something. */
    public List<Edge> connectedInto(int target) {
        return incoming(target).stream().filter(this::connects).toList();
    }

    /** The backward edges that carry something, in the order of {@link Edge#BACKWARD}. */
    public List<Edge> feedback() {
        return Edge.BACKWARD.stream().filter(this::connects).toList();
    }

    /** Whether a backward edge carries something. */
    public boolean hasFeedback() {
        return !feedback().isEmpty();
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

    /** How many edges, forward and backward, carry a convolution. */
    public int convolutions() {
        return (int) edges().filter(this::convolves).count();
    }

    private static Stream<Edge> edges() {
        return Stream.concat(Edge.ALL.stream(), Edge.BACKWARD.stream());
    }

    /**
     * This cell without dead edges: a node that receives nothing from the input, or sends nothing to the output, loses its edges
     * (the repair of the released SNASNet search). What goes through backward edges counts: it arrives some timesteps later.
     */
    public Cell repaired() {
        Set<Integer> alive = reached(INPUT, Edge::source, Edge::target);
        alive.retainAll(reached(OUTPUT, Edge::target, Edge::source));
        return new Cell(between(alive, Edge.ALL), between(alive, Edge.BACKWARD));
    }

    private List<Operation> between(Set<Integer> nodes, List<Edge> edges) {
        return edges.stream()
                .map(edge -> nodes.contains(edge.source()) && nodes.contains(edge.target())
                        ? operation(edge)
                        : Operation.ZERO)
                .toList();
    }

    /** The nodes that paths of edges of both kinds lead to, the first included. */
    private Set<Integer> reached(int first, ToIntFunction<Edge> from, ToIntFunction<Edge> to) {
        List<Edge> connected = edges().filter(this::connects).toList();
        Set<Integer> reached = new HashSet<>(Set.of(first));
        boolean grows = true;
        while (grows) {
            grows = false;
            for (Edge edge : connected) {
                grows |= reached.contains(from.applyAsInt(edge)) && reached.add(to.applyAsInt(edge));
            }
        }
        return reached;
    }

    /**
     * The cell that stands for all cells like this one: without dead edges, and with nodes 1 and 2 in a fixed order where nothing
     * connects them, since then their names are the only difference. Equal canonical cells compute the same thing when weights move
     * with their edges.
     */
    public Cell canonical() {
        Cell repaired = repaired();
        if (repaired.connects(new Edge(1, 2)) || repaired.connects(new Edge(2, 1))) {
            return repaired;
        }
        return Collections.min(List.of(repaired, repaired.withInnerNodesSwapped()), ORDER);
    }

    private Cell withInnerNodesSwapped() {
        return new Cell(swapped(Edge.ALL), swapped(Edge.BACKWARD));
    }

    /** The operations of edges when nodes 1 and 2 have changed names; nothing connects these two. */
    private List<Operation> swapped(List<Edge> edges) {
        return edges.stream()
                .map(edge -> new Edge(swapped(edge.source()), swapped(edge.target())))
                .map(edge -> connects(edge) ? operation(edge) : Operation.ZERO)
                .toList();
    }

    private static int swapped(int node) {
        return node == INPUT || node == OUTPUT ? node : INPUT + OUTPUT - node;
    }

    private static List<Edge> incoming(int target) {
        return IntStream.range(0, target)
                .mapToObj(source -> new Edge(source, target))
                .toList();
    }

    private static String listed(List<Edge> edges) {
        return edges.stream().map(Edge::toString).collect(Collectors.joining(", "));
    }

    /**
     * The operations grouped by the node that they lead to, {@code conv3x3 | skip conv5x5 | skip zero conv3x3}; where there are any, the
     * backward edges behind them: {@code conv3x3 | skip conv5x5 | skip zero conv3x3 ; back 2->0 skip 3->1 conv3x3}.
     */
    @Override
    public String toString() {
        String back = feedback().stream()
                .map(edge -> " " + edge + " " + operation(edge).text())
                .collect(Collectors.joining());
        return forward() + (back.isEmpty() ? "" : BACK + back);
    }

    private String forward() {
        return IntStream.rangeClosed(1, OUTPUT)
                .mapToObj(target -> incoming(target).stream()
                        .map(edge -> operation(edge).text())
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining(" | "));
    }
}
