package org.spikernel.train;

import org.spikernel.network.Network;

import static org.assertj.core.api.Assertions.assertThat;

/** How close numbers are to those of an independent implementation. */
final class Close {

    private static final double TOLERANCE = 1e-4;
    /** Below this, numbers are what rounding leaves of zero: such as the mean of what batch normalisation made. */
    private static final double SMALLEST = 1e-3;

    private Close() {}

    /** Equal up to a share of the largest number, where that is no rounding of zero. */
    static void assertClose(String name, float[] found, float[] expected) {
        assertClose(name, found, expected, SMALLEST);
    }

    /** Equal up to a share of the largest number, or of another one if that is larger. */
    static void assertClose(String name, float[] found, float[] expected, double smallest) {
        double largest = smallest;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs(expected[i] - found[i]));
        }
        assertThat(found).as(name).hasSameSizeAs(expected);
        assertThat(difference / largest).as(name).isLessThan(TOLERANCE);
    }

    /** Means over time of numbers [sample, timestep, class]. */
    static float[] means(float[] outputs, Network network) {
        int classes = network.output().shape().size();
        int timesteps = network.timesteps();
        float[] means = new float[outputs.length / timesteps];
        for (int i = 0; i < outputs.length; i++) {
            means[i / (timesteps * classes) * classes + i % classes] += outputs[i] / timesteps;
        }
        return means;
    }
}
