package org.spikernel.plot;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.spikernel.data.ImageBatch;
import org.spikernel.internal.pictures.Canvas;
import org.spikernel.internal.pictures.Colours;
import org.spikernel.internal.pictures.Drawing;
import org.spikernel.internal.pictures.Ink;
import org.spikernel.internal.pictures.Lettering;
import org.spikernel.internal.pictures.Lettering.Anchor;
import org.spikernel.internal.pictures.Pixels;

/** What a network answers after each timestep, class by class, beside the image: {@link Pictures#answers}. */
final class AnswerDrawing {

    private static final int MOST_CLASSES = 40;
    private static final int MOST_TIMESTEPS = 30;

    private static final double PAD = 12;
    private static final double SMALL = 11;
    private static final double TOP = PAD + 22;
    private static final double IMAGE = 110;
    private static final double CELL = 42;
    private static final double ROW = 22;
    private static final String WINNER = "#D55E00";

    private static final Lettering MIDDLE = Lettering.of(SMALL, Anchor.MIDDLE);
    private static final Lettering END = Lettering.of(SMALL, Anchor.END);

    private final Pixels image;
    private final int label;
    private final float[][] answers;
    private final List<String> classes;
    private final double least;
    private final double greatest;

    private AnswerDrawing(Pixels image, int label, float[][] answers, List<String> classes) {
        this.image = image;
        this.label = label;
        this.answers = answers;
        this.classes = classes;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (float[] answer : answers) {
            for (float number : answer) {
                low = Math.min(low, number);
                high = Math.max(high, number);
            }
        }
        this.least = low;
        this.greatest = high;
    }

    static Drawing of(ImageBatch batch, int sample, List<float[][]> answers, List<String> classes) {
        Plots.requireAll("batch, answers and classes", batch, answers, classes);
        if (answers.isEmpty()
                || answers.size() > MOST_TIMESTEPS
                || classes.isEmpty()
                || classes.size() > MOST_CLASSES) {
            throw new IllegalArgumentException("answers are drawn over 1 to " + MOST_TIMESTEPS + " timesteps for 1 to "
                    + MOST_CLASSES + " classes, but there are " + answers.size() + " timesteps and " + classes.size()
                    + " classes");
        }
        Pictures.requireSample(sample, batch.size());
        for (float[][] answer : answers) {
            if (answer.length != batch.size() || answer[sample].length != classes.size()) {
                throw new IllegalArgumentException("every timestep needs an answer for each of " + batch.size()
                        + " images and " + classes.size() + " classes, but one has " + answer.length + " and "
                        + (answer.length == 0 ? 0 : answer[0].length));
            }
        }
        float[][] ofSample = answers.stream().map(each -> each[sample]).toArray(float[][]::new);
        return new AnswerDrawing(
                        Thumbnails.of(batch).image(sample), batch.label(sample), ofSample, List.copyOf(classes))
                .drawing();
    }

    private Drawing drawing() {
        String title = "Answers after each timestep, class by class";
        double names = PAD
                + IMAGE
                + 20
                + classes.stream().mapToDouble(END.inBold()::length).max().orElse(0);
        double grid = names + 8;
        double below = TOP + SMALL + Math.max(classes.size() * ROW, IMAGE + 2.5 * SMALL);
        String legend = "numbers: mean answer up to there; framed: the class that it would be taken for";
        double width = Math.max(
                        Math.max(grid + answers.length * CELL, PAD + MIDDLE.length(legend)),
                        Pictures.HEAD.length(title) + PAD)
                + PAD;
        return new Drawing(width, below + 5 * SMALL, title, description(), canvas -> {
            canvas.write(title, PAD, PAD + 14, Pictures.HEAD);
            double y = TOP + SMALL;
            canvas.draw(image, PAD, y, IMAGE, IMAGE);
            canvas.write(className(label), PAD + IMAGE / 2, y + IMAGE + 1.4 * SMALL, MIDDLE.inBold());
            for (int row = 0; row < classes.size(); row++) {
                canvas.write(classes.get(row), names, y + row * ROW + ROW / 2 + 4, row == label ? END.inBold() : END);
            }
            for (int t = 0; t < answers.length; t++) {
                column(canvas, t, grid + t * CELL, y);
            }
            canvas.write(
                    "after so many timesteps",
                    grid + answers.length * CELL / 2,
                    y + classes.size() * ROW + 2.6 * SMALL,
                    MIDDLE);
            canvas.write(legend, PAD, below + 4 * SMALL, Lettering.of(SMALL, Anchor.START));
        });
    }

    private void column(Canvas canvas, int t, double x, double y) {
        for (int row = 0; row < classes.size(); row++) {
            double share = greatest > least ? (answers[t][row] - least) / (greatest - least) : 0.5;
            int colour = Colours.viridis(share);
            canvas.draw(new Rectangle2D.Double(x, y + row * ROW, CELL, ROW), Ink.fill(Colours.hex(colour)));
            canvas.write(
                    String.format(Locale.ROOT, "%.2f", answers[t][row]),
                    x + CELL / 2,
                    y + row * ROW + ROW / 2 + 3.5,
                    Lettering.of(9.5, Anchor.MIDDLE).in(Colours.isDark(colour) ? "#FFFFFF" : "#111111"));
        }
        int winner = winner(t);
        canvas.draw(new Rectangle2D.Double(x + 1, y + winner * ROW + 1, CELL - 2, ROW - 2), Ink.line(WINNER, 2.4));
        canvas.write(Integer.toString(t + 1), x + CELL / 2, y + classes.size() * ROW + 1.3 * SMALL, MIDDLE);
    }

    /** The class with the highest answer; of equals the first. */
    private int winner(int t) {
        int winner = 0;
        for (int row = 1; row < classes.size(); row++) {
            winner = answers[t][row] > answers[t][winner] ? row : winner;
        }
        return winner;
    }

    private String className(int index) {
        return index < classes.size() ? classes.get(index) : "class " + index;
    }

    private String description() {
        return String.format(
                Locale.ROOT,
                "An image of %s, and for each of %d classes what the network answers after 1 to %d timesteps. It would be taken for: %s",
                className(label),
                classes.size(),
                answers.length,
                IntStream.range(0, answers.length)
                        .mapToObj(t -> className(winner(t)))
                        .collect(Collectors.joining(", ")));
    }
}
