package org.spikernel.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.spikernel.engine.SpikeMatrix;
import org.spikernel.engine.SpikeMonitor;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;
import org.spikernel.shapes.Shape;
import org.spikernel.shapes.Window;

/**
 * Counts the ones that the max poolings of a network make of spikes of neurons, which they read straight or through other max poolings.
 * They make zeros and ones again.
 */
final class PooledSpikes implements SpikeMonitor {

    private final Map<String, List<Passed>> poolings = new HashMap<>();
    private long ones;

    private PooledSpikes() {}

    static PooledSpikes of(Network network) {
        PooledSpikes pooled = new PooledSpikes();
        for (Node node : network.nodes()) {
            node.layer().accept(new Passing(node)).filter(Passed::isPooled).ifPresent(pooled::add);
        }
        return pooled;
    }

    private void add(Passed passed) {
        poolings.computeIfAbsent(passed.neurons().place(), place -> new ArrayList<>())
                .add(passed);
    }

    @Override
    public void spikes(Node layer, int timestep, SpikeMatrix spikes) {
        for (Passed pooled : poolings.getOrDefault(layer.place(), List.of())) {
            for (int sample = 0; sample < spikes.samples(); sample++) {
                ones += pooled.count(spikes, sample);
            }
        }
    }

    /** How many ones all poolings have made of spikes up to now. */
    long ones() {
        return ones;
    }

    /** Whether there is a one at a place. */
    private interface Ones {
        boolean isAt(SpikeMatrix spikes, int sample, int channel, int row, int column);
    }

    /**
     * A layer that passes on spikes as zeros and ones.
     *
     * @param neurons whose spikes
     * @param shape of what it makes of them
     * @param ones where it makes a one
     * @param isPooled whether it pools
     */
    private record Passed(Node neurons, Shape shape, Ones ones, boolean isPooled) {

        long count(SpikeMatrix spikes, int sample) {
            long count = 0;
            for (int i = 0; i < shape.size(); i++) {
                int position = i % shape.positions();
                int row = position / shape.columns();
                int column = position % shape.columns();
                count += ones.isAt(spikes, sample, i / shape.positions(), row, column) ? 1 : 0;
            }
            return count;
        }

        /** A max of these ones. */
        Passed pooled(Window window, Shape output) {
            return new Passed(
                    neurons,
                    output,
                    (spikes, sample, channel, row, column) -> {
                        for (int y = window.first(row, shape.rows()); y < window.end(row, shape.rows()); y++) {
                            for (int x = window.first(column, shape.columns());
                                    x < window.end(column, shape.columns());
                                    x++) {
                                if (ones.isAt(spikes, sample, channel, y, x)) {
                                    return true;
                                }
                            }
                        }
                        return false;
                    },
                    true);
        }

        Passed unpooled() {
            return new Passed(neurons, shape, ones, false);
        }
    }

    /** Finds what a layer passes on, if it passes on spikes as zeros and ones. */
    private record Passing(Node node) implements Layer.Visitor<Optional<Passed>> {

        private Optional<Passed> read() {
            Source input = node.inputs().get(0);
            return input instanceof Node read ? read.layer().accept(new Passing(read)) : Optional.empty();
        }

        @Override
        public Optional<Passed> spiking(Layer.Spiking layer) {
            return Optional.of(new Passed(node, node.shape(), SpikeMatrix::fired, false));
        }

        @Override
        public Optional<Passed> maxPooling(Layer.MaxPooling layer) {
            return read().map(passed -> passed.pooled(layer.view(), node.shape()));
        }

        /** Drops none outside training. */
        @Override
        public Optional<Passed> dropout(Layer.Dropout layer) {
            return read().map(Passed::unpooled);
        }

        @Override
        public Optional<Passed> convolution(Layer.Convolution layer) {
            return Optional.empty();
        }

        @Override
        public Optional<Passed> batchNorm(Layer.BatchNorm layer) {
            return Optional.empty();
        }

        @Override
        public Optional<Passed> averagePooling(Layer.AveragePooling layer) {
            return Optional.empty();
        }

        @Override
        public Optional<Passed> sum(Layer.Sum layer) {
            return Optional.empty();
        }

        @Override
        public Optional<Passed> zero(Layer.Zero layer) {
            return Optional.empty();
        }

        @Override
        public Optional<Passed> flatten(Layer.Flatten layer) {
            return Optional.empty();
        }

        @Override
        public Optional<Passed> linear(Layer.Linear layer) {
            return Optional.empty();
        }

        @Override
        public Optional<Passed> voting(Layer.Voting layer) {
            return Optional.empty();
        }
    }
}
