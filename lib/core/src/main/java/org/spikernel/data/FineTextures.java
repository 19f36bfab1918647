package org.spikernel.data;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Makes the built-in fine textures: images whose class shows in adjacent pixels, and in nothing that lies further apart.
 *
 * <p>An image is made of blocks of 2x2 pixels. The structure of a block is a sum of four patterns, flat, rows, columns and checks, each
 * with a normally distributed strength that is drawn anew for every block. A class is a choice of one or two patterns that are strong.
 * The strengths' variances add up to the same in all classes, so each single pixel has the same distribution in all of them, and what is
 * in one block tells nothing of the others: beyond a window that holds a block there is nothing to see. All patterns turn into themselves
 * or their opposites under a horizontal flip. Contrast varies from image to image, and what varies on every {@link Canvas}.
 */
final class FineTextures {

    private static final int BLOCK = 2;
    private static final double LEAST_CONTRAST = 50;
    private static final double MOST_CONTRAST = 70;

    /** Share of the variance of a block that each pattern has which its class does not name. */
    private static final double WEAK = 0.1;

    private enum Pattern {
        FLAT(1, 1, 1, 1),
        ROWS(1, 1, -1, -1),
        COLUMNS(1, -1, 1, -1),
        CHECKS(1, -1, -1, 1);

        private final int[] signs;

        /** The signs of the four pixels, row by row. */
        Pattern(int... signs) {
            this.signs = signs;
        }
    }

    private static final List<List<Pattern>> CLASSES = List.of(
            List.of(Pattern.FLAT),
            List.of(Pattern.ROWS),
            List.of(Pattern.COLUMNS),
            List.of(Pattern.CHECKS),
            List.of(Pattern.FLAT, Pattern.ROWS),
            List.of(Pattern.FLAT, Pattern.COLUMNS),
            List.of(Pattern.FLAT, Pattern.CHECKS),
            List.of(Pattern.ROWS, Pattern.COLUMNS),
            List.of(Pattern.ROWS, Pattern.CHECKS),
            List.of(Pattern.COLUMNS, Pattern.CHECKS));

    private FineTextures() {}

    /** The data set, described as {@code what}. */
    static Dataset dataset(String what) {
        List<String> names = CLASSES.stream().map(FineTextures::className).toList();
        return Canvas.dataset(
                "fine textures", "fine textures", what, names, (canvas, label) -> draw(canvas, CLASSES.get(label)));
    }

    private static String className(List<Pattern> strong) {
        return strong.stream()
                .map(pattern -> pattern.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("-"));
    }

    private static void draw(Canvas canvas, List<Pattern> strong) {
        double[] colour = canvas.colour(canvas.between(LEAST_CONTRAST, MOST_CONTRAST));
        double[] deviations = deviations(strong);
        for (int row = 0; row < Canvas.SHAPE.rows(); row += BLOCK) {
            for (int column = 0; column < Canvas.SHAPE.columns(); column += BLOCK) {
                addBlock(canvas, row, column, deviations, colour);
            }
        }
    }

    /** For every pattern the standard deviation of its strength; their squares add up to 1. */
    private static double[] deviations(List<Pattern> strong) {
        int weak = Pattern.values().length - strong.size();
        double[] deviations = new double[Pattern.values().length];
        for (Pattern pattern : Pattern.values()) {
            double variance = strong.contains(pattern) ? (1 - weak * WEAK) / strong.size() : WEAK;
            deviations[pattern.ordinal()] = StrictMath.sqrt(variance);
        }
        return deviations;
    }

    private static void addBlock(Canvas canvas, int row, int column, double[] deviations, double[] colour) {
        double[] strengths = new double[BLOCK * BLOCK];
        for (Pattern pattern : Pattern.values()) {
            double strength = deviations[pattern.ordinal()] * canvas.normal();
            for (int pixel = 0; pixel < strengths.length; pixel++) {
                strengths[pixel] += pattern.signs[pixel] * strength;
            }
        }
        for (int pixel = 0; pixel < strengths.length; pixel++) {
            canvas.add(row + pixel / BLOCK, column + pixel % BLOCK, strengths[pixel], colour);
        }
    }
}
