package org.spikernel.internal.passes;

import java.util.List;

import org.spikernel.network.Network.Node;

/** The sum of several inputs. */
final class SumPass extends FramesPass {

    SumPass(Node node, int timesteps, List<Signal> inputs) {
        super(node, timesteps, inputs);
    }

    @Override
    void forward(int sample, Lane lane) {
        int size = shape.size();
        int chunk = Chunks.size(shape);
        for (int t = 0; t < timesteps; t++) {
            int start = values.start(sample, t);
            for (int from = 0; from < size; from += chunk) {
                int count = Math.min(chunk, size - from);
                inputs.get(0).read(sample, t, from, count, values.numbers(), start + from);
                for (Signal other : inputs.subList(1, inputs.size())) {
                    other.addTo(sample, t, from, count, values.numbers(), start + from);
                }
            }
        }
    }

    @Override
    void addInputGradient(int input, int sample, float[] into, int at, Lane lane) {
        for (int t = 0; t < timesteps; t++) {
            gradient().addTo(sample, t, 0, shape.size(), into, inputStart(input, at, t));
        }
    }
}
