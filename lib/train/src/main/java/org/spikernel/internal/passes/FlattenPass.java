package org.spikernel.internal.passes;

import java.util.List;

import org.spikernel.network.Network.Node;
import org.spikernel.shapes.Shape;

/** Maps as vectors in the order [channel, row, column]. */
final class FlattenPass extends FramesPass {

    private final Shape input;

    FlattenPass(Node node, int timesteps, List<Signal> inputs) {
        super(node, timesteps, inputs);
        input = node.inputShape();
    }

    @Override
    void forward(int sample, Span span, Lane lane) {
        float[] numbers = lane.take(input.size());
        for (int t = span.from(); t < span.end(); t++) {
            inputs.get(0).read(sample, t, 0, input.size(), numbers, 0);
            int start = values.start(sample, t);
            for (int position = 0; position < input.positions(); position++) {
                for (int c = 0; c < input.channels(); c++) {
                    values.numbers()[start + c * input.positions() + position] =
                            numbers[position * input.channels() + c];
                }
            }
        }
        lane.give(numbers);
    }

    @Override
    void addInputGradient(int inputIndex, int sample, Span span, float[] into, int at, Lane lane) {
        Span own = own(inputIndex, span);
        for (int t = own.from(); t < own.end(); t++) {
            int from = gradient().start(sample, t);
            int start = inputStart(inputIndex, at, t);
            for (int position = 0; position < input.positions(); position++) {
                for (int c = 0; c < input.channels(); c++) {
                    into[start + position * input.channels() + c] +=
                            gradient().numbers()[from + c * input.positions() + position];
                }
            }
        }
    }
}
