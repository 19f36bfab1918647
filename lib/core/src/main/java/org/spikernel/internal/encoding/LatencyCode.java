package org.spikernel.internal.encoding;

/** Latency encoding of numbers: each spikes once, the sooner the larger it is; those below 0 count as 0, those above 1 as 1. */
public final class LatencyCode {

    private LatencyCode() {}

    /** Makes the spikes of a sample: that of x at timestep round((T - 1) (1 - x)). */
    public static void encode(float[] numbers, int timesteps, SpikeTarget target) {
        for (int i = 0; i < numbers.length; i++) {
            float number = Math.max(0, Math.min(1, numbers[i]));
            target.spike(Math.round((timesteps - 1) * (1 - number)), i);
        }
    }
}
