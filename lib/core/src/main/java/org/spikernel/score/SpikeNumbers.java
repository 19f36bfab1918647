package org.spikernel.score;

import org.spikernel.engine.SpikeMatrix;
import org.spikernel.engine.SpikeRecorder;
import org.spikernel.network.Layer;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;
import org.spikernel.shapes.Shape;
import org.spikernel.shapes.Window;

/**
 * The numbers of one sample at one timestep that come from layers whose output is made of spikes, [row, column, channel]: computed from the
 * spikes themselves, since an engine shows nothing else.
 */
final class SpikeNumbers {

    private final SpikeRecorder spikes;
    private final int sample;
    private final int timestep;

    SpikeNumbers(SpikeRecorder spikes, int sample, int timestep) {
        this.spikes = spikes;
        this.sample = sample;
        this.timestep = timestep;
    }

    /** What a source makes, which is of spikes. */
    float[] of(Source source) {
        Node node = (Node) source;
        return node.layer().accept(new FromLayer(node));
    }

    private float[] input(Node node) {
        return of(node.inputs().get(0));
    }

    /** What is made of the numbers in a window, taken one after another. */
    private interface Gathering {
        float with(float gathered, float number);
    }

    private float[] gathered(Node node, Window window, Gathering gathering) {
        Shape from = node.inputShape();
        Shape to = node.shape();
        float[] numbers = input(node);
        float[] gathered = new float[to.size()];
        for (int i = 0; i < gathered.length; i++) {
            int channel = i % to.channels();
            int column = i / to.channels() % to.columns();
            int row = i / to.channels() / to.columns();
            for (int y = window.first(row, from.rows()); y < window.end(row, from.rows()); y++) {
                for (int x = window.first(column, from.columns()); x < window.end(column, from.columns()); x++) {
                    float number = numbers[(y * from.columns() + x) * from.channels() + channel];
                    gathered[i] = gathering.with(gathered[i], number);
                }
            }
        }
        return gathered;
    }

    private final class FromLayer implements Layer.Visitor<float[]> {
        private final Node node;

        FromLayer(Node node) {
            this.node = node;
        }

        private IllegalStateException notOfSpikes() {
            return new IllegalStateException("what comes from layer '" + node.place() + "' is not made of spikes");
        }

        @Override
        public float[] convolution(Layer.Convolution layer) {
            throw notOfSpikes();
        }

        @Override
        public float[] batchNorm(Layer.BatchNorm layer) {
            throw notOfSpikes();
        }

        @Override
        public float[] spiking(Layer.Spiking layer) {
            SpikeMatrix matrix = spikes.at(node.place()).get(timestep);
            Shape shape = node.shape();
            float[] numbers = new float[shape.size()];
            for (int i = 0; i < numbers.length; i++) {
                int position = i / shape.channels();
                boolean fired = matrix.fired(
                        sample, i % shape.channels(), position / shape.columns(), position % shape.columns());
                numbers[i] = fired ? 1 : 0;
            }
            return numbers;
        }

        @Override
        public float[] averagePooling(Layer.AveragePooling layer) {
            float share = 1f / layer.view().area();
            return gathered(node, layer.view(), (sum, number) -> sum + number * share);
        }

        /** Of spikes none is below 0. */
        @Override
        public float[] maxPooling(Layer.MaxPooling layer) {
            return gathered(node, layer.view(), Math::max);
        }

        @Override
        public float[] sum(Layer.Sum layer) {
            float[] sum = new float[node.shape().size()];
            for (Source input : node.inputs()) {
                float[] numbers = of(input);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += numbers[i];
                }
            }
            return sum;
        }

        @Override
        public float[] concatenation(Layer.Concatenation layer) {
            int channels = node.shape().channels();
            float[] side = new float[node.shape().size()];
            int first = 0;
            for (Source input : node.inputs()) {
                float[] numbers = of(input);
                int width = input.shape().channels();
                for (int position = 0; position < node.shape().positions(); position++) {
                    System.arraycopy(numbers, position * width, side, position * channels + first, width);
                }
                first += width;
            }
            return side;
        }

        @Override
        public float[] crop(Layer.Crop layer) {
            Shape from = node.inputShape();
            Shape to = node.shape();
            float[] numbers = input(node);
            float[] left = new float[to.size()];
            int line = to.columns() * to.channels();
            for (int row = 0; row < to.rows(); row++) {
                int start = ((row + layer.offset()) * from.columns() + layer.offset()) * from.channels();
                System.arraycopy(numbers, start, left, row * line, line);
            }
            return left;
        }

        @Override
        public float[] zero(Layer.Zero layer) {
            return new float[node.shape().size()];
        }

        /** In the order [channel, row, column]. */
        @Override
        public float[] flatten(Layer.Flatten layer) {
            Shape shape = node.inputShape();
            float[] numbers = input(node);
            float[] flat = new float[numbers.length];
            for (int i = 0; i < flat.length; i++) {
                flat[i] = numbers[i % shape.positions() * shape.channels() + i / shape.positions()];
            }
            return flat;
        }

        /** Nothing is dropped but in training. */
        @Override
        public float[] dropout(Layer.Dropout layer) {
            return input(node);
        }

        @Override
        public float[] linear(Layer.Linear layer) {
            throw notOfSpikes();
        }

        @Override
        public float[] voting(Layer.Voting layer) {
            throw notOfSpikes();
        }
    }
}
