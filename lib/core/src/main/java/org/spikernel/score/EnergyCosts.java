package org.spikernel.score;

import java.util.Locale;

import org.spikernel.annotation.CheckReturnValue;
import org.spikernel.internal.checks.Given;

/**
 * What each kind of operation costs on some hardware, in picojoules. Those here are of a 45 nm process at 0.9 V (Horowitz, Computing's
 * Energy Problem, ISSCC 2014), by which this field counts; give your own for other hardware:
 *
 * <pre>{@code
 * energy.on(EnergyCosts.FP32_45NM.withMemoryRead(5));
 * energy.on(new EnergyCosts("my chip", 0.8, 0.1, 0.9, 1.5));
 * }</pre>
 *
 * @param name what tables call it
 * @param multiplyAccumulate a multiplication and an addition
 * @param accumulate an addition
 * @param neuronUpdate one neuron at one timestep: its leak is a multiplication and an addition
 * @param memoryRead reading one weight or membrane potential; 0 where memory is left out, as is usual in this field
 */
@CheckReturnValue
public record EnergyCosts(
        String name, double multiplyAccumulate, double accumulate, double neuronUpdate, double memoryRead) {

    /** 32-bit floats: 3.7 pJ a multiplication and 0.9 pJ an addition. */
    public static final EnergyCosts FP32_45NM = new EnergyCosts("FP32, 45 nm", 4.6, 0.9, 4.6, 0);

    /** 16-bit floats: 1.1 pJ a multiplication and 0.4 pJ an addition. */
    public static final EnergyCosts FP16_45NM = new EnergyCosts("FP16, 45 nm", 1.5, 0.4, 1.5, 0);

    /** 8-bit integers: 0.2 pJ a multiplication and 0.03 pJ an addition. */
    public static final EnergyCosts INT8_45NM = new EnergyCosts("INT8, 45 nm", 0.23, 0.03, 0.23, 0);

    public EnergyCosts {
        Given.value(name, "the name of energy costs");
        requireCost("a multiply-accumulate", multiplyAccumulate);
        requireCost("an accumulate", accumulate);
        requireCost("the update of a neuron", neuronUpdate);
        requireCost("a memory read", memoryRead);
    }

    private static void requireCost(String what, double picojoules) {
        if (!(picojoules >= 0) || Double.isInfinite(picojoules)) {
            throw new IllegalArgumentException("the energy of " + what
                    + " should be a finite number of picojoules from 0 upwards, but is " + picojoules);
        }
    }

    /** The same with another cost of reading a number from memory: 45 nm caches of 8, 32 and 1,024 KiB take about 5, 10 and 50 pJ. */
    public EnergyCosts withMemoryRead(double picojoules) {
        return new EnergyCosts(
                String.format(Locale.ROOT, "%s, %s pJ a memory read", name, picojoules),
                multiplyAccumulate,
                accumulate,
                neuronUpdate,
                picojoules);
    }

    /** All of it in words: tables may call different costs the same. */
    String settings() {
        return String.format(
                Locale.ROOT,
                "%s: %s pJ a multiply-accumulate, %s an accumulate, %s a neuron update, %s a memory read",
                name,
                multiplyAccumulate,
                accumulate,
                neuronUpdate,
                memoryRead);
    }

    @Override
    public String toString() {
        return name;
    }
}
