package org.spikernel.internal.encoding;

import org.spikernel.random.RandomStream;

/** Rate encoding of numbers from 0 to 1, each the probability of a spike at every timestep. */
public final class RateCode {

    private RateCode() {}

    /**
     * Draws the spikes of a sample: timestep by timestep, so that fewer timesteps have the spikes of the first of more.
     *
     * @param seed of the draws
     * @param step of training that they are drawn for; 0 outside of training
     * @param numbers of the sample, on whose bits its draws depend too
     */
    public static void encode(long seed, int step, float[] numbers, int timesteps, SpikeTarget target) {
        RandomStream random = RandomStream.at(seed, "rate encoding", step, hash(numbers));
        for (int timestep = 0; timestep < timesteps; timestep++) {
            for (int i = 0; i < numbers.length; i++) {
                if (random.nextDouble() < numbers[i]) {
                    target.spike(timestep, i);
                }
            }
        }
    }

    private static long hash(float[] numbers) {
        long hash = numbers.length;
        for (float number : numbers) {
            long mixed = (hash ^ Float.floatToIntBits(number)) * 0x9E3779B97F4A7C15L;
            hash = mixed ^ (mixed >>> 32);
        }
        return hash;
    }
}
