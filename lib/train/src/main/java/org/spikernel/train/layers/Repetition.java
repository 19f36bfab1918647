package org.spikernel.train.layers;

import java.nio.FloatBuffer;
import java.util.Arrays;

import org.nd4j.linalg.api.ndarray.INDArray;

import org.spikernel.internal.arrays.Floats;
import org.spikernel.internal.encoding.SpikeTarget;
import org.spikernel.internal.lanes.Lanes;

/** Repeats an input at every timestep; the gradient is the sum over timesteps. */
class Repetition implements Computation {

    private final int timesteps;

    Repetition(int timesteps) {
        this.timesteps = timesteps;
    }

    @Override
    public INDArray forward(INDArray input, Pass pass) {
        INDArray output = emptyOutput(input, pass);
        FloatBuffer from = Floats.of(input);
        FloatBuffer to = Floats.of(output);
        for (int t = 0; t < timesteps; t++) {
            to.put(t * from.capacity(), from, 0, from.capacity());
        }
        return output;
    }

    /** [T x batch, ...] for an input [batch, ...]. */
    final INDArray emptyOutput(INDArray input, Pass pass) {
        long[] shape = input.shape().clone();
        shape[0] *= timesteps;
        return pass.output(shape);
    }

    /** Makes the spikes of the numbers of a sample. */
    interface Code {
        void encode(float[] sample, SpikeTarget target);
    }

    /** Writes the spikes of each sample of an input into an output, both in C order. */
    static void encode(FloatBuffer input, FloatBuffer output, int samples, Code code) {
        float[] sample = new float[input.capacity() / samples];
        for (int i = 0; i < output.capacity(); i++) {
            output.put(i, 0);
        }
        for (int i = 0; i < samples; i++) {
            int start = i * sample.length;
            input.get(start, sample, 0, sample.length);
            code.encode(sample, (timestep, number) -> output.put(timestep * input.capacity() + start + number, 1));
        }
    }

    @Override
    public INDArray backward(INDArray input, INDArray epsilon, Pass pass) {
        INDArray gradient = pass.inputGradient(input.shape());
        FloatBuffer from = Floats.of(epsilon);
        FloatBuffer to = Floats.of(gradient);
        int size = to.capacity();
        Lanes lanes = Lanes.fastest();
        Floats.inBlocks(size, (start, length, row, sum) -> {
            Arrays.fill(sum, 0);
            for (int t = 0; t < timesteps; t++) {
                from.get(t * size + start, row, 0, length);
                lanes.add(row, 0, length, sum, 0);
            }
            to.put(start, sum, 0, length);
        });
        return gradient;
    }
}
