package org.spikernel.engine;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;

/**
 * A signal whose numbers lie in one array.
 *
 * @param shape shape of a sample
 * @param values of all samples, in the order [sample, row, column, channel]
 * @param statistics mean and variance of every channel, taken while the numbers were made
 */
record Field(Shape shape, float[] values, Statistics statistics) implements Signal {

    /** Where a sample begins. */
    int start(int sample) {
        return sample * shape.size();
    }

    @Override
    public void read(int sample, int from, int count, float[] into, int at, Lanes lanes) {
        System.arraycopy(values, start(sample) + from, into, at, count);
    }

    @Override
    public void addTo(int sample, int from, int count, float[] into, int at, Lanes lanes) {
        lanes.add(values, start(sample) + from, count, into, at);
    }
}
