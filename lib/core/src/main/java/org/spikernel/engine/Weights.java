package org.spikernel.engine;

import java.util.Locale;
import java.util.Map;

import org.spikernel.network.Network.Node;

/** Where the parameters of a network's layers come from. */
public interface Weights {

    /**
     * The parameters of a layer that has some.
     *
     * @throws IllegalArgumentException if there are none for it, or their number does not fit
     */
    LayerWeights of(Node layer);

    /** Freshly initialised parameters, as {@link RandomWeights} draws them. */
    static Weights random(long seed) {
        return new RandomWeights(seed, false);
    }

    /**
     * Freshly initialised parameters, rounded to a grid as {@link RandomWeights} says: an engine then sums 16-bit integers, which is
     * about twice as fast. For scores, which no more depend on the rounding than on anything else that is random about the weights.
     */
    static Weights randomOnGrid(long seed) {
        return new RandomWeights(seed, true);
    }

    /** Given parameters, by the layer's place in the network. */
    static Weights of(Map<String, LayerWeights> byPlace) {
        Map<String, LayerWeights> given = Map.copyOf(byPlace);
        return layer -> {
            LayerWeights found = given.get(layer.place());
            if (found == null) {
                throw new IllegalArgumentException(
                        "no weights for layer '" + layer.place() + "'; there are weights for " + given.keySet());
            }
            if (found.weights().length != layer.weights() || found.biases().length != layer.biases()) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "layer '%s' needs %d weights and %d biases, but found %d and %d",
                        layer.place(),
                        layer.weights(),
                        layer.biases(),
                        found.weights().length,
                        found.biases().length));
            }
            return found;
        };
    }
}
