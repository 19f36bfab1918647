package org.spikernel.score;

/**
 * The fitness of AutoSNN (Na et al., ICML 2022, Eq. 3): accuracy, and the less of it the more a network spikes, A (N / N_avg)^lambda.
 *
 * @param lambda how much spikes count, 0 or less; the paper's are 0, -0.08, -0.16 and -0.24
 * @param meanSpikes N_avg: spikes an image of an average network
 */
public record Fitness(double lambda, double meanSpikes) {

    public Fitness {
        if (!(lambda <= 0) || Double.isInfinite(lambda)) {
            throw new IllegalArgumentException(
                    "lambda must be a finite number of 0 or less, so that spikes count against a network,"
                            + " such as -0.08, but is " + lambda);
        }
        if (!(meanSpikes > 0) || Double.isInfinite(meanSpikes)) {
            throw new IllegalArgumentException(
                    "the mean number of spikes must be finite and above 0, but is " + meanSpikes);
        }
    }

    /**
     * The fitness of a network. One that never spikes has its accuracy where spikes do not count, and else no finite fitness.
     *
     * @param accuracy A, from 0 to 1
     * @param spikes N: spikes an image
     */
    public double of(double accuracy, double spikes) {
        return accuracy * StrictMath.pow(spikes / meanSpikes, lambda);
    }
}
