package org.spikernel.train.layers;

import java.nio.FloatBuffer;
import java.util.List;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

import org.spikernel.internal.arrays.Floats;
import org.spikernel.internal.checks.Given;
import org.spikernel.random.RandomStream;

/**
 * Dropout with one mask for all timesteps of a sample, so that a dropped input stays silent (SNASNet's released code).
 *
 * <pre>
 *     y_t = x_t m / (1 - p)      p  share that is dropped
 *                                m  0 with probability p, else 1; drawn for every number of every sample, the same at every t
 * </pre>
 *
 * <p>In inference y = x. The mask depends on the seed and on the steps of training before it alone, so a model that was saved and loaded
 * goes on as it would have.
 */
public final class TimeDropoutLayer extends TimeFoldedLayer {

    private static final long serialVersionUID = 1;

    @JsonProperty
    private double rate;

    @JsonProperty
    private int timesteps;

    @JsonProperty
    private long seed;

    private TimeDropoutLayer() {}

    /**
     * Dropout.
     *
     * @param rate share that is dropped, from 0 (included) to 1 (excluded)
     * @param timesteps timesteps folded into the batch
     * @param seed of the masks
     */
    public static TimeDropoutLayer of(double rate, int timesteps, long seed) {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("rate must lie from 0 to below 1, but is " + rate);
        }
        TimeDropoutLayer layer = new TimeDropoutLayer();
        layer.rate = rate;
        layer.timesteps = Given.positive(timesteps, "timesteps");
        layer.seed = seed;
        return layer;
    }

    @Override
    List<Object> settings() {
        return List.of(rate, timesteps, seed);
    }

    @Override
    Computation computation() {
        return new Masking();
    }

    private final class Masking implements Computation {

        @Override
        public INDArray forward(INDArray input, Pass pass) {
            return pass.training() ? masked(input, pass.output(input.shape()), pass) : pass.asOutput(input);
        }

        @Override
        public INDArray backward(INDArray input, INDArray epsilon, Pass pass) {
            return masked(epsilon, pass.inputGradient(input.shape()), pass);
        }

        private INDArray masked(INDArray values, INDArray target, Pass pass) {
            if (values.size(0) % timesteps != 0) {
                throw new IllegalArgumentException("dropout over " + timesteps
                        + " timesteps needs [T x batch, ...] with T = " + timesteps + ", but found " + values.size(0)
                        + " rows, which are no multiple of " + timesteps);
            }
            float[] mask = mask(Math.toIntExact(values.length() / timesteps), pass.iteration());
            FloatBuffer from = Floats.of(values);
            FloatBuffer to = Floats.of(target);
            float[] row = new float[mask.length];
            for (int t = 0; t < timesteps; t++) {
                from.get(t * mask.length, row);
                for (int i = 0; i < row.length; i++) {
                    row[i] *= mask[i];
                }
                to.put(t * mask.length, row);
            }
            return target;
        }

        private float[] mask(int size, int iteration) {
            float kept = (float) (1 / (1 - rate));
            RandomStream random = RandomStream.at(seed, "dropout", getLayerName(), iteration);
            float[] mask = new float[size];
            for (int i = 0; i < size; i++) {
                mask[i] = random.nextDouble() < rate ? 0 : kept;
            }
            return mask;
        }
    }
}
