package org.spikernel.engine;

import org.spikernel.internal.encoding.EncodedImages;
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

    /** What samples show at a timestep. */
    static Activations of(EncodedImages shown, int samples, int timestep) {
        Activations images = zeros(shown.shape(), samples);
        for (int sample = 0; sample < samples; sample++) {
            System.arraycopy(shown.at(sample, timestep), 0, images.values, images.start(sample), images.shape.size());
        }
        return images;
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
