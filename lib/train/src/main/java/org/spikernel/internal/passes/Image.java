package org.spikernel.internal.passes;

import org.spikernel.data.ImageBatch;
import org.spikernel.shapes.Shape;

/** The images of a batch, which do not change with time. */
final class Image implements Signal {

    private final Shape shape;
    private final Frames pixels;

    Image(Shape shape) {
        this.shape = shape;
        pixels = new Frames(shape, 1);
    }

    void show(ImageBatch batch) {
        pixels.makeRoom(batch.size());
        float[] planes = batch.pixels();
        float[] numbers = pixels.numbers();
        for (int sample = 0; sample < batch.size(); sample++) {
            int start = sample * shape.size();
            for (int c = 0; c < shape.channels(); c++) {
                for (int position = 0; position < shape.positions(); position++) {
                    numbers[start + position * shape.channels() + c] = planes[start + c * shape.positions() + position];
                }
            }
        }
    }

    @Override
    public void read(int sample, int timestep, int from, int count, float[] into, int at) {
        pixels.read(sample, timestep, from, count, into, at);
    }

    @Override
    public void addTo(int sample, int timestep, int from, int count, float[] into, int at) {
        pixels.addTo(sample, timestep, from, count, into, at);
    }
}
