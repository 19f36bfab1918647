package org.spikernel.engine;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;

/**
 * A signal whose numbers are multiples of a power of two: sums of weights on a grid, in half the memory of floats.
 *
 * @param shape shape of a sample
 * @param timesteps how many there are in the array; 1 if the signal is static
 * @param multiples of all samples, in the order [sample, timestep, row, column, channel]
 * @param step the power of two
 * @param statistics mean and variance of every channel, if they were taken while the numbers were made; else null
 */
record IntegerField(Shape shape, int timesteps, short[] multiples, float step, Statistics statistics)
        implements Signal {

    private int start(int sample, int timestep) {
        return FieldMaker.start(shape, timesteps, sample, timestep);
    }

    @Override
    public void read(int sample, int timestep, int from, int count, float[] into, int at, Lanes lanes) {
        lanes.times(multiples, start(sample, timestep) + from, count, step, into, at);
    }

    @Override
    public void addTo(int sample, int timestep, int from, int count, float[] into, int at, Lanes lanes) {
        lanes.addTimes(multiples, start(sample, timestep) + from, step, into, at, count);
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
        lanes.normalise(multiples, start(sample, timestep) + from, count, scale, shift, into, at);
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
        lanes.addNormalised(multiples, start(sample, timestep) + from, count, scale, shift, into, at);
    }
}
