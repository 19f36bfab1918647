package org.spikernel.score;

import java.util.Arrays;
import java.util.Optional;

import org.spikernel.network.Layer;
import org.spikernel.network.Network.Node;
import org.spikernel.shapes.Window;

/**
 * The synapses of a layer, which add up weights for what arrives.
 *
 * @param node the layer
 * @param view the window through which those of an output position see the input
 */
record Synapses(Node node, Window view) {

    /** The synapses of a layer, if it has any. */
    static Optional<Synapses> of(Node node) {
        return node.layer().accept(new ViewOfLayer()).map(view -> new Synapses(node, view));
    }

    /**
     * How often weights are added.
     *
     * @param events what arrives at each position of the input, as {@link SynapticEvents} counts it
     */
    double operations(double[] events) {
        return Arrays.stream(SynapticEvents.gathered(node, view, events)).sum()
                * node.shape().channels();
    }

    private static final class ViewOfLayer implements Layer.Visitor<Optional<Window>> {
        @Override
        public Optional<Window> convolution(Layer.Convolution layer) {
            return Optional.of(layer.view());
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
        public Optional<Window> concatenation(Layer.Concatenation layer) {
            return Optional.empty();
        }

        @Override
        public Optional<Window> crop(Layer.Crop layer) {
            return Optional.empty();
        }

        @Override
        public Optional<Window> zero(Layer.Zero layer) {
            return Optional.empty();
        }

        @Override
        public Optional<Window> delay(Layer.Delay layer) {
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
        public Optional<Window> linear(Layer.Linear layer) {
            return Optional.of(Window.same(1));
        }

        @Override
        public Optional<Window> voting(Layer.Voting layer) {
            return Optional.empty();
        }
    }
}
