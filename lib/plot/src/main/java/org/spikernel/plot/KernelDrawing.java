package org.spikernel.plot;

import java.awt.geom.Rectangle2D;
import java.util.Locale;

import org.spikernel.engine.Weights;
import org.spikernel.internal.pictures.Canvas;
import org.spikernel.internal.pictures.Drawing;
import org.spikernel.internal.pictures.Ink;
import org.spikernel.internal.pictures.Lettering;
import org.spikernel.internal.pictures.Lettering.Anchor;
import org.spikernel.internal.pictures.Pixels;
import org.spikernel.network.Layer;
import org.spikernel.network.Network.Node;

/** Kernels of a convolution before and after a training: {@link Pictures#kernels}. */
final class KernelDrawing {

    private static final int MOST_FILTERS = 16;
    private static final int POSITIVE = 0x0072B2;
    private static final int NEGATIVE = 0xD55E00;

    /** Colours from none to full: so few that a kernel stays a drawing, and no picture of pixels, in an SVG. */
    private static final int SHADES = 32;

    private static final double PAD = 12;
    private static final double SMALL = 11;
    private static final double TOP = PAD + 22;
    private static final double TILE = 44;
    private static final double GAP = 6;
    private static final double NAMES = 58;

    private final Node node;
    private final int size;
    private final int filters;
    private final int channels;
    private final float[] before;
    private final float[] after;
    private final double limit;

    private KernelDrawing(Node node, Layer.Convolution convolution, float[] before, float[] after) {
        this.node = node;
        this.size = convolution.kernelSize();
        this.filters = convolution.filters();
        this.channels = before.length / (size * size * filters);
        this.before = before;
        this.after = after;
        this.limit = Math.max(largest(before), largest(after));
    }

    static Drawing of(Node node, Weights before, Weights after) {
        Plots.requireAll("layer, before and after", node, before, after);
        if (!(node.layer() instanceof Layer.Convolution convolution)) {
            throw new IllegalArgumentException("kernels are those of a convolution, but " + node.place() + " is "
                    + node.layer().text() + "; network.nodes() has the others");
        }
        return new KernelDrawing(
                        node,
                        convolution,
                        before.of(node).weights(),
                        after.of(node).weights())
                .drawing();
    }

    /** Of what is shown: the kernels that read the first channel. */
    private double largest(float[] weights) {
        double largest = 0;
        for (int filter = 0; filter < shown(); filter++) {
            for (int place = 0; place < size * size; place++) {
                largest = Math.max(largest, Math.abs(weight(weights, filter, place)));
            }
        }
        return largest;
    }

    private int shown() {
        return Math.min(filters, MOST_FILTERS);
    }

    /** [row, column, channel, filter], of the first channel. */
    private float weight(float[] weights, int filter, int place) {
        return weights[place * channels * filters + filter];
    }

    private Drawing drawing() {
        String title = "Kernels of " + node.place();
        String legend =
                String.format(Locale.ROOT, "blue: above 0, up to %.2g; white: 0; orange: below 0; %s", limit, moved());
        double width = Math.max(
                NAMES + PAD + shown() * (TILE + GAP) + PAD,
                2 * PAD + Lettering.of(SMALL, Anchor.START).length(legend));
        return new Drawing(width, TOP + 2 * (TILE + GAP) + 3.6 * SMALL, title, description(), canvas -> {
            canvas.write(title, PAD, PAD + 14, Pictures.HEAD);
            row(canvas, "before", before, TOP);
            row(canvas, "after", after, TOP + TILE + GAP);
            double y = TOP + 2 * (TILE + GAP) + SMALL;
            canvas.write(
                    "one kernel for each of the first " + shown() + " filters, from the first of " + channels
                            + " channels",
                    PAD,
                    y,
                    Lettering.of(SMALL, Anchor.START));
            canvas.write(legend, PAD, y + 1.5 * SMALL, Lettering.of(SMALL, Anchor.START));
        });
    }

    private void row(Canvas canvas, String name, float[] weights, double y) {
        canvas.write(
                name, PAD, y + TILE / 2 + 4, Lettering.of(SMALL, Anchor.START).inBold());
        for (int filter = 0; filter < shown(); filter++) {
            int[] colours = new int[size * size];
            for (int place = 0; place < colours.length; place++) {
                colours[place] = colour(weight(weights, filter, place));
            }
            double x = NAMES + PAD + filter * (TILE + GAP);
            canvas.draw(new Pixels(size, size, colours), x, y, TILE, TILE);
            canvas.draw(new Rectangle2D.Double(x, y, TILE, TILE), Ink.line("#444444", 0.6));
        }
    }

    private int colour(double weight) {
        double share = limit == 0 ? 0 : Math.rint(SHADES * Math.abs(weight) / limit) / SHADES;
        int full = weight < 0 ? NEGATIVE : POSITIVE;
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            mixed |= (int) Math.round(255 + share * ((full >> shift & 0xFF) - 255)) << shift;
        }
        return mixed;
    }

    /** How far all weights of the layer have moved, beside how large they were. */
    private String moved() {
        double changes = 0;
        double sizes = 0;
        for (int i = 0; i < before.length; i++) {
            changes += ((double) after[i] - before[i]) * ((double) after[i] - before[i]);
            sizes += (double) before[i] * before[i];
        }
        return sizes == 0
                ? "before, all weights were 0"
                : String.format(
                        Locale.ROOT,
                        "all weights of the layer together moved by %.0f%% of their length",
                        100 * Math.sqrt(changes / sizes));
    }

    private String description() {
        return String.format(
                Locale.ROOT,
                "%d of %d kernels of %d x %d weights, before a training and after it; the largest weight is %.3g; %s",
                shown(),
                filters * channels,
                size,
                size,
                limit,
                moved());
    }
}
