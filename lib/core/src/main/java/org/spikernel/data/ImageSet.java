package org.spikernel.data;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import org.spikernel.internal.checks.Given;
import org.spikernel.random.RandomStream;
import org.spikernel.shapes.Shape;

/**
 * Images of one shape with a label each, in a fixed order; gives batches in a random order. Instead of still images it may have samples of
 * as many frames of events each.
 *
 * <p>Immutable. Keeps one byte a pixel and channel, of every frame, and normalises what it hands out; numbers of events stay as they are.
 *
 * <pre>{@code
 * ImageBatch batch = images.train().batch(64, 42);
 * for (ImageBatch next : images.train().batches(64, 42, Augmentation.cropAndFlip())) { ... }
 * }</pre>
 */
public final class ImageSet {

    private final Shape shape;
    private final int frames;
    private final byte[] intensities;
    private final int[] labels;
    private final Normalisation normalisation;
    private final float[][] normalised;

    private ImageSet(Shape shape, int frames, byte[] intensities, int[] labels, Normalisation normalisation) {
        this.shape = shape;
        this.frames = frames;
        this.intensities = intensities;
        this.labels = labels;
        this.normalisation = normalisation;
        this.normalised = normalisation.table();
    }

    /**
     * A set of these images. Give them in an order in which classes take turns, since {@link #first}, {@link #last} and {@link
     * Dataset#holdingOut} cut a set where they are told to.
     *
     * @param shape the shape of one image
     * @param intensities bytes from 0 to 255 (unsigned) in [image, channel, row, column] order
     * @param labels one label an image, from 0
     * @throws IllegalArgumentException if there is no image or the numbers of pixels, labels and channels do not agree
     */
    public static ImageSet of(Shape shape, byte[] intensities, int[] labels, Normalisation normalisation) {
        return owning(
                Given.value(shape, "the shape of an image"),
                Given.value(intensities, "the intensities of an image set").clone(),
                Given.value(labels, "the labels of an image set").clone(),
                Given.value(normalisation, "the normalisation of an image set"));
    }

    /**
     * A set of frames of events. As for {@link #of}, give them in an order in which classes take turns.
     *
     * @param samples all of one shape and number of frames
     * @param labels one label a sample, from 0
     * @throws IllegalArgumentException if there is no sample, if there are more than one set can keep, or if samples, labels and shapes do not
     *     agree
     */
    public static ImageSet ofFrames(List<EventFrames> samples, int[] labels) {
        if (Given.list(samples, "the samples of an image set").isEmpty()) {
            throw new IllegalArgumentException("an image set needs at least one sample, but has none");
        }
        EventFrames first = samples.get(0);
        int most = Integer.MAX_VALUE / first.counts().length;
        if (samples.size() > most) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "one image set can keep at most %,d samples of %s, but found %,d; take fewer, or fewer frames",
                    most,
                    first,
                    samples.size()));
        }
        byte[] counts = new byte[samples.size() * first.counts().length];
        for (int i = 0; i < samples.size(); i++) {
            EventFrames sample = samples.get(i);
            if (!sample.shape().equals(first.shape()) || sample.frames() != first.frames()) {
                throw new IllegalArgumentException(
                        "an image set needs samples of one shape and number of frames, but sample 0 is " + first
                                + " and sample " + i + " is " + sample);
            }
            System.arraycopy(sample.counts(), 0, counts, i * sample.counts().length, sample.counts().length);
        }
        int[] kept = Given.value(labels, "the labels of an image set").clone();
        return owningFrames(first.shape(), first.frames(), counts, kept);
    }

    /** A set of frames of events [sample, frame, polarity, row, column], without a copy. */
    static ImageSet owningFrames(Shape shape, int frames, byte[] counts, int[] labels) {
        return owning(shape, frames, counts, labels, Normalisation.counts(shape.channels()));
    }

    /** As {@link #of}, without a copy: nobody else may hold the arrays. */
    static ImageSet owning(Shape shape, byte[] intensities, int[] labels, Normalisation normalisation) {
        return owning(shape, ImageBatch.STILL, intensities, labels, normalisation);
    }

    private static ImageSet owning(
            Shape shape, int frames, byte[] intensities, int[] labels, Normalisation normalisation) {
        if (labels.length == 0) {
            throw new IllegalArgumentException("an image set needs at least one image, but has none");
        }
        long bytes = labels.length * (long) ImageBatch.pictures(frames) * shape.size();
        if (intensities.length != bytes) {
            throw new IllegalArgumentException(labels.length + " " + ImageBatch.what(frames) + " of " + shape + " need "
                    + bytes + " bytes, but there are " + intensities.length);
        }
        normalisation.requireFor(shape);
        if (Arrays.stream(labels).anyMatch(label -> label < 0)) {
            throw new IllegalArgumentException("labels count from 0, but one is "
                    + Arrays.stream(labels).min().getAsInt());
        }
        return new ImageSet(shape, frames, intensities, labels, normalisation);
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
        return frames == ImageBatch.STILL ? OptionalInt.empty() : OptionalInt.of(frames);
    }

    /** How many bytes an image, or a sample of frames, has. */
    private int sampleSize() {
        return ImageBatch.pictures(frames) * shape.size();
    }

    /** How bytes become the numbers of a batch. */
    public Normalisation normalisation() {
        return normalisation;
    }

    /** The class of image {@code index}. */
    public int label(int index) {
        return labels[checked(index)];
    }

    /**
     * The bytes of image {@code index}: intensities from 0 to 255 (unsigned) in [channel, row, column] order; of frames, numbers of events
     * in [frame, polarity, row, column] order.
     */
    public byte[] image(int index) {
        int from = checked(index) * sampleSize();
        return Arrays.copyOfRange(intensities, from, from + sampleSize());
    }

    /** The first {@code count} images, in the order of this set. */
    public ImageSet first(int count) {
        checkSize(count);
        return new ImageSet(
                shape,
                frames,
                Arrays.copyOf(intensities, count * sampleSize()),
                Arrays.copyOf(labels, count),
                normalisation);
    }

    /** The last {@code count} images, in the order of this set. */
    public ImageSet last(int count) {
        checkSize(count);
        int from = size() - count;
        return new ImageSet(
                shape,
                frames,
                Arrays.copyOfRange(intensities, from * sampleSize(), size() * sampleSize()),
                Arrays.copyOfRange(labels, from, size()),
                normalisation);
    }

    /**
     * How many images there are of each class.
     *
     * @param classes how many classes there are; all labels are below
     */
    public int[] imagesOfClasses(int classes) {
        int[] counts = new int[classes];
        for (int i = 0; i < size(); i++) {
            counts[label(i)]++;
        }
        return counts;
    }

    /**
     * Some images, in the order in which they are named.
     *
     * @param indices of one image or more, counted from 0
     */
    public ImageSet chosen(int... indices) {
        checkSize(indices.length);
        byte[] some = new byte[indices.length * sampleSize()];
        int[] theirs = new int[indices.length];
        for (int i = 0; i < indices.length; i++) {
            theirs[i] = label(indices[i]);
            System.arraycopy(intensities, indices[i] * sampleSize(), some, i * sampleSize(), sampleSize());
        }
        return new ImageSet(shape, frames, some, theirs, normalisation);
    }

    /** The images of some classes, which are labelled by where their class stands among these. */
    ImageSet ofClasses(List<Integer> classes) {
        int[] kept = IntStream.range(0, size())
                .filter(i -> classes.contains(labels[i]))
                .toArray();
        if (kept.length == 0) {
            throw new IllegalArgumentException("none of " + size() + " images has one of the labels " + classes
                    + "; keep other classes, or more images");
        }
        ImageSet some = chosen(kept);
        return new ImageSet(
                shape,
                frames,
                some.intensities,
                Arrays.stream(some.labels).map(classes::indexOf).toArray(),
                normalisation);
    }

    /**
     * The middle of every image; where it cannot be in the very middle, it is a pixel further up or left.
     *
     * @throws IllegalArgumentException if so many rows and columns are not in an image
     */
    public ImageSet cropped(int rows, int columns) {
        if (rows < 1 || columns < 1 || rows > shape.rows() || columns > shape.columns()) {
            throw new IllegalArgumentException("from 1x1 to " + shape.rows() + "x" + shape.columns()
                    + " pixels can be cut out of images of " + shape + ", but " + rows + "x" + columns
                    + " were asked for");
        }
        int maps = intensities.length / shape.positions();
        int firstRow = (shape.rows() - rows) / 2;
        int firstColumn = (shape.columns() - columns) / 2;
        byte[] middle = new byte[maps * rows * columns];
        for (int line = 0; line < maps * rows; line++) {
            int from = (line / rows * shape.rows() + firstRow + line % rows) * shape.columns() + firstColumn;
            System.arraycopy(intensities, from, middle, line * columns, columns);
        }
        return new ImageSet(new Shape(shape.channels(), rows, columns), frames, middle, labels, normalisation);
    }

    /** All images in the order of this set, as one batch. */
    public ImageBatch all() {
        return gather(IntStream.range(0, size()).toArray(), Augmentation.none(), 0);
    }

    /**
     * A batch of different images drawn at random: the first batch of {@link #batches(int, long)}.
     *
     * @param size images in the batch, from 1 to the size of this set
     * @param seed names the draw; the same seed gives the same batch
     */
    public ImageBatch batch(int size, long seed) {
        return batches(size, seed).iterator().next();
    }

    /**
     * One pass over all images in a random order: every image once, the last batch shorter if need be.
     *
     * @param size images in a batch, from 1 to the size of this set
     * @param seed names the order; take another one for every pass
     */
    public Iterable<ImageBatch> batches(int size, long seed) {
        return batches(size, seed, Augmentation.none());
    }

    /**
     * One pass over all images in the order of {@link #batches(int, long)}, each of them augmented.
     *
     * <p>What happens to an image depends on the seed and its place in this set, not on the size of the batches.
     *
     * @param size images in a batch, from 1 to the size of this set
     * @param seed names the order and the augmentations; take another one for every pass
     */
    public Iterable<ImageBatch> batches(int size, long seed, Augmentation augmentation) {
        checkSize(size);
        int[] order = RandomStream.at(seed, "image order").permutation(size());
        return () -> new BatchIterator(order, size, seed, augmentation);
    }

    /**
     * All images in the order of this set, in batches, the last one shorter if need be.
     *
     * @param size images in a batch, at least 1
     */
    public Iterable<ImageBatch> inOrder(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a batch needs at least one image, but " + size + " were asked for");
        }
        int[] order = IntStream.range(0, size()).toArray();
        return () -> new BatchIterator(order, size, 0, Augmentation.none());
    }

    /**
     * Sixteen hexadecimal digits that tell these images from others: a 64-bit hash of shape, frames, normalisation, labels and the bytes of
     * every image, the same on every machine. Not meant to resist people who try to forge it.
     */
    public String fingerprint() {
        Fingerprint fingerprint = new Fingerprint(shape, frames);
        for (float[] channel : normalised) {
            for (float value : channel) {
                fingerprint.add(Float.floatToRawIntBits(value));
            }
        }
        for (int label : labels) {
            fingerprint.add(label);
        }
        for (byte intensity : intensities) {
            fingerprint.add(intensity);
        }
        return fingerprint.digits();
    }

    private ImageBatch gather(int[] indices, Augmentation augmentation, long seed) {
        float[] pixels = new float[indices.length * sampleSize()];
        // Frames move together, as if they were channels.
        Shape moving = shape.withChannels(ImageBatch.pictures(frames) * shape.channels());
        int[] batchLabels = new int[indices.length];
        for (int sample = 0; sample < indices.length; sample++) {
            int index = indices[sample];
            batchLabels[sample] = labels[index];
            byte[] image = augmentation.apply(image(index), moving, RandomStream.at(seed, "augmentation", index));
            if (image.length != moving.size()) {
                throw new IllegalStateException("an augmentation keeps the shape of an image, here " + moving + ", but "
                        + augmentation + " made " + image.length + " values of " + moving.size());
            }
            for (int i = 0; i < image.length; i++) {
                int channel = i / shape.positions() % shape.channels();
                pixels[sample * image.length + i] = normalised[channel][Byte.toUnsignedInt(image[i])];
            }
        }
        return frames == ImageBatch.STILL
                ? ImageBatch.of(shape, pixels, batchLabels, normalisation)
                : ImageBatch.ofFrames(shape, frames, pixels, batchLabels);
    }

    private int checked(int index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException(
                    "images count from 0 to " + (size() - 1) + ", but image " + index + " was asked for");
        }
        return index;
    }

    private void checkSize(int count) {
        if (count < 1 || count > size()) {
            throw new IllegalArgumentException(
                    "from 1 to " + size() + " images can be taken from this set, but " + count + " were asked for");
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,d %s of %s", size(), ImageBatch.what(frames), shape);
    }

    private final class BatchIterator implements Iterator<ImageBatch> {

        private final int[] order;
        private final int batchSize;
        private final long seed;
        private final Augmentation augmentation;
        private int done;

        BatchIterator(int[] order, int batchSize, long seed, Augmentation augmentation) {
            this.order = order;
            this.batchSize = batchSize;
            this.seed = seed;
            this.augmentation = augmentation;
        }

        @Override
        public boolean hasNext() {
            return done < order.length;
        }

        @Override
        public ImageBatch next() {
            if (!hasNext()) {
                throw new NoSuchElementException("this pass has already given all " + order.length + " images");
            }
            int from = done;
            done = Math.min(from + batchSize, order.length);
            return gather(Arrays.copyOfRange(order, from, done), augmentation, seed);
        }
    }
}
