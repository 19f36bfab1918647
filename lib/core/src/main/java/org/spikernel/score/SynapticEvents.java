package org.spikernel.score;

import java.util.Arrays;
import java.util.Optional;

import org.spikernel.engine.Presentation;
import org.spikernel.internal.encoding.EncodedImages;
import org.spikernel.network.Encoding;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;
import org.spikernel.network.NetworkPlan;
import org.spikernel.shapes.Shape;
import org.spikernel.shapes.Window;

/**
 * What arrives at the synapses of a layer: at each position of what it reads, [row, column], how many of the numbers that it must add
 * up there, over all channels and timesteps.
 *
 * @param plan of the network that was run
 * @param spikes what its neurons did
 * @param input what it saw, if that was made of spikes
 * @param samples how many were shown
 */
record SynapticEvents(NetworkPlan plan, SpikeCount spikes, Optional<EncodedImages> input, int samples) {

    /** Of a network that was run for its own timesteps. */
    static SynapticEvents of(Network network, Presentation shown, SpikeCount spikes) {
        Encoding encoding = network.input().encoding();
        Optional<EncodedImages> input = encoding.isMadeOfSpikes()
                ? Optional.of(EncodedImages.of(shown.batch(), encoding, network.timesteps()))
                : Optional.empty();
        return new SynapticEvents(
                NetworkPlan.of(network), spikes, input, shown.batch().size());
    }

    /** One event for every number. */
    static double[] all(Shape shape) {
        return constant(shape, shape.channels());
    }

    private static double[] constant(Shape shape, double events) {
        double[] all = new double[shape.positions()];
        Arrays.fill(all, events);
        return all;
    }

    /** The events that come from a source. */
    double[] from(Source source) {
        if (!plan.carriesSpikes(source)) {
            return numbers(source);
        }
        return source instanceof Node node ? node.layer().accept(new FromLayer(node)) : fromNetworkInput();
    }

    /** Every spike of the input counts, and as often as it was counted there. */
    private double[] fromNetworkInput() {
        Shape shape = plan.network().input().shape();
        double[] events = constant(shape, 0);
        for (int sample = 0; sample < samples; sample++) {
            for (int timestep = 0; timestep < plan.network().timesteps(); timestep++) {
                float[] numbers = input.orElseThrow().at(sample, timestep);
                for (int i = 0; i < numbers.length; i++) {
                    events[i / shape.channels()] += numbers[i];
                }
            }
        }
        return Arrays.stream(events).map(sum -> sum / samples).toArray();
    }

    /** Every number counts, as often as it changes. */
    double[] numbers(Source source) {
        int times = plan.isStatic(source) ? 1 : plan.network().timesteps();
        return constant(source.shape(), source.shape().channels() * times);
    }

    /** The events that come from all inputs together, whether these add up or their channels stand side by side. */
    private double[] summed(Node node) {
        double[] sum = constant(node.shape(), 0);
        for (Source input : node.inputs()) {
            double[] events = from(input);
            Arrays.setAll(sum, position -> sum[position] + events[position]);
        }
        return sum;
    }

    private double[] fromInput(Node node) {
        return from(node.inputs().get(0));
    }

    /** The events under the window of each position of a layer. */
    static double[] gathered(Node node, Window window, double[] events) {
        int columns = node.shape().columns();
        double[] sums = new double[node.shape().positions()];
        for (int position = 0; position < sums.length; position++) {
            sums[position] = under(window, position / columns, position % columns, node.inputShape(), events);
        }
        return sums;
    }

    private static double[] cropped(Node node, int offset, double[] events) {
        int columns = node.shape().columns();
        double[] left = new double[node.shape().positions()];
        for (int position = 0; position < left.length; position++) {
            int row = position / columns + offset;
            left[position] = events[row * node.inputShape().columns() + position % columns + offset];
        }
        return left;
    }

    private static double under(Window window, int row, int column, Shape input, double[] events) {
        double sum = 0;
        for (int y = window.first(row, input.rows()); y < window.end(row, input.rows()); y++) {
            for (int x = window.first(column, input.columns()); x < window.end(column, input.columns()); x++) {
                sum += events[y * input.columns() + x];
            }
        }
        return sum;
    }

    /** The events that come from a layer whose output is made of spikes. */
    private final class FromLayer implements Layer.Visitor<double[]> {
        private final Node node;

        FromLayer(Node node) {
            this.node = node;
        }

        @Override
        public double[] convolution(Layer.Convolution layer) {
            return numbers(node);
        }

        @Override
        public double[] batchNorm(Layer.BatchNorm layer) {
            return numbers(node);
        }

        @Override
        public double[] spiking(Layer.Spiking layer) {
            return spikes.perSample(node);
        }

        @Override
        public double[] averagePooling(Layer.AveragePooling layer) {
            return gathered(node, layer.view(), fromInput(node));
        }

        @Override
        public double[] maxPooling(Layer.MaxPooling layer) {
            return gathered(node, layer.view(), fromInput(node));
        }

        @Override
        public double[] sum(Layer.Sum layer) {
            return summed(node);
        }

        @Override
        public double[] concatenation(Layer.Concatenation layer) {
            return summed(node);
        }

        @Override
        public double[] crop(Layer.Crop layer) {
            return cropped(node, layer.offset(), fromInput(node));
        }

        @Override
        public double[] zero(Layer.Zero layer) {
            return constant(node.shape(), 0);
        }

        /** Spikes are counted over all timesteps, and those of the last one are never heard. */
        @Override
        public double[] delay(Layer.Delay layer) {
            throw new IllegalArgumentException(
                    plan.network().name() + ": the delay '" + node.place()
                            + "' carries back spikes, and how many of them arrive is not counted; ask Energy, which looks at every timestep");
        }

        @Override
        public double[] flatten(Layer.Flatten layer) {
            return new double[] {Arrays.stream(fromInput(node)).sum()};
        }

        @Override
        public double[] dropout(Layer.Dropout layer) {
            return fromInput(node);
        }

        @Override
        public double[] linear(Layer.Linear layer) {
            return numbers(node);
        }

        @Override
        public double[] voting(Layer.Voting layer) {
            return numbers(node);
        }
    }
}
