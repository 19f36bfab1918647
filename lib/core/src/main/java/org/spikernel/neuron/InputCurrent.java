package org.spikernel.neuron;

import java.util.Arrays;

import org.spikernel.internal.checks.Given;
import org.spikernel.random.RandomStream;

/**
 * Input currents to try a neuron with: one number a timestep.
 *
 * <pre>{@code
 * Lif.DEFAULT.respond(InputCurrent.constant(1.1, 50)).firingRate();
 * }</pre>
 */
public final class InputCurrent {

    private InputCurrent() {}

    /** The same current at every timestep. */
    public static double[] constant(double strength, int timesteps) {
        double[] current = silence(timesteps);
        Arrays.fill(current, Given.finite(strength, "the strength of a current"));
        return current;
    }

    /**
     * Pulses from the first timestep on, and no current between them.
     *
     * @param strength current during a pulse
     * @param width timesteps that a pulse lasts, from 1 to {@code period}
     * @param period timesteps from the beginning of a pulse to that of the next
     * @param timesteps length of the whole
     */
    public static double[] pulses(double strength, int width, int period, int timesteps) {
        if (width < 1 || width > period) {
            throw new IllegalArgumentException(
                    "a pulse must last from 1 timestep to its period of " + period + ", but lasts " + width);
        }
        Given.finite(strength, "the strength of a pulse");
        double[] current = silence(timesteps);
        for (int t = 0; t < timesteps; t++) {
            current[t] = t % period < width ? strength : 0;
        }
        return current;
    }

    /**
     * Independent normally distributed currents.
     *
     * @param mean their mean
     * @param deviation their standard deviation
     * @param timesteps how many
     * @param seed names the draw; the same seed gives the same current on every machine
     */
    public static double[] noise(double mean, double deviation, int timesteps, long seed) {
        Given.finite(mean, "the mean of a current");
        if (!(Given.finite(deviation, "the deviation of a current") >= 0)) {
            throw new IllegalArgumentException("the deviation of a current must not be negative, but is " + deviation);
        }
        RandomStream random = RandomStream.at(seed, "input current");
        double[] current = silence(timesteps);
        for (int t = 0; t < timesteps; t++) {
            current[t] = mean + deviation * random.nextNormal();
        }
        return current;
    }

    private static double[] silence(int timesteps) {
        return new double[Given.positive(timesteps, "the timesteps of a current")];
    }
}
