package org.spikernel.score;

import java.util.Arrays;

import org.spikernel.network.Layer;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;
import org.spikernel.shapes.Shape;

/**
 * What arrives at the synapses of a layer: at each position of what it reads, [row, column], how many of the numbers that it must add
 * up there, over all channels and timesteps.
 *
 * @param timesteps how often a network was run
 * @param spikes what its neurons did
 */
record SynapticEvents(int timesteps, SpikeCount spikes) {

    /** One event for every number. */
    static double[] all(Shape shape) {
        return constant(shape, shape.channels());
    }

    private static double[] constant(Shape shape, double events) {
        double[] all = new double[shape.positions()];
        Arrays.fill(all, events);
        return all;
    }

    /** Whether what comes from a source is made of spikes, so that most of it is zero. */
    static boolean carriesSpikes(Source source) {
        if (!(source instanceof Node node)) {
            return false;
        }
        Layer layer = node.layer();
        boolean passesOn = layer instanceof Layer.AveragePooling
                || layer instanceof Layer.MaxPooling
                || layer instanceof Layer.Flatten
                || layer instanceof Layer.Dropout
                || layer instanceof Layer.Sum;
        return layer instanceof Layer.Spiking
                || layer instanceof Layer.Zero
                || passesOn && node.inputs().stream().allMatch(SynapticEvents::carriesSpikes);
    }

    /** The events that come from a source. */
    double[] from(Source source) {
        if (!carriesSpikes(source)) {
            return constant(source.shape(), source.shape().channels() * (isStatic(source) ? 1 : timesteps));
        }
        Node node = (Node) source;
        Layer layer = node.layer();
        if (layer instanceof Layer.Spiking) {
            return spikes.perSample(node);
        } else if (layer instanceof Layer.Zero) {
            return constant(node.shape(), 0);
        } else if (layer instanceof Layer.AveragePooling pooling) {
            return gathered(node, fromInput(node), pooling.window(), pooling.stride(), pooling.padding());
        } else if (layer instanceof Layer.MaxPooling pooling) {
            return gathered(node, fromInput(node), pooling.window(), pooling.stride(), pooling.padding());
        } else if (layer instanceof Layer.Flatten) {
            return new double[] {Arrays.stream(fromInput(node)).sum()};
        }
        return summed(node);
    }

    /** What no neuron stands before is the same at every timestep. */
    private static boolean isStatic(Source source) {
        return !(source instanceof Node node)
                || !(node.layer() instanceof Layer.Spiking)
                        && node.inputs().stream().allMatch(SynapticEvents::isStatic);
    }

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

    /** How often a convolution or linear layer adds a weight because of such events. */
    static double operations(Node node, double[] events) {
        double[] arriving = node.layer() instanceof Layer.Convolution layer
                ? gathered(node, events, layer.kernelSize(), layer.stride(), layer.padding())
                : events;
        return Arrays.stream(arriving).sum() * node.shape().channels();
    }

    /** The events under the window of each position of a layer. */
    private static double[] gathered(Node node, double[] events, int window, int stride, int padding) {
        Shape input = node.inputShape();
        int columns = node.shape().columns();
        double[] sums = new double[node.shape().positions()];
        for (int position = 0; position < sums.length; position++) {
            int top = position / columns * stride - padding;
            int left = position % columns * stride - padding;
            for (int row = Math.max(top, 0); row < Math.min(top + window, input.rows()); row++) {
                for (int column = Math.max(left, 0); column < Math.min(left + window, input.columns()); column++) {
                    sums[position] += events[row * input.columns() + column];
                }
            }
        }
        return sums;
    }
}
