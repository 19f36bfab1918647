package org.spikernel.score;

import java.util.Optional;

import org.spikernel.engine.SpikeMatrix;
import org.spikernel.engine.SpikeRecorder;
import org.spikernel.internal.encoding.EncodedImages;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;
import org.spikernel.shapes.Shape;
import org.spikernel.shapes.Window;

/**
 * The numbers of one sample at one timestep that come from layers whose output is made of spikes, [row, column, channel]: computed from the
 * spikes themselves, since an engine shows nothing else.
 */
final class SpikeNumbers {

    private final Network network;
    private final Optional<EncodedImages> input;
    private final SpikeRecorder spikes;
    private final int sample;
    private final int timestep;

    /**
     * Of a sample at a timestep.
     *
     * @param input what the network saw, if that was made of spikes
     */
    SpikeNumbers(Network network, Optional<EncodedImages> input, SpikeRecorder spikes, int sample, int timestep) {
        this.network = network;
        this.input = input;
        this.spikes = spikes;
        this.sample = sample;
        this.timestep = timestep;
    }

    /**
     * What a layer makes of spikes.
     *
     * @param values the numbers
     * @param areCounts whether they are numbers of spikes; else these have been averaged
     */
    record Numbers(float[] values, boolean areCounts) {}

    /** What a source makes, which is of spikes. */
    Numbers of(Source source) {
        return source instanceof Node node
                ? node.layer().accept(new FromLayer(node))
                : new Numbers(input.orElseThrow().at(sample, timestep), true);
    }

    private Numbers input(Node node) {
        return of(node.inputs().get(0));
    }

    /** What is made of the numbers in a window, taken one after another. */
    private interface Gathering {
        float with(float gathered, float number);
    }

    private static float[] gathered(Node node, float[] numbers, Window window, Gathering gathering) {
        Shape from = node.inputShape();
        Shape to = node.shape();
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

    private Numbers averaged(Node node, Window window) {
        float share = 1f / window.area();
        Numbers read = input(node);
        float[] averages = gathered(node, read.values(), window, (sum, number) -> sum + number * share);
        return new Numbers(averages, read.areCounts() && share == 1);
    }

    private final class FromLayer implements Layer.Visitor<Numbers> {
        private final Node node;

        FromLayer(Node node) {
            this.node = node;
        }

        private IllegalStateException notOfSpikes() {
            return new IllegalStateException("what comes from layer '" + node.place() + "' is not made of spikes");
        }

        @Override
        public Numbers convolution(Layer.Convolution layer) {
            throw notOfSpikes();
        }

        @Override
        public Numbers batchNorm(Layer.BatchNorm layer) {
            throw notOfSpikes();
        }

        @Override
        public Numbers spiking(Layer.Spiking layer) {
            SpikeMatrix matrix = spikes.at(node.place()).get(timestep);
            Shape shape = node.shape();
            float[] numbers = new float[shape.size()];
            for (int i = 0; i < numbers.length; i++) {
                int position = i / shape.channels();
                boolean fired = matrix.fired(
                        sample, i % shape.channels(), position / shape.columns(), position % shape.columns());
                numbers[i] = fired ? 1 : 0;
            }
            return new Numbers(numbers, true);
        }

        @Override
        public Numbers averagePooling(Layer.AveragePooling layer) {
            return averaged(node, layer.view());
        }

        /** Of spikes none is below 0. */
        @Override
        public Numbers maxPooling(Layer.MaxPooling layer) {
            Numbers read = input(node);
            return new Numbers(gathered(node, read.values(), layer.view(), Math::max), read.areCounts());
        }

        @Override
        public Numbers sum(Layer.Sum layer) {
            float[] sum = new float[node.shape().size()];
            boolean areCounts = true;
            for (Source input : node.inputs()) {
                Numbers read = of(input);
                areCounts &= read.areCounts();
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += read.values()[i];
                }
            }
            return new Numbers(sum, areCounts);
        }

        @Override
        public Numbers concatenation(Layer.Concatenation layer) {
            int channels = node.shape().channels();
            float[] side = new float[node.shape().size()];
            int first = 0;
            boolean areCounts = true;
            for (Source input : node.inputs()) {
                Numbers read = of(input);
                areCounts &= read.areCounts();
                int width = input.shape().channels();
                for (int position = 0; position < node.shape().positions(); position++) {
                    System.arraycopy(read.values(), position * width, side, position * channels + first, width);
                }
                first += width;
            }
            return new Numbers(side, areCounts);
        }

        @Override
        public Numbers crop(Layer.Crop layer) {
            Shape from = node.inputShape();
            Shape to = node.shape();
            Numbers read = input(node);
            float[] left = new float[to.size()];
            int line = to.columns() * to.channels();
            for (int row = 0; row < to.rows(); row++) {
                int start = ((row + layer.offset()) * from.columns() + layer.offset()) * from.channels();
                System.arraycopy(read.values(), start, left, row * line, line);
            }
            return new Numbers(left, read.areCounts());
        }

        @Override
        public Numbers zero(Layer.Zero layer) {
            return new Numbers(new float[node.shape().size()], true);
        }

        /** Zeros at the first timestep, which are both counts and averages. */
        @Override
        public Numbers delay(Layer.Delay layer) {
            return timestep == 0
                    ? new Numbers(new float[node.shape().size()], true)
                    : new SpikeNumbers(network, input, spikes, sample, timestep - 1)
                            .of(network.feedback(node).orElseThrow());
        }

        /** In the order [channel, row, column]. */
        @Override
        public Numbers flatten(Layer.Flatten layer) {
            Shape shape = node.inputShape();
            Numbers read = input(node);
            float[] flat = new float[shape.size()];
            for (int i = 0; i < flat.length; i++) {
                flat[i] = read.values()[i % shape.positions() * shape.channels() + i / shape.positions()];
            }
            return new Numbers(flat, read.areCounts());
        }

        /** Nothing is dropped but in training. */
        @Override
        public Numbers dropout(Layer.Dropout layer) {
            return input(node);
        }

        @Override
        public Numbers linear(Layer.Linear layer) {
            throw notOfSpikes();
        }

        @Override
        public Numbers voting(Layer.Voting layer) {
            throw notOfSpikes();
        }
    }
}
