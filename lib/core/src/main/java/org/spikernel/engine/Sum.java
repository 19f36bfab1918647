package org.spikernel.engine;

import java.util.List;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;

/**
 * The sum of signals, added up in their order as it is read: it costs no pass of its own.
 *
 * @param summands at least one
 */
record Sum(List<Signal> summands) implements Signal {

    @Override
    public Shape shape() {
        return summands.get(0).shape();
    }

    @Override
    public void read(int sample, int timestep, int from, int count, float[] into, int at, Lanes lanes) {
        summands.get(0).read(sample, timestep, from, count, into, at, lanes);
        for (int i = 1; i < summands.size(); i++) {
            summands.get(i).addTo(sample, timestep, from, count, into, at, lanes);
        }
    }

    @Override
    public void addTo(int sample, int timestep, int from, int count, float[] into, int at, Lanes lanes) {
        float[] numbers = Scratch.ofThread().take(count);
        read(sample, timestep, from, count, numbers, 0, lanes);
        lanes.add(numbers, 0, count, into, at);
        Scratch.ofThread().giveBack();
    }

    @Override
    public int parts() {
        return summands.stream().mapToInt(Signal::parts).sum();
    }
}
