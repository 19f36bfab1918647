package org.spikernel.data;

import org.spikernel.random.RandomStream;
import org.spikernel.shapes.Shape;

/** Leaves every image as it is. */
record NoAugmentation() implements Augmentation {

    @Override
    public byte[] apply(byte[] image, Shape shape, RandomStream random) {
        return image;
    }

    @Override
    public String toString() {
        return "none";
    }
}
