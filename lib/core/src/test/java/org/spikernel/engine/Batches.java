package org.spikernel.engine;

import org.spikernel.data.ImageBatch;
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
}
