package org.spikernel.engine;

import java.util.Arrays;
import java.util.List;

import org.spikernel.network.Layer;
import org.spikernel.shapes.Shape;

/**
 * What each layer without a state computes, one timestep at a time. Sums run in a fixed order (samples, then rows, columns and
 * channels as they lie in memory), so results have the same bits on every machine.
 */
final class LayerFunctions {

    private static final double NORM_EPSILON = 1e-5;

    private LayerFunctions() {}

    static Activations concatenate(List<Activations> inputs, Shape shape) {
        Activations output = Activations.zeros(shape, inputs.get(0).samples());
        int channel = 0;
        for (Activations input : inputs) {
            for (int i = 0; i < input.values().length; i++) {
                int channels = input.shape().channels();
                output.values()[i / channels * shape.channels() + channel + i % channels] = input.values()[i];
            }
            channel += input.shape().channels();
        }
        return output;
    }

    static Activations crop(Activations input, Layer.Crop layer, Shape shape) {
        Activations output = Activations.zeros(shape, input.samples());
        for (int i = 0; i < output.values().length; i++) {
            int position = i % shape.size() / shape.channels();
            int row = position / shape.columns() + layer.offset();
            int column = position % shape.columns() + layer.offset();
            output.values()[i] = input.values()[
                    input.start(i / shape.size())
                            + (row * input.shape().columns() + column) * shape.channels()
                            + i % shape.channels()];
        }
        return output;
    }

    /** Every output position sums what the numbers that its kernel covers contribute, in the order rows, columns, channels. */
    static Activations convolve(Activations input, Layer.Convolution layer, Shape shape, float[] weights) {
        Activations output = Activations.zeros(shape, input.samples());
        for (int sample = 0; sample < input.samples(); sample++) {
            int target = output.start(sample);
            for (int row = 0; row < shape.rows(); row++) {
                for (int column = 0; column < shape.columns(); column++) {
                    convolveAt(input, sample, layer, row, column, weights, output.values(), target);
                    target += shape.channels();
                }
            }
        }
        return output;
    }

    private static void convolveAt(
            Activations input,
            int sample,
            Layer.Convolution layer,
            int row,
            int column,
            float[] weights,
            float[] currents,
            int target) {
        Shape shape = input.shape();
        int size = layer.kernelSize();
        int top = row * layer.stride() - layer.padding();
        int left = column * layer.stride() - layer.padding();
        for (int y = Math.max(top, 0); y < Math.min(top + size, shape.rows()); y++) {
            for (int x = Math.max(left, 0); x < Math.min(left + size, shape.columns()); x++) {
                int source = input.start(sample) + (y * shape.columns() + x) * shape.channels();
                int weightRow = ((y - top) * size + x - left) * shape.channels() * layer.filters();
                addRows(
                        input.values(),
                        source,
                        shape.channels(),
                        weights,
                        weightRow,
                        layer.filters(),
                        currents,
                        target);
            }
        }
    }

    private static void addRows(
            float[] input, int source, int inputs, float[] weights, int row, int outputs, float[] sums, int target) {
        for (int i = 0; i < inputs; i++) {
            float factor = input[source + i];
            if (factor != 0) {
                for (int j = 0; j < outputs; j++) {
                    sums[target + j] += factor * weights[row + i * outputs + j];
                }
            }
        }
    }

    /** Normalises every channel by mean and variance of the batch at this timestep, as in training mode. */
    static Activations normalise(Activations input, LayerWeights weights) {
        int channels = input.shape().channels();
        double positions = (double) input.values().length / channels;
        float[] scale = new float[channels];
        float[] shift = new float[channels];
        for (int c = 0; c < channels; c++) {
            double sum = 0;
            double squares = 0;
            for (int sample = 0; sample < input.samples(); sample++) {
                double sumOfSample = 0;
                double squaresOfSample = 0;
                for (int i = input.start(sample) + c; i < input.start(sample + 1); i += channels) {
                    double value = input.values()[i];
                    sumOfSample += value;
                    squaresOfSample += value * value;
                }
                sum += sumOfSample;
                squares += squaresOfSample;
            }
            double mean = sum / positions;
            double factor = weights.sharedWeights()[c] / Math.sqrt(squares / positions - mean * mean + NORM_EPSILON);
            scale[c] = (float) factor;
            shift[c] = (float) (weights.sharedBiases()[c] - mean * factor);
        }
        return scaleAndShift(input, scale, shift);
    }

    private static Activations scaleAndShift(Activations input, float[] scale, float[] shift) {
        Activations output = Activations.zeros(input.shape(), input.samples());
        float[] values = input.values();
        for (int i = 0; i < values.length; i += scale.length) {
            for (int c = 0; c < scale.length; c++) {
                output.values()[i + c] = values[i + c] * scale[c] + shift[c];
            }
        }
        return output;
    }

    /** Means over windows; padding counts as zeros. */
    static Activations pool(Activations input, Layer.AveragePooling layer, Shape shape) {
        Activations output = Activations.zeros(shape, input.samples());
        for (int sample = 0; sample < input.samples(); sample++) {
            int target = output.start(sample);
            for (int row = 0; row < shape.rows(); row++) {
                for (int column = 0; column < shape.columns(); column++) {
                    poolAt(input, input.start(sample), layer, row, column, output.values(), target);
                    target += shape.channels();
                }
            }
        }
        return output;
    }

    private static void poolAt(
            Activations input, int start, Layer.AveragePooling layer, int row, int column, float[] means, int target) {
        Shape shape = input.shape();
        int channels = shape.channels();
        int top = row * layer.stride() - layer.padding();
        int left = column * layer.stride() - layer.padding();
        for (int y = Math.max(top, 0); y < Math.min(top + layer.window(), shape.rows()); y++) {
            for (int x = Math.max(left, 0); x < Math.min(left + layer.window(), shape.columns()); x++) {
                int source = start + (y * shape.columns() + x) * channels;
                for (int c = 0; c < channels; c++) {
                    means[target + c] += input.values()[source + c];
                }
            }
        }
        for (int c = 0; c < channels; c++) {
            means[target + c] /= layer.window() * layer.window();
        }
    }

    /** Largest numbers of windows; padding does not count. */
    static Activations pool(Activations input, Layer.MaxPooling layer, Shape shape) {
        Activations output = Activations.zeros(shape, input.samples());
        Arrays.fill(output.values(), Float.NEGATIVE_INFINITY);
        for (int i = 0; i < output.values().length; i++) {
            int channel = i % shape.channels();
            int position = i / shape.channels() % shape.positions();
            int sample = i / shape.size();
            int top = position / shape.columns() * layer.stride() - layer.padding();
            int left = position % shape.columns() * layer.stride() - layer.padding();
            for (int y = Math.max(top, 0);
                    y < Math.min(top + layer.window(), input.shape().rows());
                    y++) {
                for (int x = Math.max(left, 0);
                        x < Math.min(left + layer.window(), input.shape().columns());
                        x++) {
                    int source = input.start(sample)
                            + (y * input.shape().columns() + x) * input.shape().channels()
                            + channel;
                    output.values()[i] = Math.max(output.values()[i], input.values()[source]);
                }
            }
        }
        return output;
    }

    static Activations sum(List<Activations> inputs) {
        Activations output = new Activations(
                inputs.get(0).shape(),
                inputs.get(0).samples(),
                inputs.get(0).values().clone());
        for (Activations input : inputs.subList(1, inputs.size())) {
            for (int i = 0; i < output.values().length; i++) {
                output.values()[i] += input.values()[i];
            }
        }
        return output;
    }

    static Activations linear(Activations input, Layer.Linear layer, LayerWeights weights) {
        Activations output = Activations.zeros(Shape.vector(layer.features()), input.samples());
        for (int sample = 0; sample < input.samples(); sample++) {
            int target = output.start(sample);
            if (layer.bias()) {
                System.arraycopy(weights.sharedBiases(), 0, output.values(), target, layer.features());
            }
            int inputs = input.shape().size();
            addRows(
                    input.values(),
                    input.start(sample),
                    inputs,
                    weights.sharedWeights(),
                    0,
                    layer.features(),
                    output.values(),
                    target);
        }
        return output;
    }

    static Activations vote(Activations input, Layer.Voting layer) {
        int votes = layer.votes();
        Activations output = Activations.zeros(Shape.vector(input.shape().size() / votes), input.samples());
        for (int i = 0; i < input.values().length; i++) {
            output.values()[i / votes] += input.values()[i] / votes;
        }
        return output;
    }
}
