package org.spikernel.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

import org.spikernel.internal.threads.Workers;
import org.spikernel.random.RandomStream;
import org.spikernel.shapes.Shape;

/**
 * An image in the making, with all that varies from image to image and says nothing about its class: the colour of structure, the
 * colour of the ground, round blots, and noise. The built-in image sets are drawn on it.
 */
final class Canvas {

    static final Shape SHAPE = new Shape(3, 32, 32);
    private static final int TRAINING_IMAGES = 200;
    private static final int TEST_IMAGES = 100;
    private static final int CLASSES_OF_A_GROUP = 10;

    private static final double COLOUR_JITTER = 1;
    private static final double DARKEST_GROUND = 90;
    private static final double LIGHTEST_GROUND = 165;
    private static final int BLOTS = 5;
    private static final double SMALLEST_BLOT = 2;
    private static final double LARGEST_BLOT = 5;
    private static final double BLOT_CONTRAST = 60;
    private static final double NOISE = 70;

    private final RandomStream random;
    private final double[] pixels = new double[SHAPE.size()];

    private Canvas(RandomStream random) {
        this.random = random;
    }

    /**
     * A data set of images that are drawn: {@value #TRAINING_IMAGES} of each class to train on, {@value #TEST_IMAGES} to test on.
     *
     * @param name its short name
     * @param kind what is drawn; data sets of one kind have the same images of the classes that they have in common
     * @param what the description begins with this
     * @param classNames the names of its classes, to which images belong in turn
     * @param structure draws what tells the class of a label, before ground, blots and noise
     */
    static Dataset dataset(
            String name, String kind, String what, List<String> classNames, BiConsumer<Canvas, Integer> structure) {
        int classes = classNames.size();
        byte[] trainingPixels = images(kind, "training", TRAINING_IMAGES, classes, structure);
        byte[] testPixels = images(kind, "test", TEST_IMAGES, classes, structure);
        Normalisation normalisation = Normalisation.measured(trainingPixels, SHAPE);
        String description = String.format(
                Locale.ROOT,
                "%s: %,d training images, %,d test images of %s in %d classes",
                what,
                TRAINING_IMAGES * classes,
                TEST_IMAGES * classes,
                SHAPE,
                classes);
        return new Dataset(
                name,
                description,
                classNames,
                ImageSet.owning(SHAPE, trainingPixels, labels(TRAINING_IMAGES, classes), normalisation),
                ImageSet.owning(SHAPE, testPixels, labels(TEST_IMAGES, classes), normalisation));
    }

    private static int[] labels(int countOfClass, int classes) {
        return IntStream.range(0, countOfClass * classes).map(i -> i % classes).toArray();
    }

    private static byte[] images(
            String kind, String part, int countOfClass, int classes, BiConsumer<Canvas, Integer> structure) {
        byte[] images = new byte[countOfClass * classes * SHAPE.size()];
        Workers.all().forEach(countOfClass * classes, i -> {
            Canvas canvas = new Canvas(random(kind, part, i % classes, i / classes));
            structure.accept(canvas, i % classes);
            canvas.finish();
            canvas.write(images, i * SHAPE.size());
        });
        return images;
    }

    /**
     * The random numbers of an image: of its class and its number in it, however many classes there are. Those of the first ten are numbered
     * as where there are no others.
     */
    private static RandomStream random(String kind, String part, int label, int number) {
        int place = CLASSES_OF_A_GROUP * number + label % CLASSES_OF_A_GROUP;
        int group = label / CLASSES_OF_A_GROUP;
        return group == 0
                ? RandomStream.at(0, kind, part, place)
                : RandomStream.at(0, kind, part, place, "of group", group);
    }

    private void finish() {
        for (int channel = 0; channel < SHAPE.channels(); channel++) {
            double ground = between(DARKEST_GROUND, LIGHTEST_GROUND);
            int from = channel * SHAPE.positions();
            for (int i = from; i < from + SHAPE.positions(); i++) {
                pixels[i] += ground;
            }
        }
        for (int i = 0; i < BLOTS; i++) {
            addBlot();
        }
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] += between(-NOISE, NOISE);
        }
    }

    /** Adds a strength to a pixel, in a colour. */
    void add(int row, int column, double strength, double[] colour) {
        for (int channel = 0; channel < SHAPE.channels(); channel++) {
            pixels[index(channel, row, column)] += strength * colour[channel];
        }
    }

    /** A random colour, one strength a channel, of root mean square {@code contrast}. */
    double[] colour(double contrast) {
        double[] colour = new double[SHAPE.channels()];
        double squares = 0;
        for (int channel = 0; channel < colour.length; channel++) {
            colour[channel] = between(1 - COLOUR_JITTER, 1 + COLOUR_JITTER);
            squares += colour[channel] * colour[channel];
        }
        double factor = contrast / StrictMath.sqrt(squares / colour.length);
        return Arrays.stream(colour).map(strength -> factor * strength).toArray();
    }

    private void addBlot() {
        double centreRow = between(0, SHAPE.rows());
        double centreColumn = between(0, SHAPE.columns());
        double radius = between(SMALLEST_BLOT, LARGEST_BLOT);
        for (int channel = 0; channel < SHAPE.channels(); channel++) {
            double middle = (DARKEST_GROUND + LIGHTEST_GROUND) / 2;
            double shade = between(middle - BLOT_CONTRAST, middle + BLOT_CONTRAST);
            for (int row = 0; row < SHAPE.rows(); row++) {
                for (int column = 0; column < SHAPE.columns(); column++) {
                    double down = row - centreRow;
                    double right = column - centreColumn;
                    if (down * down + right * right < radius * radius) {
                        pixels[index(channel, row, column)] = shade;
                    }
                }
            }
        }
    }

    /** A random number from low to below high. */
    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** A random number of the standard normal distribution. */
    double normal() {
        return random.nextNormal();
    }

    private static int index(int channel, int row, int column) {
        return (channel * SHAPE.rows() + row) * SHAPE.columns() + column;
    }

    private void write(byte[] images, int offset) {
        for (int i = 0; i < pixels.length; i++) {
            images[offset + i] = (byte) Math.max(0, Math.min(255, Math.rint(pixels[i])));
        }
    }
}
