package org.spikernel.train.layers;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;

import org.nd4j.linalg.api.ndarray.INDArray;

import org.spikernel.internal.convolution.ChannelSpikes;
import org.spikernel.internal.convolution.Kernel;
import org.spikernel.internal.convolution.PaddedMap;
import org.spikernel.internal.lanes.Lanes;
import org.spikernel.shapes.Shape;

/**
 * The gradient of the weights of a convolution of spikes that keeps rows and columns: a spike adds to it the gradients of the output
 * [filter] at the positions that it reaches. What is zero costs nothing.
 */
final class SpikeWeightGradient {

    /** Share of neurons that spike up to which these loops take less time than multiplying everything; less memory passes than forward. */
    static final double FEW = 0.4;

    private final Lanes lanes = Lanes.fastest();
    private final Kernel kernel;
    private final int[] input;
    private final float[] outputGradient;
    private final PaddedMap gradients;
    private final ChannelSpikes spikes;

    /** For one thread, for inputs of a shape. */
    SpikeWeightGradient(Kernel kernel, INDArray input) {
        this.kernel = kernel;
        Shape shape = SpikeConvolution.shape(input);
        this.input = new int[shape.size()];
        outputGradient = new float[kernel.output(shape).size()];
        gradients = new PaddedMap(kernel.output(shape), kernel.window().padding());
        spikes = new ChannelSpikes(kernel, gradients);
    }

    /** Adds the gradient of the weights [row, column, channel, filter] that some rows of an array cause. */
    void add(IntBuffer inputs, FloatBuffer outputGradients, float[] sums, int first, int end) {
        for (int row = first; row < end; row++) {
            outputGradients.get(row * outputGradient.length, outputGradient);
            gradients.fromPlanes(outputGradient);
            inputs.get(row * input.length, input);
            for (int channel = 0; channel < kernel.channels(); channel++) {
                add(channel, spikes.find(input, channel), sums);
            }
        }
    }

    private void add(int channel, int count, float[] sums) {
        int filters = kernel.filters();
        for (int row = 0; row < kernel.size(); row++) {
            for (int column = 0; column < kernel.size(); column++) {
                int offset = spikes.offset(row, column);
                int sum = ((row * kernel.size() + column) * kernel.channels() + channel) * filters;
                lanes.addRows(gradients.numbers(), spikes.places(), 0, count, offset, sums, sum, filters);
            }
        }
    }
}
