package org.spikernel.engine;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;

/**
 * A signal whose numbers lie in one array.
 *
 * @param shape shape of a sample
 * @param timesteps how many there are in the array; 1 if the signal is static
 * @param values of all samples, in the order [sample, timestep, row, column, channel]
 * @param statistics mean and variance of every channel, if they were taken while the numbers were made; else null
 */
record Field(Shape shape, int timesteps, float[] values, Statistics statistics) implements Signal {

    /** Where a sample begins at a timestep. */
    int start(int sample, int timestep) {
        return FieldMaker.start(shape, timesteps, sample, timestep);
    }

    @Override
    public void read(int sample, int timestep, int from, int count, float[] into, int at, Lanes lanes) {
        System.arraycopy(values, start(sample, timestep) + from, into, at, count);
    }

    @Override
    public void addTo(int sample, int timestep, int from, int count, float[] into, int at, Lanes lanes) {
        lanes.add(values, start(sample, timestep) + from, count, into, at);
    }

    @Override
    public void readNormalised(
            int sample,
            int timestep,
            int from,
            int count,
            float[] scale,
            float[] shift,
            float[] into,
            int at,
            Lanes lanes) {
        lanes.normalise(values, start(sample, timestep) + from, count, scale, shift, into, at);
    }

    @Override
    public void addNormalised(
            int sample,
            int timestep,
            int from,
            int count,
            float[] scale,
            float[] shift,
            float[] into,
            int at,
            Lanes lanes) {
        lanes.addNormalised(values, start(sample, timestep) + from, count, scale, shift, into, at);
    }
}
