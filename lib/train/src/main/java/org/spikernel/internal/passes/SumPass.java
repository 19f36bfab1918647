package org.spikernel.internal.passes;

import java.util.List;

import org.spikernel.network.Network.Node;

/**
 * The sum of several inputs. Where neurons alone read it, once forward and once backward, it is not kept: adding up again takes no longer
 * than writing and reading what would be.
 */
final class SumPass extends FramesPass {

    private boolean keepsNumbers = true;

    SumPass(Node node, int timesteps, List<Signal> inputs) {
        super(node, timesteps, inputs);
    }

    @Override
    void prepare() {
        super.prepare();
        keepsNumbers = !(readers().size() == 1 && readers().get(0) instanceof NeuronsPass && changesWithTime());
    }

    /** Else its neurons would add up the same again at every timestep. */
    private boolean changesWithTime() {
        return timesteps == readers().get(0).timesteps;
    }

    @Override
    boolean keepsNumbers() {
        return keepsNumbers;
    }

    @Override
    void forward(int sample, Span span, Lane lane) {
        if (!keepsNumbers) {
            return;
        }
        int size = shape.size();
        int chunk = Chunks.size(shape);
        for (int t = span.from(); t < span.end(); t++) {
            int start = values.start(sample, t);
            for (int from = 0; from < size; from += chunk) {
                addUp(sample, t, from, Math.min(chunk, size - from), values.numbers(), start + from);
            }
        }
    }

    private void addUp(int sample, int timestep, int from, int count, float[] into, int at) {
        inputs.get(0).read(sample, timestep, from, count, into, at);
        for (Signal other : inputs.subList(1, inputs.size())) {
            other.addTo(sample, timestep, from, count, into, at);
        }
    }

    @Override
    public void read(int sample, int timestep, int from, int count, float[] into, int at) {
        if (keepsNumbers) {
            super.read(sample, timestep, from, count, into, at);
        } else {
            addUp(sample, timestep, from, count, into, at);
        }
    }

    @Override
    void addInputGradient(int input, int sample, Span span, float[] into, int at, Lane lane) {
        Span own = own(input, span);
        for (int t = own.from(); t < own.end(); t++) {
            gradient().addTo(sample, t, 0, shape.size(), into, inputStart(input, at, t));
        }
    }
}
