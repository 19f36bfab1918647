package org.spikernel.train.layers;

import java.util.List;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

import org.spikernel.internal.arrays.Floats;
import org.spikernel.internal.checks.Given;
import org.spikernel.internal.encoding.RateCode;

/**
 * Rate (Bernoulli) encoding: a number between 0 and 1 is the probability of a spike at every timestep (Lee et al., 2016, Sec. 3; AutoSNN
 * Sec. 2 names it Poisson coding).
 *
 * <pre>
 *     y_t = 1 where u_t &lt; x, else 0        x  [batch, ...], from 0 to 1
 *                                          u  uniform from 0 to 1, drawn anew for every number and timestep
 *                                          y  [T x batch, ...]
 * </pre>
 *
 * <p>The draws of a sample depend on the seed, on its numbers, and on the steps of training before them alone; inference draws as at step
 * 0. The gradient passes straight through, as that of the expectation: dL/dx = sum over t of dL/dy_t.
 *
 * <p>It draws what a {@code Network} with {@code Encoding.rate(seed)} sees, if its numbers are the intensities of images.
 */
public final class RateEncoding extends TimeFoldedLayer {

    private static final long serialVersionUID = 1;

    @JsonProperty
    private int timesteps;

    @JsonProperty
    private long seed;

    private RateEncoding() {}

    /**
     * An encoding.
     *
     * @param timesteps timesteps to spread an input over
     * @param seed of the draws
     */
    public static RateEncoding over(int timesteps, long seed) {
        RateEncoding layer = new RateEncoding();
        layer.timesteps = Given.positive(timesteps, "timesteps");
        layer.seed = seed;
        return layer;
    }

    @Override
    List<Object> settings() {
        return List.of(timesteps, seed);
    }

    @Override
    Computation computation() {
        return new Repetition(timesteps) {
            @Override
            public INDArray forward(INDArray input, Pass pass) {
                INDArray output = emptyOutput(input, pass);
                int step = pass.training() ? pass.iteration() : 0;
                encode(
                        Floats.of(input),
                        Floats.of(output),
                        (int) input.size(0),
                        (sample, target) -> RateCode.encode(seed, step, sample, timesteps, target));
                return output;
            }
        };
    }
}
