package org.spikernel.engine;

import java.util.Arrays;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;

/**
 * Mean and variance of every channel over a batch. Each sample is summed on its own and the samples are then added in order, so the
 * bits do not depend on the threads.
 */
final class Statistics {

    private static final double EPSILON = 1e-5;

    private final int channels;
    private final double[][] sums;
    private final double[][] squares;

    Statistics(int samples, int channels) {
        this.channels = channels;
        sums = new double[samples][channels];
        squares = new double[samples][channels];
    }

    /** Those of a field: as they were taken when it was made, or else taken now. */
    static Statistics of(Field field, RunResources resources) {
        if (field.statistics() != null) {
            return field.statistics();
        }
        Shape shape = field.shape();
        Statistics taken = new Statistics(resources.samples(), shape.channels());
        resources.forEachSample(
                sample -> taken.take(sample, field.values(), field.start(sample), shape.size(), resources.lanes()));
        return taken;
    }

    /** Takes a sample's numbers, positions of as many numbers as there are channels. */
    void take(int sample, float[] values, int start, int count, Lanes lanes) {
        Arrays.fill(sums[sample], 0);
        Arrays.fill(squares[sample], 0);
        lanes.addMoments(values, start, count, sums[sample], squares[sample]);
    }

    /** The field, normalised by what was taken and then scaled and shifted by trained weights. */
    Normalised normalise(Field field, LayerWeights weights) {
        double numbers = (double) field.values().length / channels;
        float[] scale = new float[channels];
        float[] shift = new float[channels];
        for (int c = 0; c < channels; c++) {
            double mean = total(sums, c) / numbers;
            normalise(c, mean, total(squares, c) / numbers - mean * mean, weights, scale, shift);
        }
        return new Normalised(field, scale, shift);
    }

    /** The field, normalised by given statistics. */
    static Normalised normalise(Field field, LayerWeights weights, LayerWeights.RunningStatistics running) {
        int channels = running.mean().length;
        float[] scale = new float[channels];
        float[] shift = new float[channels];
        for (int c = 0; c < channels; c++) {
            normalise(c, running.mean()[c], running.variance()[c], weights, scale, shift);
        }
        return new Normalised(field, scale, shift);
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
