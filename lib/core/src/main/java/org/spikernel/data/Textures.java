package org.spikernel.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import org.spikernel.random.RandomStream;

/**
 * Makes the built-in textures: images whose class shows in their structure at three scales.
 *
 * <p>An image is a sum of three weaves, fine, middle and coarse. A class is a choice of weave for each scale; classes share fine and
 * middle weaves, so no scale alone tells them all apart, and a kernel that spans a longer period sees more. All weaves have the same
 * mean square, but for the plain one, which is none, and turn into themselves under a horizontal flip. What varies from image to image
 * says nothing about the class: phase, tilt, period and contrast of each weave, and what varies on every {@link Canvas}. {@link
 * FineTextures} are without that structure.
 */
final class Textures {

    private static final double PERIOD_JITTER = 0.15;
    private static final double TILT_JITTER = StrictMath.toRadians(15);
    private static final double LEAST_CONTRAST = 6;
    private static final double MOST_CONTRAST = 32;

    private enum Weave {
        ROWS,
        COLUMNS,
        CHECKS,
        DIAMONDS,
        /** None: only where there are more classes than the others can make. */
        PLAIN
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

    /** The least that can be told apart. */
    static final int FEWEST_CLASSES = 2;

    /** How many there are unless more or fewer are asked for. */
    static final int USUAL_CLASSES = 10;

    /** For each of the usual classes the weaves of the scales, fine first. */
    private static final List<List<Weave>> USUAL = List.of(
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

    /** All classes there are: the usual ones, the others without a plain scale, and those that have one, both in a random order. */
    private static final List<List<Weave>> CLASSES = Stream.of(USUAL.stream(), others(false), others(true))
            .flatMap(classes -> classes)
            .toList();

    /** How many classes can be made. */
    static final int MOST_CLASSES = CLASSES.size();

    private final Canvas canvas;

    private Textures(Canvas canvas) {
        this.canvas = canvas;
    }

    private static Stream<List<Weave>> others(boolean plain) {
        List<List<Weave>> others = new ArrayList<>();
        for (Weave fine : Weave.values()) {
            for (Weave middle : Weave.values()) {
                for (Weave coarse : Weave.values()) {
                    others.add(List.of(fine, middle, coarse));
                }
            }
        }
        others.removeIf(weaves -> weaves.contains(Weave.PLAIN) != plain || USUAL.contains(weaves));
        int[] order = RandomStream.at(0, "textures", "classes").permutation(others.size());
        return Arrays.stream(order).mapToObj(others::get);
    }

    /** The data set of the usual classes, described as {@code what}. */
    static Dataset dataset(String what) {
        return dataset("textures", what, USUAL_CLASSES);
    }

    /** The data set of the first classes. */
    static Dataset dataset(String name, String what, int classes) {
        return Canvas.dataset(
                name,
                "textures",
                what,
                classNames(classes),
                (canvas, label) -> new Textures(canvas).draw(CLASSES.get(label)));
    }

    /** The names of the first classes. */
    static List<String> classNames(int classes) {
        return CLASSES.stream().limit(classes).map(Textures::className).toList();
    }

    private static String className(List<Weave> weaves) {
        return weaves.stream()
                .map(weave -> weave.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("-"));
    }

    private void draw(List<Weave> weaves) {
        for (Scale scale : Scale.values()) {
            addWeave(scale, weaves.get(scale.ordinal()));
        }
    }

    private void addWeave(Scale scale, Weave weave) {
        double contrast = scale.contrast * canvas.between(LEAST_CONTRAST, MOST_CONTRAST);
        double[] colour = canvas.colour(contrast);
        double period = scale.period * canvas.between(1 - PERIOD_JITTER, 1 + PERIOD_JITTER);
        double tilt = canvas.between(-TILT_JITTER, TILT_JITTER);
        switch (weave) {
            case ROWS -> addStripes(period, tilt, 1, colour);
            case COLUMNS -> addStripes(period, tilt + StrictMath.PI / 2, 1, colour);
            case CHECKS -> addCross(period, tilt, colour);
            case DIAMONDS -> addCross(period, tilt + StrictMath.PI / 4, colour);
            case PLAIN -> {}
        }
    }

    private void addCross(double period, double angle, double[] colour) {
        double share = StrictMath.sqrt(0.5);
        addStripes(period, angle, share, colour);
        addStripes(period, angle + StrictMath.PI / 2, share, colour);
    }

    /** Adds stripes, a cosine across them; at angle 0 they are rows. */
    private void addStripes(double period, double angle, double share, double[] colour) {
        double frequency = 2 * StrictMath.PI / period;
        double phase = canvas.between(0, 2 * StrictMath.PI);
        Wave down = new Wave(frequency * StrictMath.cos(angle), phase, Canvas.SHAPE.rows());
        Wave right = new Wave(frequency * StrictMath.sin(angle), 0, Canvas.SHAPE.columns());
        double amplitude = StrictMath.sqrt(2) * share;
        double[] strengths =
                DoubleStream.of(colour).map(strength -> amplitude * strength).toArray();
        for (int row = 0; row < Canvas.SHAPE.rows(); row++) {
            for (int column = 0; column < Canvas.SHAPE.columns(); column++) {
                double cosine = down.cosines[row] * right.cosines[column] - down.sines[row] * right.sines[column];
                canvas.add(row, column, cosine, strengths);
            }
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
