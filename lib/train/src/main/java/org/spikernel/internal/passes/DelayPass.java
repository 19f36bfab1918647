package org.spikernel.internal.passes;

import java.util.Arrays;
import java.util.List;

import org.spikernel.network.Network.Node;

/** What another layer gave one timestep earlier. Its gradient at a timestep is part of that layer's at the timestep before. */
final class DelayPass extends FramesPass {

    private LayerPass heard;

    DelayPass(Node node, int timesteps) {
        super(node, timesteps, List.of());
    }

    /** Is told which layer it hears, once that has been made. */
    void hear(LayerPass heard) {
        this.heard = heard;
        heard.addReader(this, 0);
    }

    @Override
    List<LayerPass> sources() {
        return List.of(heard);
    }

    /** Whether the layer that it hears learns is not known before its own readers are. */
    @Override
    boolean learns() {
        return true;
    }

    @Override
    void forward(int sample, Span span, Lane lane) {
        int size = shape.size();
        for (int t = span.from(); t < span.end(); t++) {
            int start = values.start(sample, t);
            if (t == 0) {
                Arrays.fill(values.numbers(), start, start + size, 0);
            } else {
                heard.read(sample, t - 1, 0, size, values.numbers(), start);
            }
        }
    }

    @Override
    void addInputGradient(int input, int sample, Span span, float[] into, int at, Lane lane) {
        boolean isSame = heard.timesteps == 1;
        Span earlier = isSame ? Span.all(timesteps) : span;
        for (int t = earlier.from(); t < Math.min(earlier.end(), timesteps - 1); t++) {
            gradient().addTo(sample, t + 1, 0, shape.size(), into, isSame ? at : at + t * shape.size());
        }
    }
}
