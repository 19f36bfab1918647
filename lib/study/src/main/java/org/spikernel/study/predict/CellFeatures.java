package org.spikernel.study.predict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import org.spikernel.cell.Cell;
import org.spikernel.cell.Edge;
import org.spikernel.cell.Operation;
import org.spikernel.network.ParamCount;
import org.spikernel.score.LayerActivity;
import org.spikernel.score.Representation;

/**
 * What can be said in numbers of a cell that nobody has trained. Edges that do nothing are left out but for {@link Group#EDGES}, and depths
 * count convolutions, not edges: a skip is no step.
 *
 * <pre>{@code
 * CellFeatures.of(cell)                                   // operations, paths, edges, ...
 *         .with(network.params())
 *         .with(score.represent(network));                // R, and the firing rates of freshly initialised layers
 * }</pre>
 *
 * @param groups the numbers of each group by their names; what is not named is 0
 */
public record CellFeatures(Map<Group, Map<String, Double>> groups) {

    private static final List<List<Edge>> PATHS = List.of(
            List.of(new Edge(0, 3)),
            List.of(new Edge(0, 1), new Edge(1, 3)),
            List.of(new Edge(0, 2), new Edge(2, 3)),
            List.of(new Edge(0, 1), new Edge(1, 2), new Edge(2, 3)));

    /** By how much the threshold of a convolution's neurons is above 1. */
    private static final OfConvolution THRESHOLD =
            new OfConvolution(convolution -> convolution.threshold().orElse(1) - 1);

    /** By how many rows a convolution sees farther to each side than a 3x3 kernel does. */
    private static final OfConvolution REACH = new OfConvolution(convolution -> (convolution.kernelSize() - 3) / 2.0);

    /** A number of a convolution, by how much it differs from the usual; empty for what has no neurons. */
    private record OfConvolution(ToDoubleFunction<Operation.Convolution> excess)
            implements Operation.Visitor<OptionalDouble> {
        @Override
        public OptionalDouble zero() {
            return OptionalDouble.empty();
        }

        @Override
        public OptionalDouble skip() {
            return OptionalDouble.empty();
        }

        @Override
        public OptionalDouble convolution(Operation.Convolution convolution) {
            return OptionalDouble.of(excess.applyAsDouble(convolution));
        }

        @Override
        public OptionalDouble averagePooling(Operation.AveragePooling pooling) {
            return OptionalDouble.empty();
        }

        @Override
        public OptionalDouble sum(Operation.Sum sum) {
            throw new IllegalArgumentException("features are those of cells with one operation on an edge, but found "
                    + sum + "; predict the accuracy of cells of a space without sums");
        }
    }

    /** Kinds of numbers. */
    public enum Group {
        /** How often each operation stands on an edge, and on which. */
        OPERATIONS,
        /** How many ways lead through the cell, and how many convolutions lie on them. */
        PATHS,
        /** Thresholds of neurons by how many convolutions lie before and behind them. */
        THRESHOLDS,
        /** How far kernels see by how many convolutions lie before and behind them, and how far ways see. */
        KERNELS,
        /** Which operation stands on each edge: 1 for each that does. Edges that do nothing are not left out. */
        EDGES,
        /** Number of parameters. */
        PARAMS,
        /** The representation score. */
        SCORE,
        /** Firing rates of the layers before training. */
        RATES,
        /** Accuracies after the first epochs: this network has been trained in part. */
        EPOCHS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public CellFeatures {
        Map<Group, Map<String, Double>> copy = new TreeMap<>();
        groups.forEach((group, numbers) -> copy.put(group, Collections.unmodifiableMap(new TreeMap<>(numbers))));
        groups = Collections.unmodifiableMap(copy);
    }

    /**
     * What the cell alone says: operations, paths, thresholds, kernels and edges. Who wants nothing said of edges that do nothing gives the
     * {@linkplain Cell#repaired repaired} cell.
     *
     * @throws IllegalArgumentException if the cell has backward connections, or sums of operations, of which these numbers know nothing
     */
    public static CellFeatures of(Cell cell) {
        Cell repaired = cell.repaired();
        if (repaired.hasFeedback()) {
            throw new IllegalArgumentException("features are those of cells without backward connections, but found "
                    + cell + "; predict the accuracy of cells of a space without them");
        }
        return new CellFeatures(Map.of(
                Group.OPERATIONS,
                operations(repaired),
                Group.PATHS,
                paths(repaired),
                Group.THRESHOLDS,
                thresholds(repaired),
                Group.KERNELS,
                kernels(repaired),
                Group.EDGES,
                edges(cell)));
    }

    /** The same with the number of parameters, in millions. */
    public CellFeatures with(ParamCount params) {
        return with(Group.PARAMS, Map.of("total", params.total() / 1e6));
    }

    /** The same with R and the firing rates of the layers. */
    public CellFeatures with(Representation representation) {
        Map<String, Double> rates = new TreeMap<>();
        for (LayerActivity layer : representation.layers()) {
            rates.put(layer.place(), layer.firingRate());
        }
        return with(Group.SCORE, Map.of("R", representation.score())).with(Group.RATES, rates);
    }

    /**
     * The same with the accuracies of its network after the first epochs of its training, in percent: what somebody knows who has trained
     * every candidate so far.
     *
     * @param accuracies after epoch 1, 2, 3, ...; as many for every cell that is compared
     */
    public CellFeatures withFirstEpochs(List<Double> accuracies) {
        Map<String, Double> numbers = new TreeMap<>();
        for (int i = 0; i < accuracies.size(); i++) {
            numbers.put(String.format(Locale.ROOT, "accuracy after epoch %02d", i + 1), accuracies.get(i));
        }
        return with(Group.EPOCHS, numbers);
    }

    private CellFeatures with(Group group, Map<String, Double> numbers) {
        Map<Group, Map<String, Double>> more = new TreeMap<>(groups);
        more.put(group, numbers);
        return new CellFeatures(more);
    }

    /** The same without some of the groups. */
    public CellFeatures without(Set<Group> left) {
        Map<Group, Map<String, Double>> fewer = new TreeMap<>(groups);
        fewer.keySet().removeAll(left);
        return new CellFeatures(fewer);
    }

    /** The same with no other groups than these. */
    public CellFeatures only(Set<Group> kept) {
        return without(EnumSet.complementOf(EnumSet.copyOf(kept)));
    }

    /** All numbers by their names, {@code paths.deepest}. */
    Map<String, Double> numbers() {
        Map<String, Double> all = new TreeMap<>();
        groups.forEach((group, numbers) -> numbers.forEach((name, value) -> all.put(group + "." + name, value)));
        return all;
    }

    private static Map<String, Double> operations(Cell cell) {
        Map<String, Double> numbers = new TreeMap<>();
        for (Edge edge : Edge.ALL) {
            Operation operation = cell.operation(edge);
            add(numbers, operation.text(), 1);
            if (operation.equals(Operation.SKIP) && edge.source() == Cell.INPUT) {
                add(numbers, "skip from input", 1);
            }
            if (operation.equals(Operation.SKIP) && edge.target() == Cell.OUTPUT) {
                add(numbers, "skip to output", 1);
            }
        }
        numbers.put("convolutions", (double) cell.convolutions());
        return numbers;
    }

    private static Map<String, Double> paths(Cell cell) {
        Map<String, Double> numbers = new TreeMap<>();
        List<Integer> depths = PATHS.stream()
                .filter(path -> path.stream().allMatch(cell::connects))
                .map(path -> (int) path.stream().filter(cell::convolves).count())
                .toList();
        depths.forEach(depth -> add(numbers, "with " + depth + " convolutions", 1));
        numbers.put("ways", (double) depths.size());
        numbers.put("deepest", depths.stream().mapToDouble(depth -> depth).max().orElse(-1));
        numbers.put(
                "shallowest", depths.stream().mapToDouble(depth -> depth).min().orElse(-1));
        for (int node = 1; node <= Cell.OUTPUT; node++) {
            numbers.put("into node " + node, (double) cell.connectedInto(node).size());
            numbers.put("input reaches node " + node, unchanged(cell, Cell.INPUT, node) ? 1.0 : 0.0);
        }
        return numbers;
    }

    private static Map<String, Double> thresholds(Cell cell) {
        Map<String, Double> numbers = byPlace(cell, "threshold", THRESHOLD);
        convolving(cell).forEach(edge -> places(cell, edge).forEach(place -> add(numbers, "convolutions " + place, 1)));
        return numbers;
    }

    /** In a space of one kernel size these say nothing: they count from 3x3, and a number that never differs is not learned from. */
    private static Map<String, Double> kernels(Cell cell) {
        Map<String, Double> numbers = byPlace(cell, "reach", REACH);
        double[] ways = PATHS.stream()
                .filter(path -> path.stream().allMatch(cell::connects))
                .mapToDouble(path -> path.stream()
                        .mapToDouble(edge -> cell.operation(edge).accept(REACH).orElse(0))
                        .sum())
                .sorted()
                .toArray();
        if (ways.length > 0) {
            numbers.put("reach of the nearest way", ways[0]);
            numbers.put("reach of the farthest way", ways[ways.length - 1]);
        }
        return numbers;
    }

    private static Map<String, Double> edges(Cell cell) {
        Map<String, Double> numbers = new TreeMap<>();
        Edge.ALL.forEach(edge -> add(numbers, edge + " " + cell.operation(edge).text(), 1));
        return numbers;
    }

    /** The mean over the convolutions, and the sums over those at each place. */
    private static Map<String, Double> byPlace(Cell cell, String name, OfConvolution number) {
        Map<String, Double> numbers = new TreeMap<>();
        convolving(cell).forEach(edge -> {
            double excess = cell.operation(edge).accept(number).orElseThrow();
            add(numbers, name, excess);
            places(cell, edge).forEach(place -> add(numbers, name + " " + place, excess));
        });
        // Divided once: a sum of quotients would depend on the order of the edges.
        numbers.computeIfPresent(name, (key, sum) -> sum / cell.convolutions());
        return numbers;
    }

    private static Stream<Edge> convolving(Cell cell) {
        return Edge.ALL.stream().filter(cell::convolves);
    }

    /** Where a convolution stands, in the words of the features: each is said of some of the cell's convolutions. */
    private static List<String> places(Cell cell, Edge edge) {
        List<String> places = new ArrayList<>();
        places.add("with " + deepest(cell, Cell.INPUT, edge.source()) + " before");
        places.add("with " + deepest(cell, edge.target(), Cell.OUTPUT) + " behind");
        if (unchanged(cell, Cell.INPUT, edge.source())) {
            places.add("at the input");
        }
        if (unchanged(cell, edge.target(), Cell.OUTPUT)) {
            places.add("at the output");
        }
        return places;
    }

    private static void add(Map<String, Double> numbers, String name, double value) {
        numbers.merge(name, value, Double::sum);
    }

    /** The most convolutions on a way from one node to another; far below 0 where there is none. */
    private static int deepest(Cell cell, int from, int to) {
        if (from == to) {
            return 0;
        }
        return into(cell, to)
                .mapToInt(edge -> deepest(cell, from, edge.source()) + (cell.convolves(edge) ? 1 : 0))
                .max()
                .orElse(-Edge.ALL.size());
    }

    /** Whether a way without any convolution leads from one node to another. */
    private static boolean unchanged(Cell cell, int from, int to) {
        return from == to
                || into(cell, to).anyMatch(edge -> !cell.convolves(edge) && unchanged(cell, from, edge.source()));
    }

    private static Stream<Edge> into(Cell cell, int node) {
        return node == Cell.INPUT ? Stream.empty() : cell.connectedInto(node).stream();
    }
}
