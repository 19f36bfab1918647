package org.spikernel.engine;

import org.spikernel.internal.convolution.EventConvolution;
import org.spikernel.internal.convolution.Events;
import org.spikernel.internal.convolution.Kernel;
import org.spikernel.internal.convolution.Workspace;
import org.spikernel.internal.lanes.Lanes;
import org.spikernel.network.Layer;
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
    static SampleConvolver of(
            Layer.Convolution layer, Shape input, boolean readsSpikes, LayerWeights weights, Lanes lanes) {
        Kernel kernel = new Kernel(input.channels(), layer.filters(), layer.view());
        EventConvolution convolution = readsSpikes && weights.isExactFor(kernel.fanIn())
                ? EventConvolution.ofSpikes(kernel, input, weights.grid().orElseThrow(), lanes)
                : EventConvolution.of(kernel, input, weights.sharedWeights(), lanes);
        return new SampleConvolver(input, convolution, lanes);
    }

    /**
     * Writes the currents of a sample into {@code target}, from {@code start}.
     *
     * @return how many weights were added
     */
    long convolve(Signal signal, int sample, float[] target, int start) {
        Events events = Workspace.ofThread().events();
        if (signal instanceof SpikeSignal read) {
            events.readBits(read.spikes().words(sample), input, convolution.rows());
        } else {
            float[] numbers = Scratch.ofThread().currents(input.size());
            signal.read(sample, 0, input.size(), numbers, 0, lanes);
            events.readNumbers(numbers, input, convolution.rows());
        }
        return convolution.convolve(events, target, start);
    }
}
