package org.spikernel.engine;

import org.spikernel.internal.convolution.EventConvolution;
import org.spikernel.internal.convolution.Events;
import org.spikernel.internal.convolution.Kernel;
import org.spikernel.internal.convolution.Workspace;
import org.spikernel.internal.lanes.Lanes;
import org.spikernel.network.Layer;
import org.spikernel.network.Network.Node;
import org.spikernel.shapes.Shape;

/** Convolves what a layer reads, one sample after another. */
final class SampleConvolver {

    private final Shape input;
    private final EventConvolution convolution;
    private final Lanes lanes;

    private SampleConvolver(Shape input, EventConvolution convolution, Lanes lanes) {
        this.input = input;
        this.convolution = convolution;
        this.lanes = lanes;
    }

    /** The fastest for a layer and what it reads. All give the same bits. */
    static SampleConvolver of(Node node, Signal input, LayerWeights weights, Lanes lanes) {
        Layer.Convolution layer = (Layer.Convolution) node.layer();
        Shape shape = node.inputShape();
        Kernel kernel = new Kernel(shape.channels(), layer.filters(), layer.view());
        EventConvolution convolution = input instanceof SpikeMatrix && weights.isExactFor(kernel.fanIn())
                ? EventConvolution.ofSpikes(kernel, shape, weights.grid().orElseThrow(), lanes)
                : EventConvolution.of(kernel, shape, weights.weights(), lanes);
        return new SampleConvolver(shape, convolution, lanes);
    }

    /**
     * Writes the currents of a sample into {@code target}, from {@code start}.
     *
     * @return how many weights were added
     */
    long convolve(Signal signal, int sample, float[] target, int start) {
        Events events = Workspace.ofThread().events();
        if (signal instanceof SpikeMatrix spikes) {
            events.readBits(spikes.words(sample), input, convolution.rows());
        } else {
            float[] numbers = Scratch.ofThread().currents(input.size());
            signal.read(sample, 0, input.size(), numbers, 0, lanes);
            events.readNumbers(numbers, input, convolution.rows());
        }
        return convolution.convolve(events, target, start);
    }
}
