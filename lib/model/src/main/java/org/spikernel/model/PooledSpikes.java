package org.spikernel.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.spikernel.engine.SpikeMatrix;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;
import org.spikernel.shapes.Shape;

/** The max poolings of a network that read spikes of neurons, straight or through other max poolings. They make zeros and ones again. */
record PooledSpikes(Map<Node, List<Node>> poolings) {

    static PooledSpikes of(Network network) {
        Map<Node, List<Node>> poolings = new HashMap<>();
        for (Node node : network.nodes()) {
            if (node.layer() instanceof Layer.MaxPooling) {
                neurons(node)
                        .ifPresent(neurons -> poolings.computeIfAbsent(neurons, none -> new ArrayList<>())
                                .add(node));
            }
        }
        return new PooledSpikes(poolings);
    }

    /** The neurons whose spikes a layer passes on; dropout drops none outside training. */
    private static Optional<Node> neurons(Source source) {
        if (!(source instanceof Node node)) {
            return Optional.empty();
        } else if (node.layer() instanceof Layer.Spiking) {
            return Optional.of(node);
        }
        boolean passesOn = node.layer() instanceof Layer.MaxPooling || node.layer() instanceof Layer.Dropout;
        return passesOn ? neurons(node.inputs().get(0)) : Optional.empty();
    }

    /** How many ones all poolings of some neurons make of their spikes at a timestep. */
    long count(Node neurons, SpikeMatrix spikes) {
        long ones = 0;
        for (Node pooling : poolings.getOrDefault(neurons, List.of())) {
            Shape shape = pooling.shape();
            for (int sample = 0; sample < spikes.samples(); sample++) {
                for (int i = 0; i < shape.size(); i++) {
                    int channel = i / shape.positions();
                    int row = i % shape.positions() / shape.columns();
                    if (isOne(pooling, spikes, sample, channel, row, i % shape.columns())) {
                        ones++;
                    }
                }
            }
        }
        return ones;
    }

    private static boolean isOne(Node node, SpikeMatrix spikes, int sample, int channel, int row, int column) {
        if (node.layer() instanceof Layer.Spiking) {
            return spikes.fired(sample, channel, row, column);
        }
        Node read = (Node) node.inputs().get(0);
        if (!(node.layer() instanceof Layer.MaxPooling pooling)) {
            return isOne(read, spikes, sample, channel, row, column);
        }
        int top = row * pooling.stride() - pooling.padding();
        int left = column * pooling.stride() - pooling.padding();
        for (int y = Math.max(top, 0);
                y < Math.min(top + pooling.window(), read.shape().rows());
                y++) {
            for (int x = Math.max(left, 0);
                    x < Math.min(left + pooling.window(), read.shape().columns());
                    x++) {
                if (isOne(read, spikes, sample, channel, y, x)) {
                    return true;
                }
            }
        }
        return false;
    }
}
