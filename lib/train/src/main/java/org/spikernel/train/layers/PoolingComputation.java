package org.spikernel.train.layers;

import java.nio.FloatBuffer;
import java.util.Arrays;

import org.nd4j.linalg.api.ndarray.INDArray;

import org.spikernel.internal.lanes.Lanes;
import org.spikernel.internal.memory.Floats;

/** Pooling, feature map by feature map. */
final class PoolingComputation implements Computation {

    private static final int MAPS_AT_A_TIME = 64;

    private final boolean max;
    private final int window;
    private final int stride;
    private final int padding;

    PoolingComputation(boolean max, int window, int stride, int padding) {
        this.max = max;
        this.window = window;
        this.stride = stride;
        this.padding = padding;
    }

    static long side(long input, int window, int stride, int padding) {
        return (input + 2L * padding - window) / stride + 1;
    }

    @Override
    public INDArray forward(INDArray input, Pass pass) {
        Shape shape = new Shape(input);
        INDArray output = pass.output(input.size(0), input.size(1), shape.outputRows, shape.outputColumns);
        FloatBuffer from = Floats.of(input);
        FloatBuffer to = Floats.of(output);
        Floats.inRanges(shape.maps, MAPS_AT_A_TIME, (index, first, end) -> {
            float[] x = new float[shape.inputs];
            float[] y = new float[shape.outputs];
            Averaging averaging = new Averaging(shape);
            for (int map = first; map < end; map++) {
                from.get(map * shape.inputs, x, 0, shape.inputs);
                if (max) {
                    Arrays.fill(y, Float.NEGATIVE_INFINITY);
                    shape.eachWindow((i, o) -> y[o] = Math.max(y[o], x[i]));
                    replaceEmpty(y);
                } else {
                    averaging.forward(x, y);
                }
                to.put(map * shape.outputs, y, 0, shape.outputs);
            }
        });
        return output;
    }

    /** Windows of nothing but padding make 0. */
    private static void replaceEmpty(float[] maxima) {
        for (int i = 0; i < maxima.length; i++) {
            maxima[i] = maxima[i] == Float.NEGATIVE_INFINITY ? 0 : maxima[i];
        }
    }

    @Override
    public INDArray backward(INDArray input, INDArray epsilon, Pass pass) {
        Shape shape = new Shape(input);
        INDArray inputGradient = pass.inputGradient(input.shape());
        FloatBuffer from = Floats.of(input);
        FloatBuffer gradients = Floats.of(epsilon);
        FloatBuffer to = Floats.of(inputGradient);
        Floats.inRanges(shape.maps, MAPS_AT_A_TIME, (index, first, end) -> {
            float[] x = new float[shape.inputs];
            float[] g = new float[shape.outputs];
            float[] sums = new float[shape.inputs];
            int[] winners = new int[shape.outputs];
            Averaging averaging = new Averaging(shape);
            for (int map = first; map < end; map++) {
                gradients.get(map * shape.outputs, g, 0, shape.outputs);
                Arrays.fill(sums, 0);
                if (max) {
                    from.get(map * shape.inputs, x, 0, shape.inputs);
                    Arrays.fill(winners, -1);
                    shape.eachWindow((i, o) -> winners[o] = winners[o] < 0 || x[i] > x[winners[o]] ? i : winners[o]);
                    for (int o = 0; o < shape.outputs; o++) {
                        if (winners[o] >= 0) {
                            sums[winners[o]] += g[o];
                        }
                    }
                } else {
                    averaging.backward(g, sums);
                }
                to.put(map * shape.inputs, sums, 0, shape.inputs);
            }
        });
        return inputGradient;
    }

    /**
     * Means over windows, line by line: first over the rows of a window, then over its columns, at every column and not just those that
     * the stride leads to. So all sums run along a line.
     */
    private final class Averaging {

        private final Lanes lanes = Lanes.fastest();
        private final Shape shape;
        private final float area = window * window;
        /** A line of the input, with the padding at its ends. */
        private final float[] line;
        /** Window after window, at a stride of 1. */
        private final float[] windows;

        Averaging(Shape shape) {
            this.shape = shape;
            line = new float[shape.columns + 2 * padding];
            windows = new float[line.length - window + 1];
        }

        void forward(float[] x, float[] y) {
            for (int row = 0; row < shape.outputRows; row++) {
                Arrays.fill(line, 0);
                for (int i = shape.firstRow(row); i < shape.endRow(row); i++) {
                    lanes.add(x, i * shape.columns, shape.columns, line, padding);
                }
                Arrays.fill(windows, 0);
                for (int column = 0; column < window; column++) {
                    lanes.add(line, column, windows.length, windows, 0);
                }
                for (int column = 0; column < shape.outputColumns; column++) {
                    y[row * shape.outputColumns + column] = windows[column * stride] / area;
                }
            }
        }

        /** Adds to the gradients of the input. */
        void backward(float[] gradients, float[] sums) {
            for (int row = 0; row < shape.outputRows; row++) {
                Arrays.fill(windows, 0);
                for (int column = 0; column < shape.outputColumns; column++) {
                    windows[column * stride] = gradients[row * shape.outputColumns + column] / area;
                }
                Arrays.fill(line, 0);
                for (int column = 0; column < window; column++) {
                    lanes.add(windows, 0, windows.length, line, column);
                }
                for (int i = shape.firstRow(row); i < shape.endRow(row); i++) {
                    lanes.add(line, padding, shape.columns, sums, i * shape.columns);
                }
            }
        }
    }

    /** A position of the input under the window of a position of the output. */
    private interface Visit {
        void at(int input, int output);
    }

    private final class Shape {

        private final int maps;
        private final int rows;
        private final int columns;
        private final int outputRows;
        private final int outputColumns;
        private final int inputs;
        private final int outputs;

        Shape(INDArray input) {
            if (input.rank() != 4) {
                throw new IllegalArgumentException(
                        "pooling reads [rows, channel, row, column], but found " + input.shapeInfoToString());
            }
            maps = Math.toIntExact(input.size(0) * input.size(1));
            rows = (int) input.size(2);
            columns = (int) input.size(3);
            outputRows = (int) side(rows, window, stride, padding);
            outputColumns = (int) side(columns, window, stride, padding);
            inputs = rows * columns;
            outputs = outputRows * outputColumns;
        }

        /** The first row of the input under a row of windows. */
        int firstRow(int row) {
            return Math.max(0, row * stride - padding);
        }

        /** One beyond the last row of the input under a row of windows. */
        int endRow(int row) {
            return Math.min(rows, row * stride - padding + window);
        }

        void eachWindow(Visit visit) {
            for (int row = 0; row < outputRows; row++) {
                for (int y = firstRow(row); y < endRow(row); y++) {
                    for (int column = 0; column < outputColumns; column++) {
                        int left = column * stride - padding;
                        for (int x = Math.max(left, 0); x < Math.min(left + window, columns); x++) {
                            visit.at(y * columns + x, row * outputColumns + column);
                        }
                    }
                }
            }
        }
    }
}
