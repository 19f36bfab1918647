package org.spikernel.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.spikernel.engine.SpikeMatrix;
import org.spikernel.engine.SpikeMonitor;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.shapes.Shape;
import org.spikernel.shapes.Window;

/**
 * Counts the ones that max poolings make of spikes, which they read straight from neurons or through other max poolings.
 */
final class PooledSpikes implements SpikeMonitor {

    private final Map<Node, List<Ones>> byNeurons;
    private long ones;

    private PooledSpikes(Map<Node, List<Ones>> byNeurons) {
        this.byNeurons = byNeurons;
    }

    static PooledSpikes of(Network network) {
        Map<Node, Ones> made = new HashMap<>();
        for (Node node : network.nodes()) {
            node.layer().accept(new OfLayer(node, made)).ifPresent(ones -> made.put(node, ones));
        }
        return new PooledSpikes(
                made.values().stream().filter(Ones::isPooled).collect(Collectors.groupingBy(Ones::neurons)));
    }

    @Override
    public void spikes(Node neurons, int timestep, SpikeMatrix spikes) {
        for (Ones pooled : byNeurons.getOrDefault(neurons, List.of())) {
            ones += pooled.count(spikes);
        }
    }

    /** How many ones all poolings have made up to now. */
    long ones() {
        return ones;
    }

    /** Whether there is a one at a place. */
    private interface Place {
        boolean isOne(SpikeMatrix spikes, int sample, int channel, int row, int column);
    }

    /**
     * Zeros and ones that a layer makes of spikes.
     *
     * @param neurons whose spikes they are made of
     * @param isPooled whether the layer is a max pooling
     */
    private record Ones(Node neurons, Shape shape, Place place, boolean isPooled) {

        Ones pooled(Window window, Shape output) {
            Place anyUnderWindow = (spikes, sample, channel, row, column) -> {
                for (int y = window.first(row, shape.rows()); y < window.end(row, shape.rows()); y++) {
                    for (int x = window.first(column, shape.columns()); x < window.end(column, shape.columns()); x++) {
                        if (place.isOne(spikes, sample, channel, y, x)) {
                            return true;
                        }
                    }
                }
                return false;
            };
            return new Ones(neurons, output, anyUnderWindow, true);
        }

        Ones passedOn() {
            return new Ones(neurons, shape, place, false);
        }

        long count(SpikeMatrix spikes) {
            long ones = 0;
            for (int sample = 0; sample < spikes.samples(); sample++) {
                for (int i = 0; i < shape.size(); i++) {
                    int position = i % shape.positions();
                    int row = position / shape.columns();
                    int column = position % shape.columns();
                    ones += place.isOne(spikes, sample, i / shape.positions(), row, column) ? 1 : 0;
                }
            }
            return ones;
        }
    }

    /**
     * What a layer makes, if it is nothing but ones and zeros. Dropout drops none outside training.
     *
     * @param made by the layers before it
     */
    private record OfLayer(Node node, Map<Node, Ones> made) implements Layer.Visitor<Optional<Ones>> {

        /** What it reads, if that is nothing but ones and zeros. */
        private Optional<Ones> read() {
            return node.inputs().get(0) instanceof Node input ? Optional.ofNullable(made.get(input)) : Optional.empty();
        }

        @Override
        public Optional<Ones> convolution(Layer.Convolution layer) {
            return Optional.empty();
        }

        @Override
        public Optional<Ones> batchNorm(Layer.BatchNorm layer) {
            return Optional.empty();
        }

        @Override
        public Optional<Ones> spiking(Layer.Spiking layer) {
            return Optional.of(new Ones(node, node.shape(), SpikeMatrix::fired, false));
        }

        @Override
        public Optional<Ones> averagePooling(Layer.AveragePooling layer) {
            return Optional.empty();
        }

        @Override
        public Optional<Ones> maxPooling(Layer.MaxPooling layer) {
            return read().map(ones -> ones.pooled(layer.view(), node.shape()));
        }

        @Override
        public Optional<Ones> sum(Layer.Sum layer) {
            return Optional.empty();
        }

        @Override
        public Optional<Ones> zero(Layer.Zero layer) {
            return Optional.empty();
        }

        @Override
        public Optional<Ones> flatten(Layer.Flatten layer) {
            return Optional.empty();
        }

        @Override
        public Optional<Ones> dropout(Layer.Dropout layer) {
            return read().map(Ones::passedOn);
        }

        @Override
        public Optional<Ones> linear(Layer.Linear layer) {
            return Optional.empty();
        }

        @Override
        public Optional<Ones> voting(Layer.Voting layer) {
            return Optional.empty();
        }
    }
}
