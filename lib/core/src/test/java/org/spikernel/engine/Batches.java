package org.spikernel.engine;

import org.spikernel.data.ImageBatch;
import org.spikernel.data.Normalisation;
import org.spikernel.network.Encoding;
import org.spikernel.random.RandomStream;
import org.spikernel.shapes.Shape;

/** Random images for tests. */
public final class Batches {

    private Batches() {}

    /** Images of normally distributed pixels. */
    public static ImageBatch normal(int size, int channels, int side, long seed) {
        RandomStream random = RandomStream.at(seed, "pixels");
        float[] pixels = new float[size * channels * side * side];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextNormal();
        }
        return ImageBatch.of(new Shape(channels, side, side), pixels, new int[size]);
    }

    /** What an encoding can show over some timesteps: images of any intensities, or frames of few events. */
    public static ImageBatch shownBy(Encoding encoding, int timesteps, int size, Shape shape, long seed) {
        RandomStream random = RandomStream.at(seed, "samples");
        float[] numbers = new float[size * (encoding.isOfImages() ? 1 : timesteps) * shape.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = encoding.isOfImages() ? random.uniform(0, 1) : Math.max(0, random.nextInt(6) - 3);
        }
        return encoding.isOfImages()
                ? ImageBatch.of(shape, numbers, new int[size], Normalisation.none(shape.channels()))
                : ImageBatch.ofFrames(shape, timesteps, numbers, new int[size]);
    }
}
