package org.spikernel.train.layers;

import java.util.Arrays;
import java.util.Locale;

import org.nd4j.linalg.api.ndarray.INDArray;

import org.spikernel.internal.arrays.Floats;

/** How the neurons of a layer that lie at every timestep in a row of their own are shared out to threads. */
final class TimeFoldedNeurons {

    private TimeFoldedNeurons() {}

    /**
     * How many neurons there are, of all samples.
     *
     * @throws IllegalArgumentException if the rows are no multiple of the timesteps
     */
    static int count(INDArray input, int timesteps) {
        if (input.size(0) % timesteps != 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "neurons over %d timesteps need [T x batch, ...], but found shape %s: %d rows are no multiple of %d",
                    timesteps,
                    Arrays.toString(input.shape()),
                    input.size(0),
                    timesteps));
        }
        return Math.toIntExact(input.length() / timesteps);
    }

    /** How many a thread takes at a time: the same on every machine, since sums over ranges are taken in the order of the ranges. */
    static int rangeSize(int count) {
        return Math.max(Floats.BLOCK, (count / 16 + Floats.BLOCK - 1) / Floats.BLOCK * Floats.BLOCK);
    }
}
