package org.spikernel.internal.passes;

import java.util.Arrays;
import java.util.List;

import org.spikernel.network.Network.Node;
import org.spikernel.shapes.Shape;
import org.spikernel.shapes.Window;

/** Means, or largest numbers, of windows. */
final class PoolingPass extends FramesPass {

    private final Shape input;
    private final Window window;
    private final boolean max;

    PoolingPass(Node node, int timesteps, List<Signal> inputs, Window window, boolean max) {
        super(node, timesteps, inputs);
        input = node.inputShape();
        this.window = window;
        this.max = max;
    }

    @Override
    void forward(int sample, Span span, Lane lane) {
        float[] numbers = lane.take(input.size());
        for (int t = span.from(); t < span.end(); t++) {
            inputs.get(0).read(sample, t, 0, input.size(), numbers, 0);
            if (max) {
                largest(numbers, values.start(sample, t));
            } else {
                average(numbers, values.start(sample, t), lane);
            }
        }
        lane.give(numbers);
    }

    @Override
    void addInputGradient(int inputIndex, int sample, Span span, float[] into, int at, Lane lane) {
        float[] numbers = lane.take(input.size());
        Span own = own(inputIndex, span);
        for (int t = own.from(); t < own.end(); t++) {
            int from = gradient().start(sample, t);
            int start = inputStart(inputIndex, at, t);
            if (max) {
                inputs.get(0).read(sample, t, 0, input.size(), numbers, 0);
                addToLargest(numbers, from, into, start);
            } else {
                spread(from, into, start, lane);
            }
        }
        lane.give(numbers);
    }

    // Means are taken line by line: first over the rows of a window, then over its columns, at every column and not
    // just those that the
    // stride leads to. So all sums run along a line.

    private int paddedLine() {
        return (input.columns() + 2 * window.padding()) * input.channels();
    }

    /** Numbers of all windows along a line, at a stride of 1. */
    private int windows() {
        return paddedLine() - (window.size() - 1) * input.channels();
    }

    private void average(float[] numbers, int start, Lane lane) {
        int channels = input.channels();
        float area = window.area();
        float[] line = lane.take(paddedLine());
        float[] sums = lane.take(windows());
        for (int row = 0; row < shape.rows(); row++) {
            Arrays.fill(line, 0);
            for (int y = window.first(row, input.rows()); y < window.end(row, input.rows()); y++) {
                int size = input.columns() * channels;
                lanes.add(numbers, y * size, size, line, window.padding() * channels);
            }
            Arrays.fill(sums, 0);
            for (int column = 0; column < window.size(); column++) {
                lanes.add(line, column * channels, sums.length, sums, 0);
            }
            for (int column = 0; column < shape.columns(); column++) {
                int to = start + (row * shape.columns() + column) * channels;
                int from = column * window.stride() * channels;
                for (int c = 0; c < channels; c++) {
                    values.numbers()[to + c] = sums[from + c] / area;
                }
            }
        }
        lane.give(sums);
        lane.give(line);
    }

    private void spread(int from, float[] into, int start, Lane lane) {
        int channels = input.channels();
        float area = window.area();
        float[] line = lane.take(paddedLine());
        float[] sums = lane.take(windows());
        for (int row = 0; row < shape.rows(); row++) {
            Arrays.fill(sums, 0);
            for (int column = 0; column < shape.columns(); column++) {
                int at = from + (row * shape.columns() + column) * channels;
                int to = column * window.stride() * channels;
                for (int c = 0; c < channels; c++) {
                    sums[to + c] = gradient().numbers()[at + c] / area;
                }
            }
            Arrays.fill(line, 0);
            for (int column = 0; column < window.size(); column++) {
                lanes.add(sums, 0, sums.length, line, column * channels);
            }
            for (int y = window.first(row, input.rows()); y < window.end(row, input.rows()); y++) {
                int size = input.columns() * channels;
                lanes.add(line, window.padding() * channels, size, into, start + y * size);
            }
        }
        lane.give(sums);
        lane.give(line);
    }

    private void largest(float[] numbers, int start) {
        forEachOutput((row, column, c, to) -> {
            int winner = winner(numbers, row, column, c);
            values.numbers()[start + to] = winner < 0 ? 0 : numbers[winner];
        });
    }

    private void addToLargest(float[] numbers, int from, float[] into, int start) {
        forEachOutput((row, column, c, to) -> {
            int winner = winner(numbers, row, column, c);
            if (winner >= 0) {
                into[start + winner] += gradient().numbers()[from + to];
            }
        });
    }

    /** Work on a number of the output. */
    private interface OutputTask {
        void run(int row, int column, int channel, int index);
    }

    private void forEachOutput(OutputTask task) {
        int index = 0;
        for (int row = 0; row < shape.rows(); row++) {
            for (int column = 0; column < shape.columns(); column++) {
                for (int c = 0; c < shape.channels(); c++) {
                    task.run(row, column, c, index++);
                }
            }
        }
    }

    /** The first of the largest numbers under a window; -1 where there is nothing but padding. */
    private int winner(float[] numbers, int row, int column, int channel) {
        int winner = -1;
        int endRow = window.end(row, input.rows());
        int endColumn = window.end(column, input.columns());
        for (int y = window.first(row, input.rows()); y < endRow; y++) {
            for (int x = window.first(column, input.columns()); x < endColumn; x++) {
                int index = (y * input.columns() + x) * input.channels() + channel;
                winner = winner < 0 || numbers[index] > numbers[winner] ? index : winner;
            }
        }
        return winner;
    }
}
