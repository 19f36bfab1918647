package org.spikernel.train.layers;

import java.nio.FloatBuffer;
import java.util.List;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

import org.spikernel.internal.arrays.Floats;
import org.spikernel.internal.checks.Given;
import org.spikernel.random.RandomStream;

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
 * <p>Draws depend on the seed and on the steps of training before them alone; inference draws as at step 0. The gradient passes
 * straight through, as that of the expectation: dL/dx = sum over t of dL/dy_t.
 *
 * <p>For DL4J graphs of your own: it can stand in any {@code ComputationGraph}, as the example of this package shows. A {@code Network},
 * and with it the engine, the scores and {@code Trainer}, knows {@linkplain DirectEncoding direct encoding} alone.
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
                FloatBuffer probabilities = Floats.of(input);
                FloatBuffer spikes = Floats.of(output);
                RandomStream random =
                        RandomStream.at(seed, "rate encoding", getLayerName(), pass.training() ? pass.iteration() : 0);
                for (int i = 0; i < spikes.capacity(); i++) {
                    float probability = probabilities.get(i % probabilities.capacity());
                    spikes.put(i, random.nextDouble() < probability ? 1 : 0);
                }
                return output;
            }
        };
    }
}
