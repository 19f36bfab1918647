package org.spikernel.score;

/**
 * The factor by which a Hamming distance counts in the kernel matrix, K(i,j) = F - alpha(i,j) H(i,j) (SpikeNAS Eq. 4).
 *
 * <p>With r_i the share of neurons that spiked for sample i, random spikes have the expected distance
 * F (r_i (1 - r_j) + (1 - r_i) r_j). Spikes are few, so plain distances are small beside F; the sparsity-aware factor lifts the
 * expected distance to F/2.
 */
public enum Alpha {
    /** alpha = 1: plain Hamming distance. */
    ONE,

    /** alpha = 0.5 / (r_i (1 - r_j) + (1 - r_i) r_j + 0.001): the papers' sparsity-aware Hamming distance. */
    SPARSITY,

    /** As {@link #SPARSITY}, but with the expected distance multiplied by F, as SNASNet's released search computes it. */
    SPARSITY_PER_NEURON;

    private static final double SMALLEST_EXPECTATION = 1e-3;

    /**
     * The factor for a pair of samples.
     *
     * @param neurons neurons in the layer: F
     * @param one spikes of one sample
     * @param other spikes of the other
     */
    double of(int neurons, int one, int other) {
        if (this == ONE) {
            return 1;
        }
        double r = (double) one / neurons;
        double s = (double) other / neurons;
        double expected = r * (1 - s) + (1 - r) * s;
        double scale = this == SPARSITY_PER_NEURON ? neurons : 1;
        return 0.5 / (expected * scale + SMALLEST_EXPECTATION);
    }
}
