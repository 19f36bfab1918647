package org.spikernel.plot;

import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import org.spikernel.internal.pictures.Canvas;
import org.spikernel.internal.pictures.Drawing;
import org.spikernel.internal.pictures.Ink;
import org.spikernel.internal.pictures.Lettering;
import org.spikernel.internal.pictures.Lettering.Anchor;
import org.spikernel.neuron.Lif;
import org.spikernel.neuron.LifTrace;

/** A neuron from its inputs to its spikes: {@link Pictures#neuron}. */
final class NeuronDrawing {

    private static final int MOST_INPUTS = 6;
    private static final int MOST_TIMESTEPS = 60;

    private static final String EXCITING = SeriesStyle.COLOURS.get(0);
    private static final String INHIBITING = SeriesStyle.COLOURS.get(1);
    private static final String POTENTIAL = SeriesStyle.COLOURS.get(2);
    private static final String EDGE = "#444444";
    private static final String QUIET = "#999999";

    private static final double PAD = 12;
    private static final double SMALL = 11;
    private static final double TITLE = PAD + 22;
    private static final double RASTER = 160;
    private static final double SOMA_X = PAD + RASTER + 150;
    private static final double SOMA = 30;
    private static final double PANEL_X = SOMA_X + SOMA + 60;
    private static final double PANEL_WIDTH = 330;
    private static final double PANEL_HEIGHT = 170;
    private static final double WIDTH = PANEL_X + PANEL_WIDTH + 78;
    private static final double OUTPUT = 30;

    private static final Lettering TEXT = Lettering.of(SMALL, Anchor.START);
    private static final Lettering MIDDLE = Lettering.of(SMALL, Anchor.MIDDLE);

    private final double[] weights;
    private final boolean[][] inputs;
    private final LifTrace trace;
    private final double lowest;
    private final double highest;

    private NeuronDrawing(Lif neuron, double[] weights, boolean[][] inputs) {
        this.weights = weights;
        this.inputs = inputs;
        this.trace = neuron.respond(current(weights, inputs));
        double[] seen = DoubleStream.concat(
                        DoubleStream.concat(Arrays.stream(trace.potential()), Arrays.stream(trace.current())),
                        DoubleStream.of(neuron.threshold(), neuron.reset(), 0))
                .toArray();
        double least = Arrays.stream(seen).min().orElseThrow();
        double most = Arrays.stream(seen).max().orElseThrow();
        this.lowest = least - 0.06 * (most - least);
        this.highest = most + 0.06 * (most - least);
    }

    static Drawing of(Lif neuron, double[] weights, String... inputs) {
        Plots.requireAll("neuron and weights", neuron, weights);
        Plots.requireAll("inputs", (Object[]) inputs);
        if (inputs.length < 1 || inputs.length > MOST_INPUTS || inputs.length != weights.length) {
            throw new IllegalArgumentException("a neuron is drawn with 1 to " + MOST_INPUTS
                    + " inputs and a weight for each, but there are " + inputs.length + " inputs and " + weights.length
                    + " weights");
        }
        boolean[][] spikes = new boolean[inputs.length][];
        for (int i = 0; i < inputs.length; i++) {
            spikes[i] = spikes(i + 1, inputs[i], inputs[0].length());
            if (!Double.isFinite(weights[i])) {
                throw new IllegalArgumentException(
                        "the weight of input " + (i + 1) + " must be finite, but is " + weights[i]);
            }
        }
        return new NeuronDrawing(neuron, weights.clone(), spikes).drawing();
    }

    private static boolean[] spikes(int number, String text, int timesteps) {
        if (!text.matches("[|.]{1," + MOST_TIMESTEPS + "}") || text.length() != timesteps) {
            throw new IllegalArgumentException("an input is a text of 1 to " + MOST_TIMESTEPS
                    + " timesteps, | for a spike and . for none, all equally long, such as \"|..|..\", but input "
                    + number + " is \"" + text + "\"");
        }
        boolean[] spikes = new boolean[timesteps];
        for (int t = 0; t < timesteps; t++) {
            spikes[t] = text.charAt(t) == '|';
        }
        return spikes;
    }

    /** The weights of the inputs that spike, added up, at every timestep. */
    private static double[] current(double[] weights, boolean[][] inputs) {
        return IntStream.range(0, inputs[0].length)
                .mapToDouble(t -> IntStream.range(0, weights.length)
                        .filter(i -> inputs[i][t])
                        .mapToDouble(i -> weights[i])
                        .sum())
                .toArray();
    }

    private Drawing drawing() {
        double inputsHeight = 58 * weights.length;
        double panel = TITLE + 16;
        double middle = panel + Math.max(PANEL_HEIGHT, inputsHeight) / 2;
        double panelY = middle - PANEL_HEIGHT / 2;
        double below = Math.max(panelY + PANEL_HEIGHT + 30 + OUTPUT, middle + inputsHeight / 2) + 14;
        String title = trace.neuron().toString();
        return new Drawing(WIDTH, below + 3.2 * SMALL + PAD, title, description(), canvas -> {
            canvas.write(title, PAD, PAD + 14, Pictures.HEAD);
            for (int i = 0; i < weights.length; i++) {
                input(canvas, i, middle + (i - (weights.length - 1) / 2.0) * 58, middle);
            }
            soma(canvas, middle);
            membrane(canvas, panelY);
            output(canvas, panelY + PANEL_HEIGHT + 26);
            canvas.write(leak(), PAD, below + SMALL, TEXT);
            canvas.write(example(), PAD, below + 2.5 * SMALL, TEXT);
        });
    }

    private void input(Canvas canvas, int i, double y, double middle) {
        String colour = weights[i] < 0 ? INHIBITING : EXCITING;
        canvas.write("input " + (i + 1), PAD, y - 20, TEXT);
        raster(canvas, inputs[i], PAD, y, RASTER, EDGE);
        double from = PAD + RASTER + 6;
        double angle = Math.atan2(middle - y, SOMA_X - from);
        Line2D axon = new Line2D.Double(from, y, SOMA_X - SOMA * Math.cos(angle), middle - SOMA * Math.sin(angle));
        double most = Arrays.stream(weights).map(Math::abs).max().orElse(1);
        canvas.draw(axon, Ink.line(colour, most == 0 ? 1 : 1 + 4 * Math.abs(weights[i]) / most));
        label(canvas, axon, "weight " + number(weights[i]), colour);
    }

    /** On the side from which a line that is not level leads away. */
    private static void label(Canvas canvas, Line2D line, String text, String colour) {
        double x = line.getX1() + 0.4 * (line.getX2() - line.getX1());
        double y = line.getY1() + 0.4 * (line.getY2() - line.getY1());
        boolean rises = line.getY2() < line.getY1() - 1;
        canvas.write(text, x, rises ? y + 16 : y - 8, TEXT.in(colour));
    }

    /** A line of time, with a mark at each spike. */
    private static void raster(Canvas canvas, boolean[] spikes, double x, double y, double width, String colour) {
        canvas.draw(new Line2D.Double(x, y, x + width, y), Ink.line(QUIET, 1));
        for (int t = 0; t < spikes.length; t++) {
            if (spikes[t]) {
                double at = x + (t + 0.5) * width / spikes.length;
                canvas.draw(new Line2D.Double(at, y, at, y - 16), Ink.line(colour, 2));
            }
        }
    }

    private static void soma(Canvas canvas, double y) {
        Ellipse2D soma = new Ellipse2D.Double(SOMA_X - SOMA, y - SOMA, 2 * SOMA, 2 * SOMA);
        canvas.draw(soma, Ink.fill("#E3ECF5"));
        canvas.draw(soma, Ink.line(EDGE, 1.2));
        canvas.write("sum", SOMA_X, y + 4, MIDDLE.inBold());
        double from = SOMA_X + SOMA;
        double to = PANEL_X - 26;
        canvas.draw(new Line2D.Double(from, y, to - 6, y), Ink.line(EDGE, 1.5));
        Path2D head = new Path2D.Double();
        head.moveTo(to, y);
        head.lineTo(to - 9, y - 4.5);
        head.lineTo(to - 9, y + 4.5);
        head.closePath();
        canvas.draw(head, Ink.fill(EDGE));
        canvas.write("current", SOMA_X + 4, y + SOMA + 1.4 * SMALL, MIDDLE.in(QUIET));
    }

    private void membrane(Canvas canvas, double y) {
        Lif neuron = trace.neuron();
        double right = PANEL_X + PANEL_WIDTH;
        canvas.draw(new Rectangle2D.Double(PANEL_X, y, PANEL_WIDTH, PANEL_HEIGHT), Ink.line(QUIET, 0.8));
        canvas.write("membrane potential", PANEL_X, y - 6, TEXT.in(POTENTIAL));
        canvas.write("current", PANEL_X + 150, y - 6, TEXT.in(QUIET));
        line(canvas, y, neuron.threshold(), List.of(6.0, 4.0), "threshold " + number(neuron.threshold()));
        line(canvas, y, neuron.reset(), List.of(2.0, 3.0), "reset " + number(neuron.reset()));
        Path2D current = new Path2D.Double();
        Path2D potential = new Path2D.Double();
        double step = PANEL_WIDTH / trace.timesteps();
        potential.moveTo(PANEL_X, height(y, neuron.reset()));
        for (int t = 0; t < trace.timesteps(); t++) {
            double level = height(y, trace.current()[t]);
            if (t == 0) {
                current.moveTo(PANEL_X, level);
            } else {
                current.lineTo(PANEL_X + t * step, level);
            }
            current.lineTo(PANEL_X + (t + 1) * step, level);
            potential.lineTo(place(t), height(y, trace.potential()[t]));
            if (trace.spikes()[t]) {
                potential.lineTo(place(t), height(y, neuron.reset()));
            }
        }
        canvas.draw(current, Ink.line("#C4C4C4", 1.2));
        canvas.draw(potential, Ink.line(POTENTIAL, 2));
        for (int t : trace.spikeTimes()) {
            canvas.draw(
                    new Ellipse2D.Double(place(t) - 4, height(y, trace.potential()[t]) - 4, 8, 8), Ink.fill(POTENTIAL));
        }
        canvas.write("0", place(0), y + PANEL_HEIGHT + 1.2 * SMALL, MIDDLE);
        canvas.write(
                Integer.toString(trace.timesteps() - 1),
                place(trace.timesteps() - 1),
                y + PANEL_HEIGHT + 1.2 * SMALL,
                MIDDLE);
        canvas.write("timestep", (PANEL_X + right) / 2, y + PANEL_HEIGHT + 1.2 * SMALL, MIDDLE);
    }

    private void line(Canvas canvas, double y, double level, List<Double> dash, String name) {
        double height = height(y, level);
        canvas.draw(
                new Line2D.Double(PANEL_X, height, PANEL_X + PANEL_WIDTH, height),
                Ink.line(EDGE, 1).withDash(dash));
        canvas.write(name, PANEL_X + PANEL_WIDTH + 4, height + 4, TEXT);
    }

    private void output(Canvas canvas, double y) {
        raster(canvas, trace.spikes(), PANEL_X, y + 16, PANEL_WIDTH, POTENTIAL);
        canvas.write(spikes(), PANEL_X + PANEL_WIDTH + 4, y + 16, TEXT);
    }

    private double place(int t) {
        return PANEL_X + (t + 0.5) * PANEL_WIDTH / trace.timesteps();
    }

    private double height(double y, double level) {
        return y + PANEL_HEIGHT * (highest - level) / (highest - lowest);
    }

    private String spikes() {
        int spikes = trace.spikeTimes().length;
        return spikes == 1 ? "1 spike" : spikes + " spikes";
    }

    private String leak() {
        return String.format(
                Locale.ROOT,
                "Leak: 1/tau = %s%% of what lies above the reset potential is lost at each timestep, and as large a share of the current is taken in.",
                number(100 / trace.neuron().tau()));
    }

    /** The equation with the numbers of the first spike, or of the last timestep where there is none. */
    private String example() {
        Lif neuron = trace.neuron();
        int t = trace.spikeTimes().length > 0 ? trace.spikeTimes()[0] : trace.timesteps() - 1;
        double before = t == 0 || trace.spikes()[t - 1] ? neuron.reset() : trace.potential()[t - 1];
        double after = trace.potential()[t];
        String rested =
                neuron.reset() == 0 ? number(before) : "(" + number(before) + " - " + signed(neuron.reset()) + ")";
        return String.format(
                Locale.ROOT,
                "Timestep %d: %s + (%s - %s) / %s = %s, which %s the threshold of %s%s",
                t,
                number(before),
                number(trace.current()[t]),
                rested,
                number(neuron.tau()),
                number(after),
                trace.spikes()[t] ? "reaches" : "stays below",
                number(neuron.threshold()),
                trace.spikes()[t] ? ": a spike, and back to " + number(neuron.reset()) + "." : ".");
    }

    private static String signed(double value) {
        return value < 0 ? "(" + number(value) + ")" : number(value);
    }

    /** To three digits, without zeros at the end. */
    private static String number(double value) {
        String text = String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%.1f", value);
        String shorter = text.replaceFirst("\\.?0+$", "");
        return shorter.equals("-0") ? "0" : shorter;
    }

    private String description() {
        return String.format(
                Locale.ROOT,
                "A neuron with %d inputs, their weights %s, its membrane potential over %d timesteps and its output, %s at %s. %s %s",
                weights.length,
                Arrays.toString(weights),
                trace.timesteps(),
                spikes(),
                Arrays.toString(trace.spikeTimes()),
                leak(),
                example());
    }
}
