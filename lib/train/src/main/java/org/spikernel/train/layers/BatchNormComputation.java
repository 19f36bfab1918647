package org.spikernel.train.layers;

import java.nio.FloatBuffer;

import org.nd4j.linalg.api.ndarray.INDArray;

import org.spikernel.internal.arrays.Floats;
import org.spikernel.internal.arrays.Sums;

/** Batch normalisation in groups of rows, each with statistics of its own. A channel's numbers in a group stay in the cache. */
final class BatchNormComputation implements Computation {

    static final String SCALE = "gamma";
    static final String SHIFT = "beta";
    static final String RUNNING_MEAN = "mean";
    static final String RUNNING_VARIANCE = "var";

    private static final double EPSILON = 1e-5;
    private static final float MOMENTUM = 0.1f;
    private static final int CHANNELS_AT_A_TIME = 4;

    private final int groups;
    /** Mean and 1 / standard deviation of the last forward pass of training, [channel, group]. */
    private float[] means = {};

    private float[] inverseDeviations = {};

    BatchNormComputation(int groups) {
        this.groups = groups;
    }

    @Override
    public INDArray forward(INDArray input, Pass pass) {
        INDArray output = pass.output(input.shape());
        Grouped x = new Grouped(input);
        FloatBuffer y = Floats.of(output);
        FloatBuffer scale = Floats.of(pass.parameter(SCALE));
        FloatBuffer shift = Floats.of(pass.parameter(SHIFT));
        FloatBuffer runningMean = Floats.of(pass.parameter(RUNNING_MEAN));
        FloatBuffer runningVariance = Floats.of(pass.parameter(RUNNING_VARIANCE));
        if (pass.training()) {
            means = new float[x.channels * groups];
            inverseDeviations = new float[x.channels * groups];
        }
        Floats.inRanges(x.channels, CHANNELS_AT_A_TIME, (index, from, to) -> {
            float[] values = new float[x.length];
            Sums sums = new Sums();
            for (int channel = from; channel < to; channel++) {
                for (int group = 0; group < groups; group++) {
                    x.read(x.values, channel, group, values);
                    double mean = runningMean.get(channel);
                    double variance = runningVariance.get(channel);
                    if (pass.training()) {
                        mean = sums.of(values, x.length) / x.length;
                        double squares = sums.ofSquares(values, (float) mean, x.length);
                        variance = squares / x.length;
                        // A single number says nothing of a variance.
                        if (x.length > 1) {
                            move(runningMean, channel, mean);
                            move(runningVariance, channel, squares / (x.length - 1));
                        }
                    }
                    double inverseDeviation = 1 / Math.sqrt(variance + EPSILON);
                    if (pass.training()) {
                        means[channel * groups + group] = (float) mean;
                        inverseDeviations[channel * groups + group] = (float) inverseDeviation;
                    }
                    double factor = scale.get(channel) * inverseDeviation;
                    transform(values, (float) factor, (float) (shift.get(channel) - mean * factor), x.length);
                    x.write(y, channel, group, values);
                }
            }
        });
        return output;
    }

    private static void move(FloatBuffer running, int channel, double statistic) {
        running.put(channel, (1 - MOMENTUM) * running.get(channel) + MOMENTUM * (float) statistic);
    }

    private static void transform(float[] values, float factor, float offset, int length) {
        for (int i = 0; i < length; i++) {
            values[i] = values[i] * factor + offset;
        }
    }

    /**
     * With g the gradient of the output, z = (x - mean) / deviation and n numbers in the group: dL/dgamma = sum(g z), dL/dbeta = sum(g),
     * dL/dx = gamma / deviation (g - sum(g) / n - z sum(g z) / n).
     */
    @Override
    public INDArray backward(INDArray input, INDArray epsilon, Pass pass) {
        INDArray inputGradient = pass.inputGradient(input.shape());
        Grouped x = new Grouped(input);
        FloatBuffer outputGradients = Floats.of(epsilon);
        FloatBuffer inputGradients = Floats.of(inputGradient);
        FloatBuffer scale = Floats.of(pass.parameter(SCALE));
        FloatBuffer scaleGradient = Floats.of(pass.gradient(SCALE));
        FloatBuffer shiftGradient = Floats.of(pass.gradient(SHIFT));
        Floats.inRanges(x.channels, CHANNELS_AT_A_TIME, (index, from, to) -> {
            float[] values = new float[x.length];
            float[] gradients = new float[x.length];
            Sums sums = new Sums();
            for (int channel = from; channel < to; channel++) {
                double sumOfScale = 0;
                double sumOfShift = 0;
                for (int group = 0; group < groups; group++) {
                    x.read(x.values, channel, group, values);
                    x.read(outputGradients, channel, group, gradients);
                    float mean = means[channel * groups + group];
                    double inverse = inverseDeviations[channel * groups + group];
                    double sum = sums.of(gradients, x.length);
                    double ofProducts = sums.ofProducts(gradients, 0, values, mean, x.length) * inverse;
                    sumOfScale += ofProducts;
                    sumOfShift += sum;
                    double factor = scale.get(channel) * inverse;
                    double slope = -factor * inverse * ofProducts / x.length;
                    double offset = -factor * sum / x.length - slope * mean;
                    combine(gradients, (float) factor, values, (float) slope, (float) offset, x.length);
                    x.write(inputGradients, channel, group, gradients);
                }
                scaleGradient.put(channel, (float) sumOfScale);
                shiftGradient.put(channel, (float) sumOfShift);
            }
        });
        pass.gradient(RUNNING_MEAN).assign(0);
        pass.gradient(RUNNING_VARIANCE).assign(0);
        return inputGradient;
    }

    private static void combine(
            float[] gradients, float factor, float[] values, float slope, float offset, int length) {
        for (int i = 0; i < length; i++) {
            gradients[i] = factor * gradients[i] + slope * values[i] + offset;
        }
    }

    /** Rows of feature maps in groups. */
    private final class Grouped {

        private final FloatBuffer values;
        private final int channels;
        private final int positions;
        private final int samples;
        /** Numbers of a channel in a group. */
        private final int length;

        Grouped(INDArray array) {
            if (array.size(0) % groups != 0) {
                throw new IllegalArgumentException("statistics per timestep need [T x batch, ...] with T = " + groups
                        + ", but found " + array.size(0) + " rows, which are no multiple of " + groups);
            }
            values = Floats.of(array);
            channels = Math.toIntExact(array.size(1));
            positions = Math.toIntExact(array.length() / array.size(0) / channels);
            samples = Math.toIntExact(array.size(0) / groups);
            length = samples * positions;
        }

        void read(FloatBuffer from, int channel, int group, float[] target) {
            for (int sample = 0; sample < samples; sample++) {
                from.get(start(channel, group, sample), target, sample * positions, positions);
            }
        }

        void write(FloatBuffer to, int channel, int group, float[] source) {
            for (int sample = 0; sample < samples; sample++) {
                to.put(start(channel, group, sample), source, sample * positions, positions);
            }
        }

        private int start(int channel, int group, int sample) {
            return ((group * samples + sample) * channels + channel) * positions;
        }
    }
}
