package org.spikernel.internal.passes;

import java.util.List;

import org.spikernel.network.Network.Node;
import org.spikernel.network.Network.Source;

/** The channels of several inputs, one input's behind the other's. */
final class ConcatenationPass extends FramesPass {

    /** Where the channels of each input begin, and those of the last end. */
    private final int[] starts;

    ConcatenationPass(Node node, int timesteps, List<Signal> inputs) {
        super(node, timesteps, inputs);
        starts = new int[inputs.size() + 1];
        for (int i = 0; i < inputs.size(); i++) {
            Source source = node.inputs().get(i);
            starts[i + 1] = starts[i] + source.shape().channels();
        }
    }

    private int channels(int input) {
        return starts[input + 1] - starts[input];
    }

    @Override
    void forward(int sample, Span span, Lane lane) {
        for (int i = 0; i < inputs.size(); i++) {
            int channels = channels(i);
            int size = shape.positions() * channels;
            float[] numbers = lane.take(size);
            for (int t = span.from(); t < span.end(); t++) {
                inputs.get(i).read(sample, t, 0, size, numbers, 0);
                int start = values.start(sample, t) + starts[i];
                for (int position = 0; position < shape.positions(); position++) {
                    System.arraycopy(
                            numbers,
                            position * channels,
                            values.numbers(),
                            start + position * shape.channels(),
                            channels);
                }
            }
            lane.give(numbers);
        }
    }

    @Override
    void addInputGradient(int input, int sample, Span span, float[] into, int at, Lane lane) {
        int channels = channels(input);
        Span own = own(input, span);
        for (int t = own.from(); t < own.end(); t++) {
            int from = gradient().start(sample, t) + starts[input];
            int start = inputStart(input, at, t);
            for (int position = 0; position < shape.positions(); position++) {
                lanes.add(
                        gradient().numbers(),
                        from + position * shape.channels(),
                        channels,
                        into,
                        start + position * channels);
            }
        }
    }
}
