package org.spikernel.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

import org.spikernel.internal.checks.Given;
import org.spikernel.shapes.Shape;

/**
 * Images and their labels, as a network takes them: normalised pixels [sample, channel, row, column] of still images, or frames of events
 * [sample, frame, polarity, row, column]; labels [sample].
 *
 * <p>Immutable. Two batches with the same shape, frames, pixels, labels and normalisation, bit by bit, are equal and have the same
 * {@link #fingerprint()}.
 */
public final class ImageBatch {

    /** What stands for the number of frames of a still image. */
    static final int STILL = 0;

    private static final float FULL = 255;

    /** How far, in steps of a byte, rounding may take a normalised byte from where it was. */
    private static final double ROUNDING = 1e-2;

    private final Shape shape;
    private final int frames;
    private final float[] pixels;
    private final int[] labels;
    private final Optional<Normalisation> normalisation;

    private ImageBatch(Shape shape, int frames, float[] pixels, int[] labels, Optional<Normalisation> normalisation) {
        this.shape = shape;
        this.frames = frames;
        this.pixels = pixels;
        this.labels = labels;
        this.normalisation = normalisation;
    }

    /**
     * A batch of these images, of which nobody knows how they were normalised; so they have no {@link #intensities()}.
     *
     * @param shape the shape of one image
     * @param pixels normalised pixels in [sample, channel, row, column] order, all finite
     * @param labels one label an image, from 0
     * @throws IllegalArgumentException if there is no image, the lengths do not agree, or a pixel or label is not as said
     */
    public static ImageBatch of(Shape shape, float[] pixels, int[] labels) {
        return checked(shape, STILL, pixels, labels, Optional.empty());
    }

    /**
     * A batch of these images.
     *
     * @param shape the shape of one image
     * @param pixels normalised pixels in [sample, channel, row, column] order, all finite
     * @param labels one label an image, from 0
     * @param normalisation how intensities became pixels; {@link Normalisation#none} if the pixels are intensities from 0 to 1
     * @throws IllegalArgumentException if there is no image, the lengths or channels do not agree, or a pixel or label is not as said
     */
    public static ImageBatch of(Shape shape, float[] pixels, int[] labels, Normalisation normalisation) {
        Given.value(normalisation, "the normalisation of a batch")
                .requireFor(Given.value(shape, "the shape of an image"));
        return checked(shape, STILL, pixels, labels, Optional.of(normalisation));
    }

    /**
     * A batch of frames of events.
     *
     * @param shape the shape of one frame: [polarity, row, column]
     * @param frames frames a sample
     * @param events how many events, in [sample, frame, polarity, row, column] order, all finite and none below 0
     * @param labels one label a sample, from 0
     * @throws IllegalArgumentException if there is no sample or frame, the lengths do not agree, or a number or label is not as said
     */
    public static ImageBatch ofFrames(Shape shape, int frames, float[] events, int[] labels) {
        ImageBatch batch =
                checked(shape, Given.positive(frames, "the frames of a sample"), events, labels, Optional.empty());
        for (float number : batch.pixels) {
            if (number < 0) {
                throw new IllegalArgumentException("frames hold numbers of events, none below 0, but one is " + number);
            }
        }
        return batch;
    }

    private static ImageBatch checked(
            Shape shape, int frames, float[] pixels, int[] labels, Optional<Normalisation> normalisation) {
        Given.value(shape, "the shape of an image");
        Given.value(pixels, "the pixels of a batch");
        if (Given.value(labels, "the labels of a batch").length == 0) {
            throw new IllegalArgumentException("a batch needs at least one image, but has none");
        }
        long size = (long) pictures(frames) * shape.size();
        if (pixels.length != labels.length * size) {
            throw new IllegalArgumentException("a batch of " + labels.length + " " + what(frames) + " of " + shape
                    + " needs " + labels.length * size + " pixels, but has " + pixels.length);
        }
        for (int i = 0; i < pixels.length; i++) {
            if (!Float.isFinite(pixels[i])) {
                throw new IllegalArgumentException(
                        "pixels must be finite, but pixel " + i % size + " of image " + i / size + " is " + pixels[i]);
            }
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0) {
                throw new IllegalArgumentException("labels count from 0, but that of image " + i + " is " + labels[i]);
            }
        }
        return new ImageBatch(shape, frames, pixels.clone(), labels.clone(), normalisation);
    }

    /** What samples are called that have so many frames. */
    static String what(int frames) {
        return frames == STILL ? "images" : "samples of " + frames + " frames";
    }

    /** How many pictures a sample has: its frames, or one. */
    static int pictures(int frames) {
        return frames == STILL ? 1 : frames;
    }

    /** The number of images. */
    public int size() {
        return labels.length;
    }

    /** The shape of one image, or of one frame. */
    public Shape imageShape() {
        return shape;
    }

    /** How many frames a sample has; empty for still images. */
    public OptionalInt frames() {
        return frames == STILL ? OptionalInt.empty() : OptionalInt.of(frames);
    }

    /** How intensities became pixels, as far as that is known. */
    public Optional<Normalisation> normalisation() {
        return normalisation;
    }

    /** Channels of an image: 3 of a coloured one, 2 polarities of events. */
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
     * One normalised pixel of a still image; everything counts from 0.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public float pixel(int sample, int channel, int row, int column) {
        return pixel(sample, 0, channel, row, column);
    }

    /**
     * One pixel of a frame: how many events there were; everything counts from 0. A still image is its own frame 0.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public float pixel(int sample, int frame, int channel, int row, int column) {
        if (Math.min(Math.min(Math.min(sample, frame), channel), Math.min(row, column)) < 0
                || sample >= size()
                || frame >= pictures(frames)
                || channel >= channels()
                || row >= rows()
                || column >= columns()) {
            throw new IndexOutOfBoundsException(String.format(
                    Locale.ROOT,
                    "a batch of %d %s of %s has no pixel at image %d, %schannel %d, row %d, column %d; all count from 0",
                    size(),
                    what(frames),
                    shape,
                    sample,
                    frames == STILL ? "" : "frame " + frame + ", ",
                    channel,
                    row,
                    column));
        }
        int line = ((sample * pictures(frames) + frame) * channels() + channel) * rows() + row;
        return pixels[line * columns() + column];
    }

    /** One picture a sample, whatever a network sees of it at each timestep: of frames, the sum; [sample, channel, row, column]. */
    public float[] stills() {
        int size = imageShape().size();
        int ofSample = frames().orElse(1) * size;
        float[] all = pixels();
        float[] stills = new float[size() * size];
        for (int i = 0; i < all.length; i++) {
            stills[i / ofSample * size + i % size] += all[i];
        }
        return stills;
    }

    /** A copy of all pixels, in [sample, channel, row, column] order; of frames in [sample, frame, polarity, row, column] order. */
    public float[] pixels() {
        return pixels.clone();
    }

    /**
     * How bright every pixel was before it was normalised, from 0 (black) to 1 (full intensity), in [sample, channel, row, column] order:
     * {@code pixel * deviation + mean} of its channel. What was a byte is exactly {@code byte / 255} again.
     *
     * @throws IllegalArgumentException if nobody knows how the images were normalised, if they would have been darker than black or
     *     brighter than full intensity, or if they are frames of events
     */
    public float[] intensities() {
        if (frames != STILL) {
            throw new IllegalArgumentException("frames of events have no intensities; take a batch of still images");
        }
        Normalisation known = normalisation.orElseThrow(() -> new IllegalArgumentException(
                "the intensities of this batch are not known, since nobody has said how its pixels were normalised; take a batch of an"
                        + " ImageSet, or say so: ImageBatch.of(shape, pixels, labels, normalisation)"));
        float[] intensities = new float[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            int channel = i / shape.positions() % shape.channels();
            double steps = known.unnormalised(pixels[i], channel) * FULL;
            double whole = Math.rint(steps);
            intensities[i] = (float) (Math.abs(steps - whole) < ROUNDING ? whole : steps) / FULL;
            if (!(intensities[i] >= 0 && intensities[i] <= 1)) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "intensities are from 0 to 1, but pixel %d of image %d, which is %s when normalised, had %s by %s; name the"
                                + " normalisation that was used",
                        i % shape.size(),
                        i / shape.size(),
                        pixels[i],
                        intensities[i],
                        known));
            }
        }
        return intensities;
    }

    /** A copy of all pixels, in [sample, row, column, channel] order; of frames in [sample, frame, row, column, polarity] order. */
    public float[] channelsLast() {
        float[] numbers = new float[pixels.length];
        for (int start = 0; start < numbers.length; start += shape.size()) {
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
     * Sixteen hexadecimal digits that tell these images from others: a 64-bit hash of shape, frames, labels and the bits of every pixel,
     * the same on every machine. Not meant to resist people who try to forge it.
     */
    public String fingerprint() {
        Fingerprint fingerprint = new Fingerprint(shape, frames);
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
                && frames == batch.frames
                && normalisation.equals(batch.normalisation)
                && Arrays.equals(labels, batch.labels)
                && Arrays.equals(pixels, batch.pixels);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(labels) + Arrays.hashCode(pixels);
    }

    @Override
    public String toString() {
        return "batch of " + size() + " " + what(frames) + " of " + shape + ", fingerprint " + fingerprint();
    }
}
