package org.spikernel.study.kernelbench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import tech.tablesaw.api.DoubleColumn;

import org.spikernel.cell.Cell;
import org.spikernel.study.predict.AccuracyPredictor;
import org.spikernel.study.predict.CellFeatures;

/** What is known of networks that were not trained, by trainings of others: columns of numbers, one for each training, in percent. */
final class BeforeTraining {

    /** By name: of trainings in the order given. */
    static final Map<String, Function<List<TrainedNetwork>, double[]>> COLUMNS = Map.of(
            "predicted_accuracy", BeforeTraining::predicted,
            "super_network_accuracy", networks -> superNetwork(networks, SuperNetworkAccuracy::gathered),
            "super_network_accuracy_anew", networks -> superNetwork(networks, SuperNetworkAccuracy::anew));

    private static final int MOST_FOLDS = 10;

    private BeforeTraining() {}

    static DoubleColumn column(String name, List<TrainedNetwork> networks) {
        return DoubleColumn.create(name, COLUMNS.get(name).apply(networks));
    }

    /** What a predictor expects that has seen none of the network's pattern: the patterns are dealt to folds, and each is predicted from the others. */
    private static double[] predicted(List<TrainedNetwork> networks) {
        int[] patterns = networks.stream()
                .mapToInt(each -> each.planned().block())
                .distinct()
                .sorted()
                .toArray();
        int folds = Math.min(MOST_FOLDS, patterns.length);
        int[] fold = networks.stream()
                .mapToInt(each -> Arrays.binarySearch(patterns, each.planned().block()) % folds)
                .toArray();
        List<CellFeatures> features = networks.stream()
                .map(each -> CellFeatures.of(each.planned().cell())
                        .with(each.planned().network().params()))
                .toList();
        double[] predicted = new double[fold.length];
        for (int held = 0; held < folds; held++) {
            int left = held;
            int[] known =
                    IntStream.range(0, fold.length).filter(i -> fold[i] != left).toArray();
            AccuracyPredictor predictor = AccuracyPredictor.fit(
                    Arrays.stream(known).mapToObj(features::get).toList(),
                    Arrays.stream(known)
                            .mapToDouble(i -> networks.get(i).testAccuracy())
                            .toArray());
            IntStream.range(0, fold.length)
                    .filter(i -> fold[i] == left)
                    .forEach(i -> predicted[i] = predictor.predict(features.get(i)));
        }
        return predicted;
    }

    /** NaN of networks that are wider than the super-network, or that it was not asked for. */
    private static double[] superNetwork(
            List<TrainedNetwork> networks, ToDoubleFunction<SuperNetworkAccuracy> accuracy) {
        Map<Cell, SuperNetworkAccuracy> shipped = SuperNetworkAccuracy.shipped().stream()
                .collect(Collectors.toMap(SuperNetworkAccuracy::cell, Function.identity()));
        return networks.stream()
                .mapToDouble(each -> {
                    SuperNetworkAccuracy of = shipped.get(each.planned().cell());
                    boolean known = of != null
                            && each.planned().channels() == KernelBenchPlan.CHANNELS
                            && of.images().equals(each.images());
                    return known ? accuracy.applyAsDouble(of) : Double.NaN;
                })
                .toArray();
    }
}
