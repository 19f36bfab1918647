package org.spikernel.internal.passes;

import java.util.Arrays;

import org.spikernel.shapes.Shape;
import org.spikernel.shapes.Window;

/**
 * Where the gradients of a convolution's output lie so that what reaches each position of the input has one offset: in the order [row,
 * column, filter], as far apart as the strides lead, with zeros around and between them.
 */
final class GradientMap {

    private final Window window;
    private final Shape output;
    private final int filters;
    private final int margin;
    private final int lineStep;
    private final int lines;

    /**
     * For a convolution.
     *
     * @param tile columns of the input that are taken at a time; lines are filled up with zeros for the last ones
     */
    GradientMap(Window window, Shape input, Shape output, int tile) {
        this.window = window;
        this.output = output;
        filters = output.channels();
        margin = Math.max(0, window.size() - 1 - window.padding());
        lines = length(input.rows(), output.rows());
        int missing = Math.floorMod(-input.columns(), tile);
        lineStep = (length(input.columns(), output.columns()) + missing) * filters;
    }

    private int length(int inputSide, int outputSide) {
        return margin + Math.max(inputSide + window.padding(), (outputSide - 1) * window.stride() + 1);
    }

    /** How many numbers the map has. */
    int size() {
        return lines * lineStep;
    }

    /** How much farther the next row is; the next column is as far as there are filters. */
    int lineStep() {
        return lineStep;
    }

    /** How far from an input position's own place the gradients begin that a row of the kernel brings it, from its last column to its first. */
    int offset(int row) {
        return (window.padding() + margin - row) * lineStep + (window.padding() + margin - window.size() + 1) * filters;
    }

    /** Copies gradients. */
    interface Reader {
        /**
         * @param from the first gradient, in the order [row, column, filter]
         * @param count how many
         * @param at where they go
         */
        void read(int from, int count, int at);
    }

    /** Writes the whole map. */
    void write(Reader gradients, float[] map) {
        if (window.stride() > 1) {
            writeApart(gradients, map);
            return;
        }
        int line = output.columns() * filters;
        int end = 0;
        for (int row = 0; row < output.rows(); row++) {
            int at = (margin + row) * lineStep + margin * filters;
            Arrays.fill(map, end, at, 0);
            gradients.read(row * line, line, at);
            end = at + line;
        }
        Arrays.fill(map, end, size(), 0);
    }

    private void writeApart(Reader gradients, float[] map) {
        Arrays.fill(map, 0, size(), 0);
        for (int row = 0; row < output.rows(); row++) {
            for (int column = 0; column < output.columns(); column++) {
                gradients.read(
                        (row * output.columns() + column) * filters,
                        filters,
                        (margin + row * window.stride()) * lineStep + (margin + column * window.stride()) * filters);
            }
        }
    }
}
