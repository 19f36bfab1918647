package org.spikernel.train.layers;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

import org.spikernel.train.memory.Floats;

/**
 * Direct encoding: the same input at every timestep (SNASNet Sec. 4; SpikeNAS Sec. II).
 *
 * <pre>
 *     y_t = x        x  [batch, ...]
 *                    y  [T x batch, ...]
 * </pre>
 *
 * <p>What is computed from the image alone, before the first neurons, can stand before this layer and is then computed once.
 */
public final class DirectEncoding extends TimeFoldedLayer {

    private static final long serialVersionUID = 1;

    @JsonProperty
    private int timesteps;

    private DirectEncoding() {}

    /** An encoding over timesteps. */
    public static DirectEncoding over(int timesteps) {
        DirectEncoding layer = new DirectEncoding();
        layer.timesteps = requirePositive("timesteps", timesteps);
        return layer;
    }

    @Override
    List<Object> settings() {
        return List.of(timesteps);
    }

    @Override
    Computation computation() {
        return new Repetition();
    }

    private final class Repetition implements Computation {

        @Override
        public INDArray forward(INDArray input, Pass pass) {
            long[] shape = input.shape().clone();
            shape[0] *= timesteps;
            INDArray output = pass.output(shape);
            FloatBuffer from = Floats.of(input);
            FloatBuffer to = Floats.of(output);
            for (int t = 0; t < timesteps; t++) {
                to.put(t * from.capacity(), from, 0, from.capacity());
            }
            return output;
        }

        @Override
        public INDArray backward(INDArray input, INDArray epsilon, Pass pass) {
            INDArray gradient = pass.inputGradient(input.shape());
            FloatBuffer from = Floats.of(epsilon);
            FloatBuffer to = Floats.of(gradient);
            int size = to.capacity();
            Floats.inRanges(size, 32 * Floats.BLOCK, (index, first, end) -> {
                float[] row = new float[Floats.BLOCK];
                float[] sum = new float[Floats.BLOCK];
                for (int start = first; start < end; start += Floats.BLOCK) {
                    int length = Math.min(Floats.BLOCK, end - start);
                    Arrays.fill(sum, 0);
                    for (int t = 0; t < timesteps; t++) {
                        from.get(t * size + start, row, 0, length);
                        for (int i = 0; i < length; i++) {
                            sum[i] += row[i];
                        }
                    }
                    to.put(start, sum, 0, length);
                }
            });
            return gradient;
        }
    }
}
