package org.spikernel.engine;

import org.spikernel.data.ImageBatch;
import org.spikernel.shapes.Shape;

/**
 * What a layer makes of a batch at one timestep.
 *
 * @param shape shape of a sample
 * @param samples samples in the batch
 * @param values numbers in the order [sample, row, column, channel]: the channels of a position lie side by side, as the weights
 *     that a spike adds do
 */
record Activations(Shape shape, int samples, float[] values) {

    static Activations zeros(Shape shape, int samples) {
        return new Activations(shape, samples, new float[Math.multiplyExact(shape.size(), samples)]);
    }

    static Activations of(ImageBatch batch) {
        Activations image = zeros(batch.imageShape(), batch.size());
        float[] pixels = batch.pixels();
        for (int sample = 0; sample < image.samples; sample++) {
            image.fillFromPlanes(sample, pixels);
        }
        return image;
    }

    private void fillFromPlanes(int sample, float[] planes) {
        int start = start(sample);
        for (int channel = 0; channel < shape.channels(); channel++) {
            for (int position = 0; position < shape.positions(); position++) {
                values[start + position * shape.channels() + channel] =
                        planes[start + channel * shape.positions() + position];
            }
        }
    }

    /** The same numbers as vectors in the order [channel, row, column]. */
    Activations flattened() {
        Activations flat = zeros(Shape.vector(shape.size()), samples);
        for (int sample = 0; sample < samples; sample++) {
            int start = start(sample);
            for (int channel = 0; channel < shape.channels(); channel++) {
                for (int position = 0; position < shape.positions(); position++) {
                    flat.values[start + channel * shape.positions() + position] =
                            values[start + position * shape.channels() + channel];
                }
            }
        }
        return flat;
    }

    /** Where a sample begins. */
    int start(int sample) {
        return sample * shape.size();
    }
}
