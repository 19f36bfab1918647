package org.spikernel.train.layers;

import java.util.List;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

import org.spikernel.internal.arrays.Floats;
import org.spikernel.internal.checks.Given;
import org.spikernel.internal.encoding.LatencyCode;

/**
 * Latency encoding: every number spikes once, the sooner the larger it is (time to first spike, linear; Park et al., DAC 2020).
 *
 * <pre>
 *     y_t = 1 where t = round((T - 1) (1 - x)), else 0        x  [batch, ...]; below 0 counts as 0, above 1 as 1
 *                                                             t  timestep, from 0 to T - 1
 *                                                             y  [T x batch, ...]
 * </pre>
 *
 * <p>The time of a spike has no derivative: the gradient of the input is 0, so the layer stands before anything that is trained.
 *
 * <p>It makes what a {@code Network} with {@code Encoding.latency()} sees, if its numbers are the intensities of images.
 */
public final class LatencyEncoding extends TimeFoldedLayer {

    private static final long serialVersionUID = 1;

    @JsonProperty
    private int timesteps;

    private LatencyEncoding() {}

    /**
     * An encoding.
     *
     * @param timesteps timesteps to spread an input over
     */
    public static LatencyEncoding over(int timesteps) {
        LatencyEncoding layer = new LatencyEncoding();
        layer.timesteps = Given.positive(timesteps, "timesteps");
        return layer;
    }

    @Override
    List<Object> settings() {
        return List.of(timesteps);
    }

    @Override
    Computation computation() {
        return new Repetition(timesteps) {
            @Override
            public INDArray forward(INDArray input, Pass pass) {
                INDArray output = emptyOutput(input, pass);
                encode(
                        Floats.of(input),
                        Floats.of(output),
                        (int) input.size(0),
                        (sample, target) -> LatencyCode.encode(sample, timesteps, target));
                return output;
            }

            @Override
            public INDArray backward(INDArray input, INDArray epsilon, Pass pass) {
                return pass.inputGradient(input.shape()).assign(0);
            }
        };
    }
}
