package org.spikernel.internal.passes;

import java.util.List;

import org.spikernel.network.Network.Node;

/** The mean over each group of neighbours. */
final class VotingPass extends FramesPass {

    private final int votes;

    VotingPass(Node node, int timesteps, List<Signal> inputs, int votes) {
        super(node, timesteps, inputs);
        this.votes = votes;
    }

    @Override
    void forward(int sample, Span span, Lane lane) {
        int size = shape.size() * votes;
        float[] numbers = lane.take(size);
        for (int t = span.from(); t < span.end(); t++) {
            inputs.get(0).read(sample, t, 0, size, numbers, 0);
            int start = values.start(sample, t);
            for (int c = 0; c < shape.size(); c++) {
                float sum = 0;
                for (int vote = 0; vote < votes; vote++) {
                    sum += numbers[c * votes + vote];
                }
                values.numbers()[start + c] = sum / votes;
            }
        }
        lane.give(numbers);
    }

    @Override
    void addInputGradient(int input, int sample, Span span, float[] into, int at, Lane lane) {
        Span own = own(input, span);
        for (int t = own.from(); t < own.end(); t++) {
            int from = gradient().start(sample, t);
            int start = inputStart(input, at, t);
            for (int i = 0; i < shape.size() * votes; i++) {
                into[start + i] += gradient().numbers()[from + i / votes] / votes;
            }
        }
    }
}
