package org.spikernel.study.predict;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.spikernel.study.predict.CellFeatures.Group;
import org.spikernel.study.predict.FeatureProcess.Input;

/**
 * How what is known of cells becomes inputs of a {@link FeatureProcess}, by the cells that it learns from.
 *
 * @param scales of the numbers that differ among these, by their names
 * @param edges the names of operations on edges that some of these have
 */
record Inputs(Map<String, Scale> scales, List<String> edges) {

    private static final Set<Group> EDGES = EnumSet.of(Group.EDGES);

    /** How a feature is brought to mean 0 and deviation 1. */
    private record Scale(double mean, double deviation) {
        double scaled(double value) {
            return (value - mean) / deviation;
        }
    }

    static Inputs of(List<CellFeatures> cells) {
        return new Inputs(
                scales(cells.stream().map(Inputs::numbers).toList()),
                cells.stream()
                        .map(Inputs::edges)
                        .map(Map::keySet)
                        .flatMap(Collection::stream)
                        .distinct()
                        .sorted()
                        .toList());
    }

    private static Map<String, Double> numbers(CellFeatures cell) {
        return cell.without(EDGES).numbers();
    }

    private static Map<String, Double> edges(CellFeatures cell) {
        return cell.only(EDGES).numbers();
    }

    private static Map<String, Scale> scales(List<Map<String, Double>> cells) {
        Map<String, double[]> sums = new TreeMap<>();
        for (Map<String, Double> cell : cells) {
            cell.forEach((name, value) -> {
                double[] sum = sums.computeIfAbsent(name, key -> new double[2]);
                sum[0] += value;
                sum[1] += value * value;
            });
        }
        Map<String, Scale> scales = new TreeMap<>();
        sums.forEach((name, sum) -> {
            double mean = sum[0] / cells.size();
            double variance = sum[1] / cells.size() - mean * mean;
            // What never differs says nothing; rounding may leave it a trace of variance.
            if (variance > 1e-12 * (1 + mean * mean)) {
                scales.put(name, new Scale(mean, Math.sqrt(variance)));
            }
        });
        return scales;
    }

    Input input(CellFeatures cell) {
        Map<String, Double> numbers = numbers(cell);
        Map<String, Double> onEdges = edges(cell);
        return new Input(
                scales.entrySet().stream()
                        .mapToDouble(entry -> entry.getValue().scaled(numbers.getOrDefault(entry.getKey(), 0.0)))
                        .toArray(),
                edges.stream()
                        .mapToDouble(name -> onEdges.getOrDefault(name, 0.0))
                        .toArray());
    }
}
