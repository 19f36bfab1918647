package org.spikernel.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.random.RandomStream;

/**
 * Measures the inner loops by JMH, without the vector module and with it: billions of numbers a second that a thread works through.
 *
 * <p>Every loop does the same count of numbers a call, all of which stay in the first two caches: rows of 128 channels, as many as the
 * spikes that a neuron with a kernel of 3 by 3 may receive.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LanesBenchmark {

    private static final int CHANNELS = 128;
    private static final int ROWS = 64;
    private static final int NUMBERS = ROWS * CHANNELS;
    private static final float TAU = 4f / 3;

    /** Which loops: those that every Java has, or the fastest that this one has. */
    @Param({"scalar", "fastest"})
    public String loops;

    private Lanes lanes;
    private final float[] floats = new float[NUMBERS];
    private final byte[] bytes = new byte[NUMBERS];
    private final short[] shorts = new short[NUMBERS];
    private final float[] factors = new float[ROWS];
    private final float[] scale = new float[CHANNELS];
    private final float[] shift = new float[CHANNELS];
    private final int[] columns = new int[ROWS];
    private int[] rows;

    private final float[] sums = new float[NUMBERS];
    private final short[] shortSums = new short[NUMBERS];
    private final double[] moments = new double[CHANNELS];
    private final double[] squares = new double[CHANNELS];
    private final float[] potentials = new float[NUMBERS];
    private final long[] spikes = new long[NUMBERS / Long.SIZE];

    /** Draws the numbers, and the order in which rows are read. */
    @Setup
    public void draw() {
        RandomStream random = RandomStream.at(0, "lanes");
        lanes = loops.equals("scalar") ? Lanes.scalar() : Lanes.fastest();
        rows = IntStream.of(random.permutation(ROWS)).map(row -> row * CHANNELS).toArray();
        for (int i = 0; i < NUMBERS; i++) {
            floats[i] = random.uniform(-1, 3);
            bytes[i] = (byte) random.nextInt(256);
            shorts[i] = bytes[i];
        }
        for (int row = 0; row < ROWS; row++) {
            factors[row] = random.uniform(0, 1);
            columns[row] = random.nextInt(ROWS);
        }
        for (int channel = 0; channel < CHANNELS; channel++) {
            scale[channel] = random.uniform(0, 1);
            shift[channel] = random.uniform(-1, 1);
        }
    }

    /** What the spikes that a neuron receives add to its current. */
    @Benchmark
    @OperationsPerInvocation(NUMBERS)
    public float[] addRows() {
        lanes.addRows(floats, rows, 0, ROWS, 0, sums, 0, CHANNELS);
        return sums;
    }

    /** As {@link #addRows}, of what is no spike. */
    @Benchmark
    @OperationsPerInvocation(NUMBERS)
    public float[] addScaledRows() {
        lanes.addScaledRows(floats, rows, factors, 0, ROWS, 0, sums, 0, CHANNELS);
        return sums;
    }

    /** What one spike adds to the currents of many neurons. */
    @Benchmark
    @OperationsPerInvocation(NUMBERS)
    public float[] addToRows() {
        lanes.addToRows(floats, 0, rows, ROWS, 0, sums, CHANNELS);
        return sums;
    }

    /** As {@link #addRows}, of weights on a grid. */
    @Benchmark
    @OperationsPerInvocation(NUMBERS)
    public short[] gatherBytes() {
        lanes.gatherBytes(bytes, rows, 0, ROWS, 0, shortSums, CHANNELS);
        return shortSums;
    }

    /** As {@link #addToRows}, of weights on a grid. */
    @Benchmark
    @OperationsPerInvocation(NUMBERS)
    public short[] scatterBytes() {
        lanes.scatterBytes(bytes, rows, columns, 0, ROWS, 0, shortSums, CHANNELS, CHANNELS);
        return shortSums;
    }

    /** Sums on a grid become currents. */
    @Benchmark
    @OperationsPerInvocation(NUMBERS)
    public float[] addTimes() {
        lanes.addTimes(shorts, 0, factors[0], sums, 0, NUMBERS);
        return sums;
    }

    /** Mean and variance of every channel. */
    @Benchmark
    @OperationsPerInvocation(NUMBERS)
    public double[] addMoments() {
        lanes.addMoments(floats, 0, NUMBERS, moments, squares);
        return squares;
    }

    /** Batch normalisation. */
    @Benchmark
    @OperationsPerInvocation(NUMBERS)
    public float[] normalise() {
        lanes.normalise(floats, 0, NUMBERS, scale, shift, sums, 0);
        return sums;
    }

    /** Batch normalisation of sums on a grid. */
    @Benchmark
    @OperationsPerInvocation(NUMBERS)
    public float[] normaliseIntegers() {
        lanes.normalise(shorts, 0, NUMBERS, scale, shift, sums, 0);
        return sums;
    }

    /** The same, in a sum of two feature maps. */
    @Benchmark
    @OperationsPerInvocation(NUMBERS)
    public float[] addNormalisedIntegers() {
        lanes.addNormalised(shorts, 0, NUMBERS, scale, shift, sums, 0);
        return sums;
    }

    /** The sum of two feature maps. */
    @Benchmark
    @OperationsPerInvocation(NUMBERS)
    public float[] add() {
        lanes.add(floats, 0, NUMBERS, sums, 0);
        return sums;
    }

    /** A timestep of LIF neurons. */
    @Benchmark
    @OperationsPerInvocation(NUMBERS)
    public long[] chargeAndFire() {
        lanes.charge(floats, potentials, 0, NUMBERS, TAU, 0);
        lanes.fire(potentials, 0, NUMBERS, 1, 0, spikes, 0);
        return spikes;
    }

    /** Measures all loops, or as the options of JMH say: {@code -f 3} for three processes each, {@code -p loops=fastest} for half of it. */
    public static void main(String[] arguments) throws CommandLineOptionException, RunnerException {
        new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(arguments))
                        .include(LanesBenchmark.class.getName())
                        .build())
                .run();
    }
}
