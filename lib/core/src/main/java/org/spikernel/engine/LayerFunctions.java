package org.spikernel.engine;

import java.util.List;

import org.spikernel.network.Layer;
import org.spikernel.network.Shape;

/**
 * What each layer without a state computes, one timestep at a time. Sums run in a fixed order (samples, then rows, columns and
 * channels as they lie in memory), so results have the same bits on every machine.
 */
final class LayerFunctions {

    private static final double NORM_EPSILON = 1e-5;

    private LayerFunctions() {}

    /** Every output position sums the weight rows of the events that its kernel covers. */
    static Activations convolve(Activations input, Layer.Convolution layer, Shape shape, float[] weights) {
        Activations output = Activations.zeros(shape, input.samples());
        Events events = new Events(input.shape());
        for (int sample = 0; sample < input.samples(); sample++) {
            events.read(input, sample);
            int target = output.start(sample);
            for (int row = 0; row < shape.rows(); row++) {
                for (int column = 0; column < shape.columns(); column++) {
                    convolveAt(input.shape(), events, layer, row, column, weights, output.values(), target);
                    target += shape.channels();
                }
            }
        }
        return output;
    }

    private static void convolveAt(
            Shape input,
            Events events,
            Layer.Convolution layer,
            int row,
            int column,
            float[] weights,
            float[] currents,
            int target) {
        int size = layer.kernelSize();
        int top = row * layer.stride() - layer.padding();
        int left = column * layer.stride() - layer.padding();
        for (int y = Math.max(top, 0); y < Math.min(top + size, input.rows()); y++) {
            for (int x = Math.max(left, 0); x < Math.min(left + size, input.columns()); x++) {
                int offset = ((y - top) * size + x - left) * input.channels() * layer.filters();
                events.addTo(y * input.columns() + x, weights, offset, currents, target, layer.filters());
            }
        }
    }

    /** Normalises every channel by mean and variance of the batch at this timestep, as in training mode. */
    static Activations normalise(Activations input, LayerWeights weights) {
        int channels = input.shape().channels();
        double[] sums = new double[channels];
        double[] squares = new double[channels];
        float[] values = input.values();
        int positions = values.length / channels;
        for (int i = 0; i < values.length; i += channels) {
            for (int c = 0; c < channels; c++) {
                sums[c] += values[i + c];
            }
        }
        for (int i = 0; i < values.length; i += channels) {
            for (int c = 0; c < channels; c++) {
                double deviation = values[i + c] - sums[c] / positions;
                squares[c] += deviation * deviation;
            }
        }
        float[] scale = new float[channels];
        float[] shift = new float[channels];
        for (int c = 0; c < channels; c++) {
            double factor = weights.weights()[c] / Math.sqrt(squares[c] / positions + NORM_EPSILON);
            scale[c] = (float) factor;
            shift[c] = (float) (weights.biases()[c] - sums[c] / positions * factor);
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
        Events events = new Events(input.shape());
        for (int sample = 0; sample < input.samples(); sample++) {
            int target = output.start(sample);
            if (layer.bias()) {
                System.arraycopy(weights.biases(), 0, output.values(), target, layer.features());
            }
            events.read(input, sample);
            events.addTo(0, weights.weights(), 0, output.values(), target, layer.features());
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
