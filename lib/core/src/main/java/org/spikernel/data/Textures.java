package org.spikernel.data;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.spikernel.random.RandomStream;
import org.spikernel.threads.Workers;

/**
 * Makes the built-in textures: images whose class is a matter of structure at three scales.
 *
 * <p>An image is a sum of three weaves, fine, middle and coarse. A class is a choice of weave for each scale; classes share fine and
 * middle weaves, so no scale alone tells them all apart, and a kernel that spans a longer period sees more. All weaves have the same
 * mean square and turn into themselves under a horizontal flip. What varies from image to image says nothing about the class: phase,
 * tilt, period and contrast of each weave, its colour, the colour of the ground, round blots, and noise.
 */
final class Textures {

    private static final ImageShape SHAPE = new ImageShape(3, 32, 32);
    private static final int TRAINING_IMAGES = 2000;
    private static final int TEST_IMAGES = 1000;

    private static final double PERIOD_JITTER = 0.15;
    private static final double TILT_JITTER = StrictMath.toRadians(15);
    private static final double LEAST_CONTRAST = 6;
    private static final double MOST_CONTRAST = 32;
    private static final double COLOUR_JITTER = 1;
    private static final double DARKEST_GROUND = 90;
    private static final double LIGHTEST_GROUND = 165;
    private static final int BLOTS = 5;
    private static final double SMALLEST_BLOT = 2;
    private static final double LARGEST_BLOT = 5;
    private static final double BLOT_CONTRAST = 60;
    private static final double NOISE = 70;

    private enum Weave {
        ROWS,
        COLUMNS,
        CHECKS,
        DIAMONDS
    }

    private enum Scale {
        FINE(3, 0.65),
        MIDDLE(6, 0.9),
        COARSE(10, 1.25);

        private final double period;
        private final double contrast;

        /** A mean period in pixels, and the contrast relative to that of the other scales. */
        Scale(double period, double contrast) {
            this.period = period;
            this.contrast = contrast;
        }
    }

    /** For every class the weaves of the scales, fine first. */
    private static final List<List<Weave>> CLASSES = List.of(
            List.of(Weave.ROWS, Weave.ROWS, Weave.ROWS),
            List.of(Weave.ROWS, Weave.ROWS, Weave.COLUMNS),
            List.of(Weave.ROWS, Weave.COLUMNS, Weave.CHECKS),
            List.of(Weave.ROWS, Weave.COLUMNS, Weave.DIAMONDS),
            List.of(Weave.COLUMNS, Weave.COLUMNS, Weave.ROWS),
            List.of(Weave.COLUMNS, Weave.COLUMNS, Weave.COLUMNS),
            List.of(Weave.COLUMNS, Weave.CHECKS, Weave.CHECKS),
            List.of(Weave.COLUMNS, Weave.CHECKS, Weave.DIAMONDS),
            List.of(Weave.CHECKS, Weave.CHECKS, Weave.ROWS),
            List.of(Weave.CHECKS, Weave.DIAMONDS, Weave.DIAMONDS));

    private final RandomStream random;
    private final double[] pixels = new double[SHAPE.size()];

    private Textures(RandomStream random) {
        this.random = random;
    }

    /** The data set, described as {@code what}. */
    static Dataset dataset(String what) {
        byte[] trainingPixels = images("training", TRAINING_IMAGES);
        Normalization normalization = Normalization.measured(trainingPixels, SHAPE);
        String description = String.format(
                Locale.ROOT,
                "%s: %,d training images, %,d test images of %s in %d classes",
                what,
                TRAINING_IMAGES,
                TEST_IMAGES,
                SHAPE,
                CLASSES.size());
        return new Dataset(
                "textures",
                description,
                CLASSES.stream().map(Textures::className).toList(),
                ImageSet.owning(SHAPE, trainingPixels, labels(TRAINING_IMAGES), normalization),
                ImageSet.owning(SHAPE, images("test", TEST_IMAGES), labels(TEST_IMAGES), normalization));
    }

    private static String className(List<Weave> weaves) {
        return weaves.stream()
                .map(weave -> weave.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("-"));
    }

    private static int[] labels(int count) {
        return IntStream.range(0, count).map(i -> i % CLASSES.size()).toArray();
    }

    private static byte[] images(String part, int count) {
        byte[] images = new byte[count * SHAPE.size()];
        Workers.all().forEach(count, i -> {
            Textures texture = new Textures(RandomStream.at(0, "textures", part, i));
            texture.draw(CLASSES.get(i % CLASSES.size()));
            texture.write(images, i * SHAPE.size());
        });
        return images;
    }

    private void draw(List<Weave> weaves) {
        for (Scale scale : Scale.values()) {
            addWeave(scale, weaves.get(scale.ordinal()));
        }
        for (int channel = 0; channel < SHAPE.channels(); channel++) {
            double ground = between(DARKEST_GROUND, LIGHTEST_GROUND);
            int from = channel * SHAPE.plane();
            for (int i = from; i < from + SHAPE.plane(); i++) {
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

    private void addWeave(Scale scale, Weave weave) {
        double contrast = scale.contrast * between(LEAST_CONTRAST, MOST_CONTRAST);
        double[] colour = colour(contrast);
        double period = scale.period * between(1 - PERIOD_JITTER, 1 + PERIOD_JITTER);
        double tilt = between(-TILT_JITTER, TILT_JITTER);
        switch (weave) {
            case ROWS -> addStripes(period, tilt, 1, colour);
            case COLUMNS -> addStripes(period, tilt + StrictMath.PI / 2, 1, colour);
            case CHECKS -> addCross(period, tilt, colour);
            case DIAMONDS -> addCross(period, tilt + StrictMath.PI / 4, colour);
        }
    }

    /** The colour of a weave, one strength a channel, of root mean square {@code contrast}. */
    private double[] colour(double contrast) {
        double[] colour = new double[SHAPE.channels()];
        double squares = 0;
        for (int channel = 0; channel < colour.length; channel++) {
            colour[channel] = between(1 - COLOUR_JITTER, 1 + COLOUR_JITTER);
            squares += colour[channel] * colour[channel];
        }
        double factor = contrast / StrictMath.sqrt(squares / colour.length);
        return Arrays.stream(colour).map(strength -> factor * strength).toArray();
    }

    private void addCross(double period, double angle, double[] colour) {
        double share = StrictMath.sqrt(0.5);
        addStripes(period, angle, share, colour);
        addStripes(period, angle + StrictMath.PI / 2, share, colour);
    }

    /** Adds stripes, a cosine across them; at angle 0 they are rows. */
    private void addStripes(double period, double angle, double share, double[] colour) {
        double frequency = 2 * StrictMath.PI / period;
        double phase = between(0, 2 * StrictMath.PI);
        Wave down = new Wave(frequency * StrictMath.cos(angle), phase, SHAPE.rows());
        Wave right = new Wave(frequency * StrictMath.sin(angle), 0, SHAPE.columns());
        double amplitude = StrictMath.sqrt(2) * share;
        for (int row = 0; row < SHAPE.rows(); row++) {
            for (int column = 0; column < SHAPE.columns(); column++) {
                double cosine = down.cosines[row] * right.cosines[column] - down.sines[row] * right.sines[column];
                for (int channel = 0; channel < SHAPE.channels(); channel++) {
                    pixels[index(channel, row, column)] += amplitude * colour[channel] * cosine;
                }
            }
        }
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

    private double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    private static int index(int channel, int row, int column) {
        return (channel * SHAPE.rows() + row) * SHAPE.columns() + column;
    }

    private void write(byte[] images, int offset) {
        for (int i = 0; i < pixels.length; i++) {
            images[offset + i] = (byte) Math.max(0, Math.min(255, Math.rint(pixels[i])));
        }
    }

    /** Cosine and sine of {@code phase + frequency * i}, so that those of a sum need no further call. */
    private static final class Wave {

        private final double[] cosines;
        private final double[] sines;

        Wave(double frequency, double phase, int length) {
            cosines = new double[length];
            sines = new double[length];
            for (int i = 0; i < length; i++) {
                cosines[i] = StrictMath.cos(phase + frequency * i);
                sines[i] = StrictMath.sin(phase + frequency * i);
            }
        }
    }
}
