package org.spikernel.score;

import java.util.Arrays;

import org.spikernel.network.Layer;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;
import org.spikernel.network.NetworkPlan;
import org.spikernel.shapes.Shape;
import org.spikernel.shapes.Window;

/**
 * What arrives at the synapses of a layer: at each position of what it reads, [row, column], how many of the numbers that it must add
 * up there, over all channels and timesteps.
 *
 * @param plan of the network
 * @param spikes what its neurons did over its timesteps, by position
 */
record SynapticEvents(NetworkPlan plan, SpikeCount spikes) {

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
        return plan.carriesSpikes(source) && source instanceof Node node
                ? node.layer().accept(new Passing(node))
                : numbers(source);
    }

    /** All numbers: once if they never change, else at every timestep. */
    private double[] numbers(Source source) {
        int times = plan.isStatic(source) ? 1 : plan.network().timesteps();
        return constant(source.shape(), source.shape().channels() * times);
    }

    /** The events under the window of each position of a layer. */
    static double[] gathered(Window window, Shape input, Shape output, double[] events) {
        double[] sums = new double[output.positions()];
        for (int position = 0; position < sums.length; position++) {
            int row = position / output.columns();
            int column = position % output.columns();
            for (int y = window.first(row, input.rows()); y < window.end(row, input.rows()); y++) {
                for (int x = window.first(column, input.columns()); x < window.end(column, input.columns()); x++) {
                    sums[position] += events[y * input.columns() + x];
                }
            }
        }
        return sums;
    }

    /** The events that leave a layer which carries spikes; others make numbers. */
    private final class Passing implements Layer.Visitor<double[]> {

        private final Node node;

        Passing(Node node) {
            this.node = node;
        }

        @Override
        public double[] spiking(Layer.Spiking layer) {
            return spikes.perSample(node);
        }

        @Override
        public double[] zero(Layer.Zero layer) {
            return constant(node.shape(), 0);
        }

        @Override
        public double[] averagePooling(Layer.AveragePooling layer) {
            return gathered(layer.view(), node.inputShape(), node.shape(), input());
        }

        @Override
        public double[] maxPooling(Layer.MaxPooling layer) {
            return gathered(layer.view(), node.inputShape(), node.shape(), input());
        }

        @Override
        public double[] flatten(Layer.Flatten layer) {
            return new double[] {Arrays.stream(input()).sum()};
        }

        @Override
        public double[] dropout(Layer.Dropout layer) {
            return input();
        }

        private double[] input() {
            return from(node.inputs().get(0));
        }

        @Override
        public double[] sum(Layer.Sum layer) {
            double[] sum = constant(node.shape(), 0);
            for (Source input : node.inputs()) {
                double[] events = from(input);
                Arrays.setAll(sum, position -> sum[position] + events[position]);
            }
            return sum;
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
        public double[] linear(Layer.Linear layer) {
            return numbers(node);
        }

        @Override
        public double[] voting(Layer.Voting layer) {
            return numbers(node);
        }
    }
}
