package org.spikernel.engine;

import java.util.Arrays;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.network.Network.Node;
import org.spikernel.shapes.Shape;
import org.spikernel.shapes.Window;

/** Pools one sample after another: the mean or the largest number of every window. */
final class Pooler {

    /** Few enough numbers that they stay in the second-level cache while the windows over them are pooled. */
    private static final int BAND = 1 << 16;

    private final Window window;
    private final Shape input;
    private final Shape output;
    private final Reduction reduction;
    private final Lanes lanes;

    /** Makes one position of all positions that a window covers. */
    private interface Reduction {
        void reduce(float[] numbers, int[] positions, int count, float[] target, int at, int channels);
    }

    private Pooler(Window window, Node node, Reduction reduction, Lanes lanes) {
        this.window = window;
        this.reduction = reduction;
        this.lanes = lanes;
        input = node.inputShape();
        output = node.shape();
    }

    /** Means; padding counts as zeros. */
    static Pooler average(Window window, Node node, Lanes lanes) {
        float area = window.size() * window.size();
        return new Pooler(
                window,
                node,
                (numbers, positions, count, target, at, channels) -> {
                    Arrays.fill(target, at, at + channels, 0);
                    lanes.addRows(numbers, positions, 0, count, 0, target, at, channels);
                    for (int c = at; c < at + channels; c++) {
                        target[c] /= area;
                    }
                },
                lanes);
    }

    /** Largest numbers; padding does not count, and where there is nothing else there is 0. */
    static Pooler max(Window window, Node node, Lanes lanes) {
        return new Pooler(window, node, Pooler::largest, lanes);
    }

    private static void largest(float[] numbers, int[] positions, int count, float[] target, int at, int channels) {
        Arrays.fill(target, at, at + channels, count == 0 ? 0 : Float.NEGATIVE_INFINITY);
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < channels; c++) {
                target[at + c] = Math.max(target[at + c], numbers[positions[i] + c]);
            }
        }
    }

    /** Writes the pooled numbers of a sample at a timestep into {@code target}, from {@code start}. */
    void pool(Signal signal, int sample, int timestep, float[] target, int start) {
        int band = band();
        for (int row = 0; row < output.rows(); row += band) {
            poolRows(signal, sample, timestep, row, Math.min(row + band, output.rows()), target, start);
        }
    }

    /** How many rows of the output are made of what stays in the cache. */
    private int band() {
        int lines = BAND / (input.columns() * input.channels());
        return Math.max(1, (lines - window.size()) / window.stride() + 1);
    }

    private void poolRows(Signal signal, int sample, int timestep, int row, int end, float[] target, int start) {
        int line = input.columns() * input.channels();
        int top = window.first(row, input.rows());
        int size = (window.end(end - 1, input.rows()) - top) * line;
        float[] numbers = Scratch.ofThread().take(size);
        int[] positions = Scratch.ofThread().rows(input.positions());
        signal.read(sample, timestep, top * line, size, numbers, 0, lanes);
        int at = start + row * output.columns() * output.channels();
        for (int y = row; y < end; y++) {
            for (int x = 0; x < output.columns(); x++) {
                int count = cover(y, x, top, positions);
                reduction.reduce(numbers, positions, count, target, at, input.channels());
                at += output.channels();
            }
        }
        Scratch.ofThread().giveBack();
    }

    /** Finds where the positions begin that the window of an output position covers, in numbers from a row on. */
    private int cover(int row, int column, int top, int[] positions) {
        int endRow = window.end(row, input.rows());
        int endColumn = window.end(column, input.columns());
        int count = 0;
        for (int y = window.first(row, input.rows()); y < endRow; y++) {
            for (int x = window.first(column, input.columns()); x < endColumn; x++) {
                positions[count++] = ((y - top) * input.columns() + x) * input.channels();
            }
        }
        return count;
    }
}
