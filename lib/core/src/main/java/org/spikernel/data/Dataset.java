package org.spikernel.data;

import java.util.List;

/**
 * Images to train on, images to test on, and what their labels mean.
 *
 * @param name short name, such as {@code CIFAR-10}
 * @param description one line that says which images these are and how many
 * @param classNames the name of every class; label 0 is the first
 * @param train images to train on
 * @param test images to test on, of the same shape
 */
public record Dataset(String name, String description, List<String> classNames, ImageSet train, ImageSet test) {

    public Dataset {
        classNames = List.copyOf(classNames);
        if (!train.imageShape().equals(test.imageShape())) {
            throw new IllegalArgumentException(name + " needs images of one shape, but trains on " + train.imageShape()
                    + " and tests on " + test.imageShape());
        }
        requireLabelsBelow(classNames.size(), name, train);
        requireLabelsBelow(classNames.size(), name, test);
    }

    private static void requireLabelsBelow(int classes, String name, ImageSet images) {
        for (int i = 0; i < images.size(); i++) {
            if (images.label(i) >= classes) {
                throw new IllegalArgumentException(name + " has " + classes + " classes, so labels from 0 to "
                        + (classes - 1) + ", but image " + i + " has label " + images.label(i));
            }
        }
    }

    /** The number of classes. */
    public int classes() {
        return classNames.size();
    }

    /** The shape of every image. */
    public ImageShape imageShape() {
        return train.imageShape();
    }

    /** Colour channels of every image. */
    public int channels() {
        return imageShape().channels();
    }

    /** Rows of every image. */
    public int rows() {
        return imageShape().rows();
    }

    /** Columns of every image. */
    public int columns() {
        return imageShape().columns();
    }

    /** The description. */
    @Override
    public String toString() {
        return description;
    }
}
