package org.spikernel.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

import org.spikernel.cell.Cell;
import org.spikernel.cell.Edge;
import org.spikernel.cell.Operation;
import org.spikernel.cell.SearchSpace;
import org.spikernel.network.CellMacroArchitecture;
import org.spikernel.random.RandomStream;
import org.spikernel.score.Scorer;

/**
 * Regularised evolution (Real et al., AAAI 2019): keeps a population of cells; again and again looks at a few of them, takes the best
 * of these as parent, adds a child that differs from it in one edge, and lets the oldest of the population die, however good it is.
 *
 * <p>The first cells are random, as {@link RandomSearch} draws them. A child's edge gets another operation of the space; as in random
 * search, no child loses its edge 0->3. What lives and is mutated is the cell itself; what is evaluated is its canonical form, and each
 * form once.
 *
 * <p>What a cell is worth may be computed by a scorer, or looked up where it is known:
 *
 * <pre>{@code
 * RegularisedEvolution evolution = RegularisedEvolution.over(space).iterations(300).seed(42);
 * evolution.cells(macro, RScore.on(batch));
 * evolution.cells(trainedCells::validationAccuracy);
 * }</pre>
 *
 * @param space whose cells evolve; it has two operations that connect, or more
 * @param iterations how many cells live in all, the first population among them
 * @param population how many live at a time
 * @param sample how many of them are looked at for a parent; one may be looked at twice
 * @param seed of first cells, samples and mutations
 */
public record RegularisedEvolution(SearchSpace space, int iterations, int population, int sample, long seed) {

    private static final int ITERATIONS = 1000;
    private static final int POPULATION = 50;
    private static final int SAMPLE = 10;

    public RegularisedEvolution {
        if (iterations < 1 || population < 1 || sample < 1) {
            throw new IllegalArgumentException("iterations, population and sample must be positive, but are "
                    + iterations + ", " + population + " and " + sample);
        }
        if (space.operations().stream()
                        .filter(operation -> !operation.equals(Operation.ZERO))
                        .count()
                < 2) {
            throw new IllegalArgumentException(
                    "evolution needs two operations besides zero, or the edge 0->3 could never change, but found "
                            + space.operations());
        }
    }

    /** 1,000 iterations with seed 0; 50 cells live at a time, and 10 are looked at for a parent. */
    public static RegularisedEvolution over(SearchSpace space) {
        return new RegularisedEvolution(space, ITERATIONS, POPULATION, SAMPLE, 0);
    }

    public RegularisedEvolution iterations(int iterations) {
        return new RegularisedEvolution(space, iterations, population, sample, seed);
    }

    public RegularisedEvolution population(int population) {
        return new RegularisedEvolution(space, iterations, population, sample, seed);
    }

    public RegularisedEvolution sample(int sample) {
        return new RegularisedEvolution(space, iterations, population, sample, seed);
    }

    public RegularisedEvolution seed(long seed) {
        return new RegularisedEvolution(space, iterations, population, sample, seed);
    }

    /** A cell that lives, and what it is worth. */
    private record Member(Cell cell, double worth) {}

    /** As {@link #cells(Function)}, where a cell is worth what a scorer says of its network. */
    public List<Cell> cells(CellMacroArchitecture macro, Scorer scorer) {
        return cells(cell -> scorer.ifDefined(macro.network(cell)));
    }

    /**
     * The cells in the order in which they are evaluated, each in canonical form; some stand there several times, but are evaluated
     * once.
     *
     * @param worth of a cell in canonical form, higher is better, always the same for the same cell; empty, or no finite number, if it
     *     has none, which is less than any other
     */
    public List<Cell> cells(Function<Cell, OptionalDouble> worth) {
        Map<Cell, Double> known = new HashMap<>();
        Deque<Member> alive = new ArrayDeque<>();
        List<Cell> evaluated = new ArrayList<>();
        for (int iteration = 1; iteration <= iterations; iteration++) {
            RandomStream random = RandomStream.at(seed, "evolution", iteration);
            Cell cell = iteration <= population ? space.randomCell(random) : mutated(parent(alive, random), random);
            Cell form = cell.canonical();
            evaluated.add(form);
            alive.addLast(new Member(cell, known.computeIfAbsent(form, key -> finite(worth.apply(key)))));
            if (alive.size() > population) {
                alive.removeFirst();
            }
        }
        return evaluated;
    }

    private static double finite(OptionalDouble worth) {
        return worth.stream().filter(Double::isFinite).findFirst().orElse(Double.NEGATIVE_INFINITY);
    }

    /** The best of the cells that are looked at; of several, the one that was looked at first. */
    private Cell parent(Deque<Member> alive, RandomStream random) {
        List<Member> members = List.copyOf(alive);
        Member best = members.get(random.nextInt(members.size()));
        for (int look = 1; look < sample; look++) {
            Member other = members.get(random.nextInt(members.size()));
            best = other.worth() > best.worth() ? other : best;
        }
        return best.cell();
    }

    private Cell mutated(Cell parent, RandomStream random) {
        Cell child;
        do {
            List<Operation> operations = new ArrayList<>(parent.operations());
            int edge = random.nextInt(operations.size());
            List<Operation> others = space.operations().stream()
                    .filter(operation -> !operation.equals(parent.operations().get(edge)))
                    .toList();
            operations.set(edge, others.get(random.nextInt(others.size())));
            child = new Cell(operations);
        } while (!child.connects(new Edge(Cell.INPUT, Cell.OUTPUT)));
        return child;
    }
}
