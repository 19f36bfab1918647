package org.spikernel.train.layers;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;

import org.nd4j.linalg.api.ndarray.INDArray;

import org.spikernel.internal.convolution.Events;
import org.spikernel.internal.convolution.Kernel;
import org.spikernel.internal.convolution.PlaneConvolution;
import org.spikernel.shapes.Shape;

/**
 * The output of convolutions of spikes that keep rows and columns, one row of an array (a sample at a timestep) after another: a spike
 * adds a row of weights [filter] for each position that it reaches. What is zero costs nothing.
 */
final class SpikeConvolution {

    /** Share of neurons that spike up to which these loops take less time than multiplying everything. */
    static final double FEW = 0.2;

    private static final int ONE = Float.floatToIntBits(1);

    private final Kernel kernel;
    private final float[] weights;
    private final Shape shape;

    /** Bits of floats, on which compilers make vector instructions of more loops. */
    private final int[] input;

    private final float[] output;
    private PlaneConvolution convolution;

    /**
     * For one thread, for inputs of a shape.
     *
     * @param weights as {@link PlaneConvolution#arranged}
     */
    SpikeConvolution(Kernel kernel, float[] weights, INDArray input) {
        this.kernel = kernel;
        this.weights = weights;
        shape = shape(input);
        this.input = new int[shape.size()];
        output = new float[kernel.filters() * shape.positions()];
    }

    /** The shape of a row. */
    static Shape shape(INDArray input) {
        return new Shape(
                Math.toIntExact(input.size(1)), Math.toIntExact(input.size(2)), Math.toIntExact(input.size(3)));
    }

    /** The share of ones in rows of zeros and ones; infinite where there is any other number, or where the kernel does not suit. */
    double shareOfSpikes(IntBuffer inputs, int first, int end) {
        if (!kernel.window().keepsSides()) {
            return Double.POSITIVE_INFINITY;
        }
        int[] spikes = new int[shape.positions()];
        int[] strangers = new int[shape.positions()];
        for (int row = first; row < end; row++) {
            inputs.get(row * input.length, input);
            for (int start = 0; start < input.length; start += spikes.length) {
                count(start, spikes, strangers);
            }
        }
        return Arrays.stream(strangers).allMatch(stranger -> stranger == 0)
                ? Arrays.stream(spikes).sum() / ((double) (end - first) * input.length)
                : Double.POSITIVE_INFINITY;
    }

    private void count(int start, int[] spikes, int[] strangers) {
        for (int position = 0; position < spikes.length; position++) {
            int bits = input[start + position];
            int spike = bits >>> Events.SPIKE_BIT;
            spikes[position] += spike;
            strangers[position] |= bits ^ spike * ONE;
        }
    }

    /** Writes the output for rows from {@code first} to before {@code end}. */
    void forward(IntBuffer inputs, FloatBuffer outputs, int first, int end) {
        if (convolution == null) {
            convolution = PlaneConvolution.of(kernel, shape, weights);
        }
        for (int row = first; row < end; row++) {
            inputs.get(row * input.length, input);
            convolution.convolve(input, output);
            outputs.put(row * output.length, output);
        }
    }
}
