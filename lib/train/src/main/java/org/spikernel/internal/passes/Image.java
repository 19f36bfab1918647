package org.spikernel.internal.passes;

import org.spikernel.data.ImageBatch;
import org.spikernel.internal.lanes.Lanes;

/** The images of a batch, which do not change with time. */
final class Image implements Signal {

    private final Lanes lanes = Lanes.fastest();
    private float[] pixels = {};
    private int size;

    void show(ImageBatch batch) {
        pixels = batch.channelsLast();
        size = batch.imageShape().size();
    }

    @Override
    public void read(int sample, int timestep, int from, int count, float[] into, int at) {
        System.arraycopy(pixels, sample * size + from, into, at, count);
    }

    @Override
    public void addTo(int sample, int timestep, int from, int count, float[] into, int at) {
        lanes.add(pixels, sample * size + from, count, into, at);
    }
}
