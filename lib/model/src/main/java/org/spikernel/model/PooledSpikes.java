package org.spikernel.model;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.spikernel.engine.SpikeMatrix;
import org.spikernel.engine.SpikeMonitor;
import org.spikernel.network.Layer;
import org.spikernel.network.Network;
import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;
import org.spikernel.network.NetworkPlan;
import org.spikernel.shapes.Shape;
import org.spikernel.shapes.Window;

/**
 * Counts the ones that max poolings make of spikes, which they read straight from neurons or through other max poolings.
 */
final class PooledSpikes implements SpikeMonitor {

    private final Map<Node, List<Ones>> byNeurons;
    private final boolean countsAll;
    private long ones;

    private PooledSpikes(Map<Node, List<Ones>> byNeurons, boolean countsAll) {
        this.byNeurons = byNeurons;
        this.countsAll = countsAll;
    }

    /** Counts those of a network. */
    static PooledSpikes of(Network network) {
        NetworkPlan plan = NetworkPlan.of(network);
        Map<Node, List<Ones>> made = new HashMap<>();
        Set<Node> delayed = new HashSet<>();
        Set<Node> uncounted = new HashSet<>();
        for (Node node : network.nodes()) {
            made.put(node, node.layer().accept(new OfLayer(plan, node, made, delayed, uncounted)));
        }
        return new PooledSpikes(
                made.values().stream()
                        .flatMap(List::stream)
                        .filter(Ones::isPooled)
                        .collect(Collectors.groupingBy(Ones::neurons)),
                uncounted.isEmpty());
    }

    @Override
    public void spikes(Node neurons, int timestep, SpikeMatrix spikes) {
        for (Ones pooled : byNeurons.getOrDefault(neurons, List.of())) {
            ones += pooled.count(spikes);
        }
    }

    /**
     * How many ones all poolings have made up to now; NaN if one of them reads spikes of the timestep before, by feedback: those of the last
     * timestep never get there, which this does not count.
     */
    double ones() {
        return countsAll ? ones : Double.NaN;
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

        /** Under windows; the channels are those of this part, whatever the layer's others are. */
        Ones pooled(Window window, Shape layer) {
            Shape output = layer.withChannels(shape.channels());
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

        Ones cropped(int offset) {
            return new Ones(
                    neurons,
                    new Shape(shape.channels(), shape.rows() - offset, shape.columns() - offset),
                    (spikes, sample, channel, row, column) ->
                            place.isOne(spikes, sample, channel, row + offset, column + offset),
                    false);
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
     * What a layer makes, if it is nothing but ones and zeros, in parts whose channels stand side by side; else no parts. Dropout drops none outside training.
     *
     * @param made by the layers before it
     * @param delayed which of these hand on spikes of the timestep before
     * @param uncounted takes it if it is a max pooling of such spikes
     */
    private record OfLayer(
            NetworkPlan plan, Node node, Map<Node, List<Ones>> made, Set<Node> delayed, Set<Node> uncounted)
            implements Layer.Visitor<List<Ones>> {

        /** What it reads, if that is nothing but ones and zeros. */
        private List<Ones> read(Source source) {
            return source instanceof Node input ? made.get(input) : List.of();
        }

        private List<Ones> read() {
            return read(node.inputs().get(0));
        }

        /** Whether it makes ones and zeros of spikes of the timestep before. */
        private boolean handsOnDelayed() {
            boolean handsOn = plan.carriesSpikes(node) && node.inputs().stream().anyMatch(delayed::contains);
            if (handsOn) {
                delayed.add(node);
            }
            return handsOn;
        }

        @Override
        public List<Ones> convolution(Layer.Convolution layer) {
            return List.of();
        }

        @Override
        public List<Ones> batchNorm(Layer.BatchNorm layer) {
            return List.of();
        }

        @Override
        public List<Ones> spiking(Layer.Spiking layer) {
            return List.of(new Ones(node, node.shape(), SpikeMatrix::fired, false));
        }

        @Override
        public List<Ones> averagePooling(Layer.AveragePooling layer) {
            return List.of();
        }

        @Override
        public List<Ones> maxPooling(Layer.MaxPooling layer) {
            if (handsOnDelayed()) {
                uncounted.add(node);
            }
            return read().stream()
                    .map(ones -> ones.pooled(layer.view(), node.shape()))
                    .toList();
        }

        @Override
        public List<Ones> sum(Layer.Sum layer) {
            return List.of();
        }

        @Override
        public List<Ones> concatenation(Layer.Concatenation layer) {
            handsOnDelayed();
            List<List<Ones>> parts = node.inputs().stream().map(this::read).toList();
            return parts.stream().anyMatch(List::isEmpty)
                    ? List.of()
                    : parts.stream().flatMap(List::stream).map(Ones::passedOn).toList();
        }

        @Override
        public List<Ones> crop(Layer.Crop layer) {
            handsOnDelayed();
            return read().stream().map(ones -> ones.cropped(layer.offset())).toList();
        }

        @Override
        public List<Ones> zero(Layer.Zero layer) {
            return List.of();
        }

        /** Which of them arrive depends on the timestep, so what max pooling makes of them is not counted. */
        @Override
        public List<Ones> delay(Layer.Delay layer) {
            if (plan.carriesSpikes(node)) {
                delayed.add(node);
            }
            return List.of();
        }

        @Override
        public List<Ones> flatten(Layer.Flatten layer) {
            return List.of();
        }

        @Override
        public List<Ones> dropout(Layer.Dropout layer) {
            handsOnDelayed();
            return read().stream().map(Ones::passedOn).toList();
        }

        @Override
        public List<Ones> linear(Layer.Linear layer) {
            return List.of();
        }

        @Override
        public List<Ones> voting(Layer.Voting layer) {
            return List.of();
        }
    }
}
