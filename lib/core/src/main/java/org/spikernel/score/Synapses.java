package org.spikernel.score;

import java.util.Arrays;
import java.util.Optional;

import org.spikernel.network.Layer;
import org.spikernel.network.Network.Node;
import org.spikernel.shapes.Window;

/** Finds the window through which the neurons behind a layer's synapses see its input; empty where a layer has no synapses. */
final class Synapses implements Layer.Visitor<Optional<Window>> {

    /** A linear layer sees its input, a vector, whole. */
    private static final Window VECTOR = new Window(1, 1, 0);

    static boolean has(Node node) {
        return node.layer().accept(new Synapses()).isPresent();
    }

    /** How often a layer with synapses adds a weight because of events at the positions that it reads. */
    static double operations(Node node, double[] events) {
        Window window = node.layer().accept(new Synapses()).orElseThrow();
        double[] arriving = SynapticEvents.gathered(window, node.inputShape(), node.shape(), events);
        return Arrays.stream(arriving).sum() * node.shape().channels();
    }

    @Override
    public Optional<Window> convolution(Layer.Convolution layer) {
        return Optional.of(layer.view());
    }

    @Override
    public Optional<Window> linear(Layer.Linear layer) {
        return Optional.of(VECTOR);
    }

    @Override
    public Optional<Window> batchNorm(Layer.BatchNorm layer) {
        return Optional.empty();
    }

    @Override
    public Optional<Window> spiking(Layer.Spiking layer) {
        return Optional.empty();
    }

    @Override
    public Optional<Window> averagePooling(Layer.AveragePooling layer) {
        return Optional.empty();
    }

    @Override
    public Optional<Window> maxPooling(Layer.MaxPooling layer) {
        return Optional.empty();
    }

    @Override
    public Optional<Window> sum(Layer.Sum layer) {
        return Optional.empty();
    }

    @Override
    public Optional<Window> zero(Layer.Zero layer) {
        return Optional.empty();
    }

    @Override
    public Optional<Window> flatten(Layer.Flatten layer) {
        return Optional.empty();
    }

    @Override
    public Optional<Window> dropout(Layer.Dropout layer) {
        return Optional.empty();
    }

    @Override
    public Optional<Window> voting(Layer.Voting layer) {
        return Optional.empty();
    }
}
