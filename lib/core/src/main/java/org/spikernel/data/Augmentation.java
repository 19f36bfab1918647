package org.spikernel.data;

import org.spikernel.random.RandomStream;
import org.spikernel.shapes.Shape;

/**
 * Changes a training image at random in a way that keeps its class, so that a network sees something new in every pass.
 *
 * <p>Works on intensities, before they are normalised. What it does depends on its arguments alone; its {@code toString} names it,
 * also in the files of a training.
 */
@FunctionalInterface
public interface Augmentation {

    /**
     * A changed image of the same shape. The frames of a sample are changed alike: they come as channels of one image.
     *
     * @param image intensities in [channel, row, column] order; of frames, numbers of events in [frame x polarity, row, column] order;
     *     not changed
     * @param random where all chance comes from
     */
    byte[] apply(byte[] image, Shape shape, RandomStream random);

    /** Leaves every image as it is. */
    static Augmentation none() {
        return new NoAugmentation();
    }

    /**
     * What spiking networks are usually trained with on CIFAR (Kim et al., ECCV 2022): a random crop of the original size out of the
     * image with four black pixels around it, then, for every second image, a horizontal flip.
     */
    static Augmentation cropAndFlip() {
        return new CropAndFlip(4);
    }
}
