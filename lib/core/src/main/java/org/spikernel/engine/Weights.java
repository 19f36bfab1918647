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

    /**
     * Where they come from, in words that are the same in every run: a journal tells scores and measures apart by them. {@code given} for
     * weights that cannot say, among which no journal can tell.
     */
    default String origin() {
        return "given";
    }

    /**
     * Freshly initialised parameters, as SNASNet's released code draws them:
     *
     * <ul>
     *   <li>convolution: weights uniform in (-b, b) with b = sqrt(6 / (5 fan_in)), where fan_in = kernel rows x kernel columns x channels
     *       (Kaiming with a = 2), so their standard deviation is sqrt(2 / (5 fan_in)); there are no biases
     *   <li>linear: weights normal with mean 0 and standard deviation 0.01, whatever their number; biases 0
     *   <li>batch normalisation: scales 1, shifts 0
     *   <li>neurons that learn: the parameters of the neuron that the layer is made of
     * </ul>
     *
     * <p>A layer's weights depend on the seed, its place in the network, the shape that it reads and the channels that it makes, and on
     * nothing else. So candidates that have a layer in common share its weights, which makes their scores comparable.
     *
     * <p>Scores take these weights as they are drawn. A {@code Trainer} scales those of linear layers before its first step, since
     * neurons behind them might otherwise never spike.
     */
    static Weights random(long seed) {
        return new RandomWeights(seed, RandomWeights.Law.SNASNET);
    }

    /**
     * The same as {@link #random}, but every drawn weight is rounded to a multiple of a power of two, of which the largest that is to be
     * expected of the layer (b; four standard deviations) has 64 to 127; a linear weight beyond 127 of them is cut off there. An engine
     * then sums 16-bit integers, which is about twice as fast. Meant for scores, which depend on the rounding no more than on anything
     * else that is random about the weights.
     */
    static Weights randomOnGrid(long seed) {
        return new RandomWeights(seed, RandomWeights.Law.SNASNET_ON_GRID);
    }

    /**
     * Freshly initialised parameters as PyTorch draws them unless it is told otherwise, and as AutoSNN's released code therefore does: weights
     * of convolutions and linear layers, and biases, are uniform in (-b, b) with b = 1 / sqrt(fan_in), where fan_in is how many numbers of
     * the input an output is the weighted sum of. Normalisation and neurons begin as in {@link #random}, and on the same things the weights of
     * a layer depend.
     */
    static Weights uniformByFanIn(long seed) {
        return new RandomWeights(seed, RandomWeights.Law.UNIFORM_BY_FAN_IN);
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
            if (found.sharedWeights().length != layer.weights() || found.sharedBiases().length != layer.biases()) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "layer '%s' needs %d weights and %d biases, but found %d and %d",
                        layer.place(),
                        layer.weights(),
                        layer.biases(),
                        found.sharedWeights().length,
                        found.sharedBiases().length));
            }
            return found;
        };
    }
}
