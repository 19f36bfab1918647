package org.spikernel.train.layers;

import java.nio.FloatBuffer;
import java.util.List;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

import org.spikernel.internal.arrays.Floats;
import org.spikernel.internal.checks.Given;

/**
 * The mean over time, which takes time out of the batch again.
 *
 * <pre>
 *     y = (x_1 + ... + x_T) / T        x  [T x batch, feature]
 *                                      y  [batch, feature]
 * </pre>
 */
public final class TimeMeanLayer extends TimeFoldedLayer {

    private static final long serialVersionUID = 1;

    @JsonProperty
    private int timesteps;

    private TimeMeanLayer() {}

    /** The mean over timesteps. */
    public static TimeMeanLayer over(int timesteps) {
        TimeMeanLayer layer = new TimeMeanLayer();
        layer.timesteps = Given.positive(timesteps, "timesteps");
        return layer;
    }

    @Override
    List<Object> settings() {
        return List.of(timesteps);
    }

    @Override
    Computation computation() {
        return new Mean();
    }

    private final class Mean implements Computation {

        @Override
        public INDArray forward(INDArray input, Pass pass) {
            long batch = input.size(0) / timesteps;
            if (batch * timesteps != input.size(0)) {
                throw new IllegalArgumentException("a mean over " + timesteps + " timesteps cannot read "
                        + input.size(0) + " rows, which are no multiple of " + timesteps);
            }
            long[] shape = input.shape().clone();
            shape[0] = batch;
            INDArray output = pass.output(shape);
            FloatBuffer from = Floats.of(input);
            FloatBuffer to = Floats.of(output);
            for (int i = 0; i < to.capacity(); i++) {
                float sum = 0;
                for (int t = 0; t < timesteps; t++) {
                    sum += from.get(t * to.capacity() + i);
                }
                to.put(i, sum / timesteps);
            }
            return output;
        }

        @Override
        public INDArray backward(INDArray input, INDArray epsilon, Pass pass) {
            INDArray gradient = pass.inputGradient(input.shape());
            FloatBuffer from = Floats.of(epsilon);
            FloatBuffer to = Floats.of(gradient);
            for (int i = 0; i < to.capacity(); i++) {
                to.put(i, from.get(i % from.capacity()) / timesteps);
            }
            return gradient;
        }
    }
}
