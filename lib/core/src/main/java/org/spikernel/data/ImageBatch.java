package org.spikernel.data;

import java.util.Arrays;
import java.util.Locale;

import org.spikernel.internal.checks.Given;
import org.spikernel.shapes.Shape;

/**
 * Normalised images and their labels, as a network takes them: pixels [sample, channel, row, column], labels [sample].
 *
 * <p>Immutable. Two batches with the same shape, pixels and labels, bit by bit, are equal and have the same {@link #fingerprint()}.
 */
public final class ImageBatch {

    private final Shape shape;
    private final float[] pixels;
    private final int[] labels;

    private ImageBatch(Shape shape, float[] pixels, int[] labels) {
        this.shape = shape;
        this.pixels = pixels;
        this.labels = labels;
    }

    /**
     * A batch of these images.
     *
     * @param shape the shape of one image
     * @param pixels normalised pixels in [sample, channel, row, column] order, all finite
     * @param labels one label an image, from 0
     * @throws IllegalArgumentException if there is no image, the lengths do not agree, or a pixel or label is not as said
     */
    public static ImageBatch of(Shape shape, float[] pixels, int[] labels) {
        Given.value(shape, "the shape of an image");
        Given.value(pixels, "the pixels of a batch");
        if (Given.value(labels, "the labels of a batch").length == 0) {
            throw new IllegalArgumentException("a batch needs at least one image, but has none");
        }
        if (pixels.length != (long) labels.length * shape.size()) {
            throw new IllegalArgumentException("a batch of " + labels.length + " images of " + shape + " needs "
                    + (long) labels.length * shape.size() + " pixels, but has " + pixels.length);
        }
        for (int i = 0; i < pixels.length; i++) {
            if (!Float.isFinite(pixels[i])) {
                throw new IllegalArgumentException("pixels must be finite, but pixel " + i % shape.size() + " of image "
                        + i / shape.size() + " is " + pixels[i]);
            }
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0) {
                throw new IllegalArgumentException("labels count from 0, but that of image " + i + " is " + labels[i]);
            }
        }
        return new ImageBatch(shape, pixels.clone(), labels.clone());
    }

    /** The number of images. */
    public int size() {
        return labels.length;
    }

    /** The shape of one image. */
    public Shape imageShape() {
        return shape;
    }

    /** Channels of an image: 3 of a coloured one. */
    public int channels() {
        return shape.channels();
    }

    /** Rows of an image. */
    public int rows() {
        return shape.rows();
    }

    /** Columns of an image. */
    public int columns() {
        return shape.columns();
    }

    /**
     * One normalised pixel; everything counts from 0.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public float pixel(int sample, int channel, int row, int column) {
        if (Math.min(Math.min(sample, channel), Math.min(row, column)) < 0
                || sample >= size()
                || channel >= channels()
                || row >= rows()
                || column >= columns()) {
            throw new IndexOutOfBoundsException(String.format(
                    Locale.ROOT,
                    "a batch of %d images of %s has no pixel at image %d, channel %d, row %d, column %d; all count from 0",
                    size(),
                    shape,
                    sample,
                    channel,
                    row,
                    column));
        }
        int line = (sample * channels() + channel) * rows() + row;
        return pixels[line * columns() + column];
    }

    /** A copy of all pixels, in [sample, channel, row, column] order. */
    public float[] pixels() {
        return pixels.clone();
    }

    /** A copy of all pixels, in [sample, row, column, channel] order. */
    public float[] channelsLast() {
        float[] numbers = new float[pixels.length];
        for (int sample = 0; sample < size(); sample++) {
            int start = sample * shape.size();
            for (int channel = 0; channel < shape.channels(); channel++) {
                for (int position = 0; position < shape.positions(); position++) {
                    numbers[start + position * shape.channels() + channel] =
                            pixels[start + channel * shape.positions() + position];
                }
            }
        }
        return numbers;
    }

    /** The class of one image. */
    public int label(int sample) {
        return labels[sample];
    }

    /** A copy of all labels. */
    public int[] labels() {
        return labels.clone();
    }

    /**
     * Sixteen hexadecimal digits that tell these images from others: a 64-bit hash of shape, labels and the bits of every pixel, the
     * same on every machine. Not meant to resist people who try to forge it.
     */
    public String fingerprint() {
        Fingerprint fingerprint = new Fingerprint(shape);
        for (int label : labels) {
            fingerprint.add(label);
        }
        for (float pixel : pixels) {
            fingerprint.add(Float.floatToRawIntBits(pixel));
        }
        return fingerprint.digits();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImageBatch batch
                && shape.equals(batch.shape)
                && Arrays.equals(labels, batch.labels)
                && Arrays.equals(pixels, batch.pixels);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(labels) + Arrays.hashCode(pixels);
    }

    @Override
    public String toString() {
        return "batch of " + size() + " images of " + shape + ", fingerprint " + fingerprint();
    }
}
