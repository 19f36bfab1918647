package org.spikernel.cell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.internal.checks.Given;
import org.spikernel.random.RandomStream;
import org.spikernel.space.Architecture;
import org.spikernel.space.SlottedSpace;

/**
 * All cells that can be made of a set of operations.
 *
 * <pre>{@code
 * SearchSpace space = SearchSpace.of(KernelSet.SET_3); // zero, skip, conv3x3, conv5x5, avg3x3
 * space.size();                                        // 15625
 * Cell cell = space.randomCell(RandomStream.at(seed, "iteration", 0));
 * SearchSpace.of(KernelSet.SET_1).withBackward();      // that of SNASNet-Bw
 * }</pre>
 *
 * <p>With backward connections, every two nodes are joined in one of both directions: by a forward edge with any operation, or by a backward
 * edge that carries something. Each of the six is one choice, in the order of {@link Edge#ALL}: the operations forward, then those besides
 * zero backward.
 *
 * @param name what settings call it, such as {@code 3x3_5x5}
 * @param operations the operations that an edge may carry, each once
 * @param backward whether edges may lead backward
 */
public record SearchSpace(String name, List<Operation> operations, boolean backward) implements SlottedSpace {

    /** The first operation set of SpikeNAS: skip, conv3x3 and avg3x3 (SpikeNAS Fig. 7). */
    public static final SearchSpace SPIKENAS_3O =
            new SearchSpace("3O", List.of(Operation.SKIP, Operation.CONV3X3, Operation.AVG3X3));

    /** The second operation set of SpikeNAS: skip and conv3x3 (SpikeNAS Fig. 7). */
    public static final SearchSpace SPIKENAS_2O = new SearchSpace("2O", List.of(Operation.SKIP, Operation.CONV3X3));

    /** The edge that always carries something. */
    private static final Edge THROUGH = new Edge(Cell.INPUT, Cell.OUTPUT);

    public SearchSpace {
        Given.value(name, "the name of a search space");
        operations = Given.list(operations, "the operations of a search space");
        if (operations.stream().distinct().count() != operations.size()) {
            throw new IllegalArgumentException("a search space needs each operation once, but found " + operations);
        }
        if (operations.stream().allMatch(Operation.ZERO::equals)) {
            throw new IllegalArgumentException(
                    "a search space needs an operation besides zero, since zero connects nothing, but found "
                            + operations);
        }
        if (backward && !operations.contains(Operation.ZERO)) {
            throw new IllegalArgumentException(
                    "a search space with backward connections needs the operation zero, which is left of edges that lead nowhere, but found "
                            + operations);
        }
    }

    /** A space without backward connections. */
    public SearchSpace(String name, List<Operation> operations) {
        this(name, operations, false);
    }

    /** The space of a kernel set: its convolutions beside zero, skip and 3x3 average pooling. */
    public static SearchSpace of(KernelSet kernels) {
        return new SearchSpace(Given.value(kernels, "a kernel set").name(), kernels.operations());
    }

    /** A space of chosen operations, named after them. */
    public static SearchSpace of(Operation... operations) {
        List<Operation> given =
                Given.list(Arrays.asList(Given.value(operations, "operations")), "the operations of a search space");
        String name = given.stream().map(Operation::text).collect(Collectors.joining("_"));
        return new SearchSpace(name, given);
    }

    /**
     * The space of the same operations whose edges may lead backward, to an earlier node one timestep later (SNASNet-Bw: Kim et al., ECCV
     * 2022).
     *
     * @throws IllegalArgumentException if zero is not one of the operations
     */
    @CheckReturnValue
    public SearchSpace withBackward() {
        return backward ? this : new SearchSpace(name + "_Bw", operations, true);
    }

    /**
     * The space without an operation, to see what that is worth (SpikeNAS, section 3.1).
     *
     * @throws IllegalArgumentException if the operation is not one of this space, if nothing that connects would be left, or if it is the
     *     zero that backward connections need
     */
    @CheckReturnValue
    public SearchSpace without(Operation removed) {
        if (!operations.contains(removed)) {
            throw new IllegalArgumentException("there is no " + removed + " to remove from " + this);
        }
        return new SearchSpace(
                name + " without " + removed,
                operations.stream()
                        .filter(operation -> !operation.equals(removed))
                        .toList(),
                backward);
    }

    /** How many cells there are: choices, which without backward connections are the operations, to the power of edges. */
    public long size() {
        long size = 1;
        for (int edge = 0; edge < Edge.ALL.size(); edge++) {
            size = Math.multiplyExact(size, choices());
        }
        return size;
    }

    /** From how much there is to choose between two nodes. */
    private int choices() {
        return operations.size() + (backward ? connecting().size() : 0);
    }

    /** The operations that carry something. */
    private List<Operation> connecting() {
        return operations.stream()
                .filter(operation -> !operation.equals(Operation.ZERO))
                .toList();
    }

    /** What a choice puts on the forward edge. */
    private Operation forward(int choice) {
        return choice < operations.size() ? operations.get(choice) : Operation.ZERO;
    }

    /** What a choice puts on the backward edge. */
    private Operation back(int choice) {
        return choice < operations.size() ? Operation.ZERO : connecting().get(choice - operations.size());
    }

    /** The choice that joins the two nodes of a forward edge; -1 if there is none such in this space. */
    private int choice(Cell cell, Edge edge) {
        if (!cell.connects(edge.reversed())) {
            return operations.indexOf(cell.operation(edge));
        }
        int place = connecting().indexOf(cell.operation(edge.reversed()));
        return backward && !cell.connects(edge) && place >= 0 ? operations.size() + place : -1;
    }

    private Cell cellOf(List<Integer> choices) {
        Operation[] backwardOperations = new Operation[Edge.BACKWARD.size()];
        for (Edge edge : Edge.ALL) {
            backwardOperations[edge.reversed().index()] = back(choices.get(edge.index()));
        }
        return new Cell(choices.stream().map(this::forward).toList(), Arrays.asList(backwardOperations));
    }

    /**
     * The cell with a number; the choice of the last edge, 2->3, changes fastest.
     *
     * @param index from 0 to {@link #size} - 1
     */
    public Cell cell(long index) {
        if (index < 0 || index >= size()) {
            throw new IllegalArgumentException(
                    "cell number must lie between 0 and " + (size() - 1) + ", but is " + index);
        }
        Integer[] chosen = new Integer[Edge.ALL.size()];
        long rest = index;
        for (int edge = chosen.length - 1; edge >= 0; edge--) {
            chosen[edge] = (int) (rest % choices());
            rest /= choices();
        }
        return cellOf(Arrays.asList(chosen));
    }

    /** Every cell, in the order of {@link #cell}; neither repaired nor made canonical. */
    public Stream<Cell> cells() {
        return LongStream.range(0, size()).mapToObj(this::cell);
    }

    /** Every cell that a search may draw: those of {@link #cells} whose edge 0->3 is not zero. */
    public Stream<Cell> drawableCells() {
        return cells().filter(Cell::isDrawable);
    }

    /**
     * A random cell as the released SNASNet search draws it: uniform operations; drawn again while edge 0->3 is zero; then repaired
     * (see {@link Cell#repaired}). With backward connections, a fair coin picks the direction between two nodes before the operation is drawn.
     */
    public Cell randomCell(RandomStream random) {
        Cell cell;
        do {
            cell = Cell.EMPTY;
            for (Edge edge : Edge.ALL) {
                Edge directed = backward && random.nextInt(2) == 1 ? edge.reversed() : edge;
                cell = cell.with(directed, operations.get(random.nextInt(operations.size())));
            }
        } while (!cell.isDrawable());
        return cell.repaired();
    }

    @Override
    public CellArchitecture draw(RandomStream random) {
        return CellArchitecture.of(randomCell(random));
    }

    @Override
    public Stream<CellArchitecture> draws(long seed) {
        return SlottedSpace.super.draws(seed).map(CellArchitecture.class::cast);
    }

    /**
     * The architecture with another choice between two nodes of one of its cells: another operation or, with backward connections, another
     * direction; edge 0->3 never becomes zero. Where one cell stands for all, it changes for all.
     *
     * @throws IllegalArgumentException if the parent is not made of cells, or has backward connections that no cell of this space has
     * @throws IllegalStateException if the space has fewer than two operations besides zero, since edge 0->3 could never change
     */
    @Override
    public CellArchitecture mutate(Architecture parent, RandomStream random) {
        List<Cell> cells = new ArrayList<>(cells(parent));
        cells.forEach(this::requireDirections);
        int place = cells.size() == 1 ? 0 : random.nextInt(cells.size());
        cells.set(place, mutate(cells.get(place), random));
        return new CellArchitecture(cells);
    }

    private static List<Cell> cells(Architecture parent) {
        if (parent instanceof CellArchitecture architecture) {
            return architecture.cells();
        }
        throw new IllegalArgumentException(
                "a search space of cells varies architectures of cells (CellArchitecture), but found " + parent);
    }

    private void requireDirections(Cell cell) {
        boolean isOwn = backward
                ? cell.feedback().stream().noneMatch(edge -> cell.connects(edge.reversed()))
                : !cell.hasFeedback();
        if (!isOwn) {
            throw new IllegalArgumentException("the cells of " + this + " have "
                    + (backward ? "no two nodes that are joined in both directions" : "no backward connections")
                    + ", but found " + cell);
        }
    }

    private Cell mutate(Cell parent, RandomStream random) {
        requireAlternatives();
        Cell child;
        do {
            Edge edge = Edge.ALL.get(random.nextInt(Edge.ALL.size()));
            int now = choice(parent, edge);
            int[] others = IntStream.range(0, choices())
                    .filter(choice -> choice != now)
                    .toArray();
            int chosen = others[random.nextInt(others.length)];
            child = parent.with(edge, forward(chosen)).with(edge.reversed(), back(chosen));
        } while (!child.isDrawable());
        return child;
    }

    /** As many choices for each edge, in the order of {@link Edge#ALL}. */
    @Override
    public List<Integer> alternatives() {
        return Collections.nCopies(Edge.ALL.size(), choices());
    }

    /**
     * The choice for each edge: the operation by its place among those of this space; for backward edges, by that among those besides zero,
     * counted on from the last operation.
     *
     * @throws IllegalArgumentException if the architecture has several cells, or operations or connections that are not of this space
     */
    @Override
    public List<Integer> choices(Architecture architecture) {
        List<Cell> cells = cells(architecture);
        List<Integer> choices = cells.size() > 1
                ? List.of()
                : Edge.ALL.stream().map(edge -> choice(cells.get(0), edge)).toList();
        if (choices.isEmpty() || choices.contains(-1)) {
            throw new IllegalArgumentException(
                    "the choices of " + this + " are the operations of one cell, but found " + architecture);
        }
        return choices;
    }

    /** The cell with these choices; empty where edge 0->3 is zero, or backward. */
    @Override
    public Optional<CellArchitecture> withChoices(List<Integer> choices) {
        Cell cell = cellOf(choices);
        return cell.isDrawable() ? Optional.of(CellArchitecture.of(cell)) : Optional.empty();
    }

    private void requireAlternatives() {
        if (connecting().size() < 2) {
            throw new IllegalStateException(
                    "a cell varies only in a space of two operations besides zero, or the edge 0->3 could never change, but found "
                            + operations);
        }
    }

    /** An architecture of one cell for each of {@link #drawableCells}. */
    @Override
    public Stream<CellArchitecture> all() {
        return drawableCells().map(CellArchitecture::of);
    }

    /**
     * The choices of each slot that are open before any is made: all, but for edge 0->3 those alone that carry something forward.
     */
    public List<List<Integer>> openChoices() {
        return Edge.ALL.stream()
                .map(edge -> IntStream.range(0, choices())
                        .filter(choice ->
                                !edge.equals(THROUGH) || !forward(choice).equals(Operation.ZERO))
                        .boxed()
                        .toList())
                .toList();
    }

    /**
     * The super-cell in which several choices are open in each slot: the edges between two nodes, forward and backward, carry all of them at
     * once.
     *
     * @param open the open choices of each slot, one or more, each once
     * @throws IllegalArgumentException if an operation of this space is a sum, which would be open in part
     */
    public SuperCell superCell(List<? extends List<Integer>> open) {
        Cell cell = Cell.EMPTY;
        for (Edge edge : Edge.ALL) {
            List<Integer> choices = open.get(edge.index());
            cell = cell.with(
                            edge,
                            Operation.sum(choices.stream().map(this::forward).toList()))
                    .with(
                            edge.reversed(),
                            Operation.sum(choices.stream().map(this::back).toList()));
        }
        return new SuperCell(cell);
    }

    /** Reads a {@link CellArchitecture} or a {@link SuperCell}. */
    @Override
    public Architecture parse(String text) {
        return SuperCell.isNamedBy(Given.text(text, "an architecture"))
                ? SuperCell.parse(text)
                : CellArchitecture.parse(text);
    }

    @Override
    public String toString() {
        return name + " " + operations + (backward ? " forward or backward" : "");
    }
}
