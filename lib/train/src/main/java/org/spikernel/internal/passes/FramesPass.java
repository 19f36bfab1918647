package org.spikernel.internal.passes;

import java.util.List;

import org.spikernel.network.Network.Node;

/** A layer whose numbers are kept for the whole batch, unless it says otherwise. */
abstract class FramesPass extends LayerPass {

    final Frames values;

    FramesPass(Node node, int timesteps, List<Signal> inputs) {
        super(node, timesteps, inputs);
        values = new Frames(shape, timesteps);
    }

    @Override
    List<Frames> frames() {
        return keepsNumbers() ? List.of(values) : List.of();
    }

    @Override
    void makeRoom(int samples) {
        if (keepsNumbers()) {
            values.makeRoom(samples);
        }
    }

    @Override
    public void read(int sample, int timestep, int from, int count, float[] into, int at) {
        values.read(sample, timestep, from, count, into, at);
    }

    @Override
    public final void addTo(int sample, int timestep, int from, int count, float[] into, int at) {
        values.addTo(sample, timestep, from, count, into, at);
    }
}
