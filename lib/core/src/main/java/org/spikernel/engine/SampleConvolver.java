package org.spikernel.engine;

import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

import org.spikernel.internal.convolution.EventConvolution;
import org.spikernel.internal.convolution.Events;
import org.spikernel.internal.convolution.Grid;
import org.spikernel.internal.convolution.GridConvolution;
import org.spikernel.internal.convolution.Kernel;
import org.spikernel.internal.convolution.RowSteps;
import org.spikernel.internal.convolution.Workspace;
import org.spikernel.internal.lanes.Lanes;
import org.spikernel.network.Layer;
import org.spikernel.shapes.Shape;

/** Convolves what a layer reads: as sums of integers where that gives the same bits, else as sums of floats. */
final class SampleConvolver {

    private final Kernel kernel;
    private final Shape input;
    private final LayerWeights weights;
    private final Lanes lanes;
    private final EngineProfile profile;

    SampleConvolver(Layer.Convolution layer, Shape input, LayerWeights weights, Lanes lanes, EngineProfile profile) {
        kernel = new Kernel(input.channels(), layer.filters(), layer.view());
        this.input = input;
        this.weights = weights;
        this.lanes = lanes;
        this.profile = profile;
    }

    /** The currents of all samples. */
    Signal convolve(Signal signal, int timesteps, boolean keep, FieldMaker fields) {
        return signal instanceof SpikeSignal spikes && weights.isExactFor(kernel.fanIn())
                ? asIntegers(spikes, timesteps, keep, fields)
                : asFloats(signal, timesteps, keep, fields);
    }

    private Signal asIntegers(SpikeSignal spikes, int timesteps, boolean keep, FieldMaker fields) {
        Grid grid = weights.grid().orElseThrow();
        GridConvolution convolution = GridConvolution.of(kernel, input, grid, lanes);
        LongAdder operations = new LongAdder();
        Optional<IntegerField> made =
                fields.makeIntegers(timesteps, grid.step(), keep, (sample, timestep, integers, start) -> {
                    Events events = events(spikes, sample, timestep, convolution.rows());
                    long added = convolution.convolve(events, integers, start);
                    operations.add(added);
                    return added != GridConvolution.TOO_LARGE;
                });
        if (made.isEmpty()) {
            return asFloats(spikes, timesteps, keep, fields);
        }
        profile.did(operations.sum());
        return made.get();
    }

    private Signal asFloats(Signal signal, int timesteps, boolean keep, FieldMaker fields) {
        EventConvolution convolution = EventConvolution.of(kernel, input, weights.sharedWeights(), lanes);
        return fields.make(
                timesteps,
                keep,
                (sample, timestep, values, start) -> profile.did(
                        convolution.convolve(events(signal, sample, timestep, convolution.rows()), values, start)));
    }

    private Events events(Signal signal, int sample, int timestep, RowSteps rows) {
        Events events = Workspace.ofThread().events();
        if (signal instanceof SpikeSignal spikes) {
            events.readBits(spikes.words(sample, timestep), input, rows);
        } else {
            float[] numbers = Scratch.ofThread().take(input.size());
            signal.read(sample, timestep, 0, input.size(), numbers, 0, lanes);
            events.readNumbers(numbers, input, rows);
            Scratch.ofThread().giveBack();
        }
        return events;
    }
}
