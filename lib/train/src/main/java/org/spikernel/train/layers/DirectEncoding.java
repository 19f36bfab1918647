package org.spikernel.train.layers;

import java.util.List;

import org.nd4j.shade.jackson.annotation.JsonProperty;

import org.spikernel.internal.checks.Given;

/**
 * Direct encoding: the same input at every timestep (SNASNet Sec. 4; SpikeNAS Sec. II).
 *
 * <pre>
 *     y_t = x        x  [batch, ...]
 *                    y  [T x batch, ...]
 * </pre>
 *
 * <p>The encoding of a {@code Network} that is told no other. What is computed from the image alone, before the first neurons, can stand before
 * this layer and is then computed once.
 */
public final class DirectEncoding extends TimeFoldedLayer {

    private static final long serialVersionUID = 1;

    @JsonProperty
    private int timesteps;

    private DirectEncoding() {}

    /** An encoding over timesteps. */
    public static DirectEncoding over(int timesteps) {
        DirectEncoding layer = new DirectEncoding();
        layer.timesteps = Given.positive(timesteps, "timesteps");
        return layer;
    }

    @Override
    List<Object> settings() {
        return List.of(timesteps);
    }

    @Override
    Computation computation() {
        return new Repetition(timesteps);
    }
}
