package org.spikernel.study.kernelbench;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

import org.spikernel.random.RandomStream;
import org.spikernel.study.RankCorrelation.Estimate;

/**
 * How well numbers rank networks, as told by their accuracies: Kendall's tau-b over those pairs that may be compared.
 *
 * <p>Networks of one pattern resemble each other, so the interval draws patterns with repetition, each with all its networks, and not networks
 * (a cluster bootstrap): intervals over networks would be too narrow.
 */
final class PairRanking {

    private static final int RESAMPLES = 1000;

    /** Sums over the pairs of one network of a pattern and one of another: who agrees, and how many pairs either ranking tells apart. */
    private final double[][] agreeing;

    private final double[][] apartInOne;
    private final double[][] apartInOther;
    private final int patterns;

    /** Whether networks of different patterns are compared: a pattern that is drawn twice is then compared with its copy, too. */
    private boolean isAcrossPatterns;

    private PairRanking(int patterns) {
        this.patterns = patterns;
        this.agreeing = new double[patterns][patterns];
        this.apartInOne = new double[patterns][patterns];
        this.apartInOther = new double[patterns][patterns];
    }

    /**
     * Tau over pairs.
     *
     * @param networks what is ranked
     * @param one a number of each
     * @param other another
     * @param compared which pairs count
     */
    static Estimate tau(
            List<TrainedNetwork> networks,
            double[] one,
            double[] other,
            BiPredicate<TrainedNetwork, TrainedNetwork> compared) {
        int[] blocks =
                networks.stream().mapToInt(each -> each.planned().block()).toArray();
        int[] different = Arrays.stream(blocks).distinct().sorted().toArray();
        PairRanking ranking = new PairRanking(different.length);
        for (int i = 0; i < one.length; i++) {
            for (int j = 0; j < one.length; j++) {
                if (i != j && compared.test(networks.get(i), networks.get(j))) {
                    ranking.add(
                            Arrays.binarySearch(different, blocks[i]),
                            Arrays.binarySearch(different, blocks[j]),
                            Math.signum(one[i] - one[j]),
                            Math.signum(other[i] - other[j]));
                }
            }
        }
        return ranking.estimate();
    }

    private void add(int block, int otherBlock, double signOfOne, double signOfOther) {
        isAcrossPatterns |= block != otherBlock;
        agreeing[block][otherBlock] += signOfOne * signOfOther;
        apartInOne[block][otherBlock] += Math.abs(signOfOne);
        apartInOther[block][otherBlock] += Math.abs(signOfOther);
    }

    private Estimate estimate() {
        double[] once = new double[patterns];
        Arrays.fill(once, 1);
        return Estimate.of(
                tau(once),
                IntStream.range(0, RESAMPLES)
                        .mapToDouble(resample -> tau(drawn(resample)))
                        .toArray());
    }

    /** How often each pattern is drawn. */
    private double[] drawn(int resample) {
        RandomStream random = RandomStream.at(0, "patterns", resample);
        double[] times = new double[patterns];
        for (int i = 0; i < patterns; i++) {
            times[random.nextInt(patterns)]++;
        }
        return times;
    }

    private double tau(double[] times) {
        return sum(agreeing, times) / Math.sqrt(sum(apartInOne, times) * sum(apartInOther, times));
    }

    private double sum(double[][] pairs, double[] times) {
        double sum = 0;
        for (int i = 0; i < times.length; i++) {
            for (int j = 0; j < times.length; j++) {
                sum += times[i] * (i == j && !isAcrossPatterns ? 1 : times[j]) * pairs[i][j];
            }
        }
        return sum;
    }
}
