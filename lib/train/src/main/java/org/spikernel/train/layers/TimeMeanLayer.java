package org.spikernel.train.layers;

import java.util.List;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

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
        layer.timesteps = requirePositive("timesteps", timesteps);
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
            long[] shape = input.shape();
            shape[0] = batch;
            INDArray output = pass.output(shape);
            input.reshape(timesteps, output.length()).mean(output.reshape(output.length()), 0);
            return output;
        }

        @Override
        public INDArray backward(INDArray input, INDArray epsilon, Pass pass) {
            INDArray gradient = pass.inputGradient(input.shape());
            INDArray rows = gradient.reshape(timesteps, epsilon.length());
            for (int t = 0; t < timesteps; t++) {
                rows.getRow(t).assign(epsilon.reshape(epsilon.length()));
            }
            gradient.divi(timesteps);
            return gradient;
        }
    }
}
