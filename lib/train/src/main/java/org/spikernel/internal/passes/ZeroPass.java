package org.spikernel.internal.passes;

import java.util.Arrays;
import java.util.List;

import org.spikernel.network.Network.Node;

/** Zeros, whatever is read. */
final class ZeroPass extends LayerPass {

    ZeroPass(Node node, int timesteps) {
        super(node, timesteps, List.of());
    }

    @Override
    void makeRoom(int samples) {}

    @Override
    void forward(int sample, Span span, Lane lane) {}

    @Override
    public void read(int sample, int timestep, int from, int count, float[] into, int at) {
        Arrays.fill(into, at, at + count, 0);
    }

    @Override
    public void addTo(int sample, int timestep, int from, int count, float[] into, int at) {}

    @Override
    void addInputGradient(int input, int sample, Span span, float[] into, int at, Lane lane) {}
}
