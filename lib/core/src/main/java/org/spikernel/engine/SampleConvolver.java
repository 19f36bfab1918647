package org.spikernel.engine;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.network.Layer;
import org.spikernel.network.Network.Node;

/** Convolves one sample after another. */
interface SampleConvolver {

    /**
     * Writes the currents of a sample into {@code target}, from {@code start}.
     *
     * @return how many weights were added
     */
    long convolve(Signal signal, int sample, float[] target, int start);

    /** The fastest for a layer and what it reads. All give the same bits. */
    static SampleConvolver of(Node node, Signal input, LayerWeights weights, Lanes lanes) {
        Layer.Convolution layer = (Layer.Convolution) node.layer();
        int fanIn = layer.kernelSize() * layer.kernelSize() * node.inputShape().channels();
        if (!(input instanceof SpikeMatrix) || !weights.isExactFor(fanIn)) {
            return new Convolver(node, weights, lanes);
        }
        return ScatteringConvolver.suits(layer)
                ? new ScatteringConvolver(node, weights, lanes)
                : new GatheringConvolver(node, weights, lanes);
    }
}
