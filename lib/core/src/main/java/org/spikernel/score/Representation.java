package org.spikernel.score;

import java.util.List;
import java.util.Locale;

import tech.tablesaw.api.Table;

/**
 * How a network represents a batch of images, and the score that this earns it.
 *
 * @param score R = log|det K|
 * @param kernel the kernel matrix K
 * @param layers activity of the layers of neurons, in the order of the network
 */
public record Representation(double score, KernelMatrix kernel, List<LayerActivity> layers) {

    public Representation {
        layers = List.copyOf(layers);
    }

    /** Mean firing rate over all neurons, from 0 to 1. */
    public double firingRate() {
        return LayerActivity.firingRate(layers);
    }

    /**
     * What the score would be if no two samples looked alike in anything: N log D for N samples and a diagonal of D, as many as there are
     * neurons and timesteps: it knows nothing of the images.
     */
    public double partOfSize() {
        return kernel.samples() * StrictMath.log(kernel.entry(0, 0));
    }

    /** What the score has less than {@link #partOfSize} since samples look alike: log|det(K / D)|, 0 at most. */
    public double partOfDifference() {
        return score - partOfSize();
    }

    /** One row a layer of neurons: place, neurons, firing_rate. */
    public Table table() {
        return LayerActivity.table(layers);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "R = %.4f over %d samples, firing rate %.1f%%",
                score,
                kernel.samples(),
                100 * firingRate());
    }
}
