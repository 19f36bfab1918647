package org.spikernel.study.predict;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.spikernel.study.RankCorrelation;
import org.spikernel.study.tabular.Label;
import org.spikernel.study.tabular.TrainedCell;
import org.spikernel.study.tabular.TrainedCells;

/**
 * How well accuracies on some images rank cells for others: both trained the same cells, or cells that compute the same
 * ({@linkplain org.spikernel.cell.Cell#canonical one canonical form}). Of cells of one form the mean counts.
 *
 * <pre>{@code
 * Transfer.between(SpikeNasBench.cifar10().orElseThrow().trainedFor(100), SpikeNasBench.cifar100().orElseThrow().trainedFor(100), Label.test());
 * }</pre>
 *
 * <p>From SpikeNAS-Bench's CIFAR-10 to its CIFAR-100 a tau of 0.71 is said to come out. That was not computed again with this library: the
 * results for CIFAR-100 were not at hand.
 *
 * @param label what stands for how good a cell is, on both sides
 * @param forms how many canonical forms both have trained
 * @param agreement of the rankings of these
 */
public record Transfer(Label label, int forms, RankCorrelation agreement) {

    private static final int FEWEST = 20;

    /**
     * Compares two benchmarks.
     *
     * @param from whose accuracies predict
     * @param to whose accuracies are predicted
     * @throws IllegalArgumentException if fewer than {@value #FEWEST} forms are common to both
     */
    public static Transfer between(TrainedCells from, TrainedCells to, Label label) {
        Map<String, Double> predicting = byForm(from, label);
        Map<String, Double> predicted = byForm(to, label);
        List<String> common =
                predicting.keySet().stream().filter(predicted::containsKey).toList();
        if (common.size() < FEWEST) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a comparison of benchmarks needs %d cells or more that both trained, but %s and %s have %d in common, of %,d and %,d canonical forms; get more of their results",
                    FEWEST,
                    from,
                    to,
                    common.size(),
                    predicting.size(),
                    predicted.size()));
        }
        return new Transfer(
                label,
                common.size(),
                RankCorrelation.of(
                        common.stream().mapToDouble(predicting::get).toArray(),
                        common.stream().mapToDouble(predicted::get).toArray()));
    }

    private static Map<String, Double> byForm(TrainedCells cells, Label label) {
        Map<String, double[]> sums = new HashMap<>();
        for (TrainedCell trained : cells.asList()) {
            double[] sum = sums.computeIfAbsent(trained.cell().canonical().toString(), form -> new double[2]);
            sum[0] += label.number().applyAsDouble(trained);
            sum[1]++;
        }
        Map<String, Double> means = new TreeMap<>();
        sums.forEach((form, sum) -> means.put(form, sum[0] / sum[1]));
        return means;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s from one to the other: %s", label, agreement);
    }
}
