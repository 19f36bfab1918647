package org.spikernel.train.layers;

import java.nio.FloatBuffer;
import java.util.Arrays;

import org.nd4j.linalg.api.ndarray.INDArray;

import org.spikernel.internal.arrays.Floats;
import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Window;

/** Pooling, feature map by feature map. */
final class PoolingComputation implements Computation {

    private static final int MAPS_AT_A_TIME = 64;

    private final boolean max;
    private final Window window;

    PoolingComputation(boolean max, Window window) {
        this.max = max;
        this.window = window;
    }

    @Override
    public INDArray forward(INDArray input, Pass pass) {
        Maps maps = new Maps(input);
        INDArray output = pass.output(input.size(0), input.size(1), maps.outputRows, maps.outputColumns);
        FloatBuffer from = Floats.of(input);
        FloatBuffer to = Floats.of(output);
        Floats.inRanges(maps.count, MAPS_AT_A_TIME, (index, first, end) -> {
            float[] x = new float[maps.inputs];
            float[] y = new float[maps.outputs];
            Averaging averaging = new Averaging(maps);
            for (int map = first; map < end; map++) {
                from.get(map * maps.inputs, x, 0, maps.inputs);
                if (max) {
                    Arrays.fill(y, Float.NEGATIVE_INFINITY);
                    maps.eachWindow((i, o) -> y[o] = Math.max(y[o], x[i]));
                    replaceEmpty(y);
                } else {
                    averaging.forward(x, y);
                }
                to.put(map * maps.outputs, y, 0, maps.outputs);
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
        Maps maps = new Maps(input);
        INDArray inputGradient = pass.inputGradient(input.shape());
        FloatBuffer from = Floats.of(input);
        FloatBuffer gradients = Floats.of(epsilon);
        FloatBuffer to = Floats.of(inputGradient);
        Floats.inRanges(maps.count, MAPS_AT_A_TIME, (index, first, end) -> {
            float[] x = new float[maps.inputs];
            float[] g = new float[maps.outputs];
            float[] sums = new float[maps.inputs];
            int[] winners = new int[maps.outputs];
            Averaging averaging = new Averaging(maps);
            for (int map = first; map < end; map++) {
                gradients.get(map * maps.outputs, g, 0, maps.outputs);
                Arrays.fill(sums, 0);
                if (max) {
                    from.get(map * maps.inputs, x, 0, maps.inputs);
                    Arrays.fill(winners, -1);
                    maps.eachWindow((i, o) -> winners[o] = winners[o] < 0 || x[i] > x[winners[o]] ? i : winners[o]);
                    for (int o = 0; o < maps.outputs; o++) {
                        if (winners[o] >= 0) {
                            sums[winners[o]] += g[o];
                        }
                    }
                } else {
                    averaging.backward(g, sums);
                }
                to.put(map * maps.inputs, sums, 0, maps.inputs);
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
        private final Maps maps;
        private final float area = window.area();
        /** A line of the input, with the padding at its ends. */
        private final float[] line;
        /** Window after window, at a stride of 1. */
        private final float[] windows;

        Averaging(Maps maps) {
            this.maps = maps;
            line = new float[maps.columns + 2 * window.padding()];
            windows = new float[line.length - window.size() + 1];
        }

        void forward(float[] x, float[] y) {
            for (int row = 0; row < maps.outputRows; row++) {
                Arrays.fill(line, 0);
                for (int i = maps.firstRow(row); i < maps.endRow(row); i++) {
                    lanes.add(x, i * maps.columns, maps.columns, line, window.padding());
                }
                Arrays.fill(windows, 0);
                for (int column = 0; column < window.size(); column++) {
                    lanes.add(line, column, windows.length, windows, 0);
                }
                for (int column = 0; column < maps.outputColumns; column++) {
                    y[row * maps.outputColumns + column] = windows[column * window.stride()] / area;
                }
            }
        }

        /** Adds to the gradients of the input. */
        void backward(float[] gradients, float[] sums) {
            for (int row = 0; row < maps.outputRows; row++) {
                Arrays.fill(windows, 0);
                for (int column = 0; column < maps.outputColumns; column++) {
                    windows[column * window.stride()] = gradients[row * maps.outputColumns + column] / area;
                }
                Arrays.fill(line, 0);
                for (int column = 0; column < window.size(); column++) {
                    lanes.add(windows, 0, windows.length, line, column);
                }
                for (int i = maps.firstRow(row); i < maps.endRow(row); i++) {
                    lanes.add(line, window.padding(), maps.columns, sums, i * maps.columns);
                }
            }
        }
    }

    /** A position of the input under the window of a position of the output. */
    private interface Visit {
        void at(int input, int output);
    }

    private final class Maps {

        private final int count;
        private final int rows;
        private final int columns;
        private final int outputRows;
        private final int outputColumns;
        private final int inputs;
        private final int outputs;

        Maps(INDArray input) {
            if (input.rank() != 4) {
                throw new IllegalArgumentException(
                        "pooling reads [rows, channel, row, column], but found " + input.shapeInfoToString());
            }
            count = Math.toIntExact(input.size(0) * input.size(1));
            rows = (int) input.size(2);
            columns = (int) input.size(3);
            outputRows = window.outputSide(rows);
            outputColumns = window.outputSide(columns);
            inputs = rows * columns;
            outputs = outputRows * outputColumns;
        }

        /** The first row of the input under a row of windows. */
        int firstRow(int row) {
            return window.first(row, rows);
        }

        /** One beyond the last row of the input under a row of windows. */
        int endRow(int row) {
            return window.end(row, rows);
        }

        void eachWindow(Visit visit) {
            for (int row = 0; row < outputRows; row++) {
                for (int y = firstRow(row); y < endRow(row); y++) {
                    for (int column = 0; column < outputColumns; column++) {
                        int end = window.end(column, columns);
                        for (int x = window.first(column, columns); x < end; x++) {
                            visit.at(y * columns + x, row * outputColumns + column);
                        }
                    }
                }
            }
        }
    }
}
