package org.spikernel.internal.passes;

import java.util.List;

import org.spikernel.network.Network.Node;
import org.spikernel.shapes.Shape;

/** Feature maps without their first rows and columns. */
final class CropPass extends FramesPass {

    private final Shape input;
    private final int offset;
    private final int line;

    CropPass(Node node, int timesteps, List<Signal> inputs, int offset) {
        super(node, timesteps, inputs);
        input = node.inputShape();
        this.offset = offset;
        line = shape.columns() * shape.channels();
    }

    /** Where what is left of a row begins in the input. */
    private int from(int row) {
        return ((row + offset) * input.columns() + offset) * input.channels();
    }

    @Override
    void forward(int sample, Span span, Lane lane) {
        for (int t = span.from(); t < span.end(); t++) {
            for (int row = 0; row < shape.rows(); row++) {
                int start = values.start(sample, t) + row * line;
                inputs.get(0).read(sample, t, from(row), line, values.numbers(), start);
            }
        }
    }

    @Override
    void addInputGradient(int inputIndex, int sample, Span span, float[] into, int at, Lane lane) {
        Span own = own(inputIndex, span);
        for (int t = own.from(); t < own.end(); t++) {
            int start = inputStart(inputIndex, at, t);
            for (int row = 0; row < shape.rows(); row++) {
                gradient().addTo(sample, t, row * line, line, into, start + from(row));
            }
        }
    }
}
