package org.spikernel.engine;

import java.util.Arrays;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;

/**
 * Mean and variance of every channel over a batch, at each timestep. Each sample is summed on its own and the samples are then added in
 * order, so the bits do not depend on the threads.
 */
final class Statistics {

    private static final double EPSILON = 1e-5;

    /** Few enough numbers that they stay in the first-level cache. */
    private static final int CHUNK = 4096;

    private final Shape shape;
    private final int timesteps;
    private final double[][][] sums;
    private final double[][][] squares;

    Statistics(int samples, int timesteps, Shape shape) {
        this.shape = shape;
        this.timesteps = timesteps;
        sums = new double[timesteps][samples][shape.channels()];
        squares = new double[timesteps][samples][shape.channels()];
    }

    /** Those of a signal: as they were taken when it was made, or else taken now. */
    static Statistics of(Signal signal, int timesteps, RunResources resources) {
        if (signal.statistics() != null) {
            return signal.statistics();
        }
        Statistics taken = new Statistics(resources.samples(), timesteps, signal.shape());
        resources.forEachSample(sample -> {
            for (int timestep = 0; timestep < timesteps; timestep++) {
                taken.take(signal, sample, timestep, resources.lanes());
            }
        });
        return taken;
    }

    /** Takes a sample's numbers at a timestep. */
    void take(Signal signal, int sample, int timestep, Lanes lanes) {
        double[] sum = sums[timestep][sample];
        double[] square = squares[timestep][sample];
        Arrays.fill(sum, 0);
        Arrays.fill(square, 0);
        int chunk = (CHUNK + shape.channels() - 1) / shape.channels() * shape.channels();
        float[] numbers = Scratch.ofThread().take(chunk);
        for (int from = 0; from < shape.size(); from += chunk) {
            int count = Math.min(chunk, shape.size() - from);
            signal.read(sample, timestep, from, count, numbers, 0, lanes);
            lanes.addMoments(numbers, 0, count, sum, square);
        }
        Scratch.ofThread().giveBack();
    }

    /** The signal, normalised by what was taken and then scaled and shifted by trained weights. */
    Normalised normalise(Signal signal, LayerWeights weights) {
        int channels = shape.channels();
        float[][] scale = new float[timesteps][channels];
        float[][] shift = new float[timesteps][channels];
        for (int timestep = 0; timestep < timesteps; timestep++) {
            double numbers = (double) sums[timestep].length * shape.positions();
            for (int c = 0; c < channels; c++) {
                double mean = total(sums[timestep], c) / numbers;
                double variance = total(squares[timestep], c) / numbers - mean * mean;
                normalise(c, mean, variance, weights, scale[timestep], shift[timestep]);
            }
        }
        return normalised(signal, scale, shift);
    }

    /** The signal, normalised by given statistics. */
    static Normalised normalise(Signal signal, LayerWeights weights, LayerWeights.RunningStatistics running) {
        int channels = running.mean().length;
        float[][] scale = new float[1][channels];
        float[][] shift = new float[1][channels];
        for (int c = 0; c < channels; c++) {
            normalise(c, running.mean()[c], running.variance()[c], weights, scale[0], shift[0]);
        }
        return normalised(signal, scale, shift);
    }

    private static Normalised normalised(Signal signal, float[][] scale, float[][] shift) {
        int length = Lanes.factorsFor(signal.shape().channels());
        // A power of two that numbers are multiples of goes into their factors, which changes no bit of what comes out.
        float step = signal instanceof IntegerField integers ? integers.step() : 1;
        float[][] factors = new float[scale.length][length];
        float[][] summands = new float[scale.length][length];
        for (int timestep = 0; timestep < scale.length; timestep++) {
            for (int i = 0; i < length; i++) {
                factors[timestep][i] = scale[timestep][i % scale[timestep].length] * step;
                summands[timestep][i] = shift[timestep][i % scale[timestep].length];
            }
        }
        return new Normalised(signal, factors, summands);
    }

    private static void normalise(
            int channel, double mean, double variance, LayerWeights weights, float[] scale, float[] shift) {
        double factor = weights.sharedWeights()[channel] / Math.sqrt(variance + EPSILON);
        scale[channel] = (float) factor;
        shift[channel] = (float) (weights.sharedBiases()[channel] - mean * factor);
    }

    private static double total(double[][] bySample, int channel) {
        double total = 0;
        for (double[] sample : bySample) {
            total += sample[channel];
        }
        return total;
    }
}
