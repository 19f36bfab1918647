package org.spikernel.internal.passes;

import java.util.List;

import org.spikernel.network.Network.Node;

/** A layer whose numbers are kept for the whole batch. */
abstract class FramesPass extends LayerPass {

    final Frames values;

    FramesPass(Node node, int timesteps, List<Signal> inputs) {
        super(node, timesteps, inputs);
        values = new Frames(shape, timesteps);
    }

    @Override
    List<Frames> frames() {
        return List.of(values);
    }

    @Override
    void makeRoom(int samples) {
        values.makeRoom(samples);
    }

    @Override
    public final void read(int sample, int timestep, int from, int count, float[] into, int at) {
        values.read(sample, timestep, from, count, into, at);
    }

    @Override
    public final void addTo(int sample, int timestep, int from, int count, float[] into, int at) {
        values.addTo(sample, timestep, from, count, into, at);
    }
}
