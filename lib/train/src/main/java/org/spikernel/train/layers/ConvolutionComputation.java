package org.spikernel.train.layers;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

import org.spikernel.internal.arrays.Floats;
import org.spikernel.internal.arrays.OneThread;
import org.spikernel.internal.convolution.Kernel;
import org.spikernel.internal.convolution.PlaneConvolution;
import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;

/**
 * A convolution, some rows at a time, so that what is rearranged for it stays in the cache. Lanes of rows are spread over processors,
 * each lane is convolved by one: so nobody waits at barriers, and the order of sums does not depend on the number of processors. Which
 * rows are taken as spikes depends on the numbers in them alone.
 */
final class ConvolutionComputation implements Computation {

    private static final int NUMBERS_AT_A_TIME = 1 << 19;
    private static final int LANES = 8;

    private final Lanes lanes = Lanes.fastest();
    private final String name;
    private final Kernel kernel;
    private final DenseConvolution dense;
    private final DenseConvolution denseReversed;
    private final INDArray[] laneGradients = new INDArray[LANES];
    private INDArray reversedWeights;
    /** For the first row of every block, the share of spikes in the block that the last forward pass found. */
    private double[] shares = {};

    ConvolutionComputation(String name, Kernel kernel) {
        this.name = name;
        this.kernel = kernel;
        dense = new DenseConvolution(kernel);
        denseReversed = new DenseConvolution(kernel.reversed());
    }

    @Override
    public INDArray forward(INDArray input, Pass pass) {
        if (input.rank() != 4 || input.size(1) != kernel.channels()) {
            throw new IllegalArgumentException("layer '" + name + "' convolves [rows, " + kernel.channels()
                    + ", row, column], but found " + input.shapeInfoToString());
        }
        Shape shape = kernel.output(SpikeConvolution.shape(input));
        INDArray output = pass.output(input.size(0), shape.channels(), shape.rows(), shape.columns());
        INDArray weights = pass.parameter(ConvolutionLayer.WEIGHTS);
        float[] weightRows = PlaneConvolution.arranged(kernel, Floats.copy(weights));
        shares = new double[Math.toIntExact(input.size(0))];
        IntBuffer from = Floats.bits(input);
        FloatBuffer to = Floats.of(output);
        inLanes(input, output, (lane, blocks) -> {
            SpikeConvolution spikes = new SpikeConvolution(kernel, weightRows, input);
            blocks.forEach((first, end) -> {
                shares[first] = spikes.shareOfSpikes(from, first, end);
                if (shares[first] <= SpikeConvolution.FEW) {
                    spikes.forward(from, to, first, end);
                } else {
                    dense.forward(input, weights, output, first, end);
                }
            });
        });
        return output;
    }

    @Override
    public INDArray backward(INDArray input, INDArray epsilon, Pass pass) {
        INDArray inputGradient = pass.inputGradient(input.shape());
        INDArray weights = pass.parameter(ConvolutionLayer.WEIGHTS);
        reverse(weights);
        IntBuffer from = Floats.bits(input);
        FloatBuffer outputGradients = Floats.of(epsilon);
        float[][] sums = new float[LANES][];
        inLanes(input, epsilon, (lane, blocks) -> {
            SpikeWeightGradient ofSpikes = new SpikeWeightGradient(kernel, input);
            float[] sum = new float[kernel.weights()];
            sums[lane] = sum;
            blocks.forEach((first, end) -> {
                if (shares[first] <= SpikeWeightGradient.FEW) {
                    ofSpikes.add(from, outputGradients, sum, first, end);
                    denseReversed.forward(epsilon, reversedWeights, inputGradient, first, end);
                } else {
                    INDArray gradient = laneGradient(lane, weights);
                    dense.backward(input, weights, epsilon, inputGradient, gradient, first, end);
                    add(Floats.copy(gradient), sum);
                }
            });
        });
        float[] total = sums[0];
        for (int lane = 1; lane < LANES && sums[lane] != null; lane++) {
            add(sums[lane], total);
        }
        Floats.of(pass.gradient(ConvolutionLayer.WEIGHTS)).put(0, total);
        return inputGradient;
    }

    private INDArray laneGradient(int lane, INDArray weights) {
        if (laneGradients[lane] == null) {
            laneGradients[lane] = Nd4j.createUninitializedDetached(DataType.FLOAT, weights.ordering(), weights.shape());
        }
        return laneGradients[lane];
    }

    /** The weights with which the gradient of the input is a convolution of that of the output, where steps are single positions. */
    private void reverse(INDArray weights) {
        if (!kernel.window().keepsSides()) {
            return;
        }
        if (reversedWeights == null) {
            reversedWeights = Nd4j.createUninitializedDetached(
                    DataType.FLOAT, 'c', kernel.size(), kernel.size(), kernel.filters(), kernel.channels());
        }
        float[] forward = Floats.copy(weights);
        float[] reversed = new float[forward.length];
        int taps = kernel.size() * kernel.size();
        int matrix = kernel.channels() * kernel.filters();
        for (int tap = 0; tap < taps; tap++) {
            for (int c = 0; c < kernel.channels(); c++) {
                for (int f = 0; f < kernel.filters(); f++) {
                    reversed[(taps - 1 - tap) * matrix + f * kernel.channels() + c] =
                            forward[tap * matrix + c * kernel.filters() + f];
                }
            }
        }
        Floats.of(reversedWeights).put(0, reversed);
    }

    private void add(float[] numbers, float[] sums) {
        lanes.add(numbers, 0, sums.length, sums, 0);
    }

    /** Work on a lane. */
    private interface LaneTask {
        void run(int lane, Blocks blocks);
    }

    /** The blocks of rows of a lane, in their order. */
    private record Blocks(int from, int to, int size) {

        interface Task {
            void run(int first, int end);
        }

        void forEach(Task task) {
            for (int first = from; first < to; first += size) {
                task.run(first, Math.min(to, first + size));
            }
        }
    }

    private static void inLanes(INDArray input, INDArray output, LaneTask task) {
        int rows = Math.toIntExact(input.size(0));
        int numbers = Math.toIntExact((input.length() + output.length()) / rows);
        int size = Math.max(1, NUMBERS_AT_A_TIME / numbers);
        Floats.inRanges(
                rows,
                (rows + LANES - 1) / LANES,
                (lane, from, to) -> OneThread.run(() -> task.run(lane, new Blocks(from, to, size))));
    }
}
