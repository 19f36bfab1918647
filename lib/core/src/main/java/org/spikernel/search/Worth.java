package org.spikernel.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import org.spikernel.random.RandomStream;
import org.spikernel.space.Architecture;

/**
 * What candidates of one stage are worth to a {@link Guided} search: one number for each, as the logarithm of how little it lacks to the best.
 *
 * <p>Differences between the best decide a search, and those between the worst are the larger ones: the logarithm stretches the former. It
 * keeps the order.
 *
 * <p>Several objectives become one by the augmented Tchebycheff function: each is brought to 0 (worst seen) to 1 (best seen); the least after
 * weighing counts, and a twentieth of the sum (Knowles, ParEGO, 2006).
 *
 * @param objectives of a candidate, higher is better
 * @param weights one for each, with the sum 1
 */
record Worth(List<ToDoubleFunction<Candidate>> objectives, double[] weights) {

    private static final double SHARE_OF_SUM = 0.05;

    /** What the best is given to lack, in what the median lacks. */
    private static final double SOFTNESS = 0.1;

    /**
     * One objective, or several.
     *
     * @param random of the weights
     */
    static Worth of(Optional<String> learned, List<String> minimised, RandomStream random) {
        List<ToDoubleFunction<Candidate>> objectives = new ArrayList<>();
        objectives.add(candidate -> learned.map(candidate::measure)
                .orElseGet(() -> candidate.score().orElse(Double.NaN)));
        minimised.forEach(measure -> objectives.add(candidate -> -candidate.measure(measure)));
        // Exponential numbers, divided by their sum, lie evenly among all weights.
        double[] weights = objectives.stream()
                .mapToDouble(objective -> -StrictMath.log(1 - random.nextDouble()))
                .toArray();
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return new Worth(objectives, weights);
    }

    /**
     * The worth of the architecture of each candidate that has a score and all that the objectives ask for, the best first; of equals, that which comes first.
     *
     * @param candidates of one stage
     */
    Map<Architecture, Double> of(List<Candidate> candidates) {
        List<Candidate> told = candidates.stream()
                .filter(candidate -> candidate.score().isPresent())
                .filter(candidate ->
                        objectives.stream().allMatch(objective -> Double.isFinite(objective.applyAsDouble(candidate))))
                .toList();
        double[] merits = merits(told);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < merits.length; i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingDouble(i -> -merits[i]));
        Map<Architecture, Double> worths = new LinkedHashMap<>();
        if (!order.isEmpty()) {
            double best = merits[order.get(0)];
            double softness = softness(best, order.stream().map(i -> merits[i]).toList());
            order.forEach(i ->
                    worths.put(told.get(i).architecture(), -StrictMath.log((best - merits[i] + softness) / softness)));
        }
        return worths;
    }

    /** A share of what the median lacks, or, where half are as good as the best, of what the worst lacks; 1 where all are. */
    private static double softness(double best, List<Double> descending) {
        double median = best - descending.get(descending.size() / 2);
        double worst = best - descending.get(descending.size() - 1);
        double lacked = median > 0 ? median : worst;
        return lacked > 0 ? SOFTNESS * lacked : 1;
    }

    /** The objectives of each as one number. */
    private double[] merits(List<Candidate> candidates) {
        double[] least = new double[candidates.size()];
        double[] sum = new double[candidates.size()];
        for (int objective = 0; objective < weights.length; objective++) {
            double[] values =
                    candidates.stream().mapToDouble(objectives.get(objective)).toArray();
            double[] shares = objectives.size() == 1 ? values : shares(values);
            for (int i = 0; i < shares.length; i++) {
                double weighed = weights[objective] * shares[i];
                least[i] = objective == 0 ? weighed : Math.min(least[i], weighed);
                sum[i] += weighed;
            }
        }
        double[] merits = new double[least.length];
        for (int i = 0; i < merits.length; i++) {
            merits[i] = objectives.size() == 1 ? sum[i] : least[i] + SHARE_OF_SUM * sum[i];
        }
        return merits;
    }

    private static double[] shares(double[] values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        double[] shares = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            shares[i] = high > low ? (values[i] - low) / (high - low) : 1;
        }
        return shares;
    }
}
