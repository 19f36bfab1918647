package org.spikernel.train.layers;

import java.io.Serializable;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * What stands in for the derivative of the step function in the backward pass: a bump around the threshold.
 *
 * <p>The library knows four, each of area 1. With x = membrane potential - threshold and w = {@code width}:
 *
 * <pre>
 * atan       (1 / w) / (1 + (pi x / w)^2)            SNASNet with w = 1 (Fang et al., ICCV 2021, with alpha = 2 / w)
 * sigmoid    (1 / w) s (1 - s),  s = 1 / (1 + exp(-x / w))                  (Zenke and Ganguli, 2018)
 * triangle   (1 / w) max(0, 1 - |x| / w)                                    (Bellec et al., NeurIPS 2018)
 * rectangle  1 / w  where |x| &lt; w / 2, else 0                              (Wu et al., STBP, 2018, Eq. 24)
 * </pre>
 *
 * <p>Widths are positive, in units of the membrane potential, and rounded to 32-bit floats, which training computes with.
 *
 * <p>Any other is a name and a function, in a notebook for example:
 *
 * <pre>{@code
 * var fast = Surrogate.of("fast sigmoid, steepness 25", x -> 1 / Math.pow(1 + 25 * Math.abs(x), 2));
 * Trainer.of(network).surrogate(fast).fit(images);
 * }</pre>
 *
 * <p>or a class that implements this interface. It is called by several threads at once.
 */
public interface Surrogate extends Serializable {

    /** The surrogate of SNASNet, SpiKernel and SpikeNAS: {@link #atan} of width 1. */
    Surrogate ATAN = atan(1);

    /**
     * What stands in for the derivative.
     *
     * @param distance membrane potential - threshold
     */
    double slope(double distance);

    /**
     * What tells this surrogate from all others, in one line: models name it in their provenance, and a checkpoint goes on only with the
     * surrogate of the name that it began with.
     */
    String name();

    /**
     * The slope at each of the first {@code length} distances from the threshold, in their place.
     *
     * @param distances membrane potential - threshold; becomes the slope there, which may be anything where the distance is not finite, as in
     *     trainings that diverge
     * @throws IllegalArgumentException if a slope at a finite distance is no finite number (names the distance)
     */
    default void slopes(float[] distances, int length) {
        for (int i = 0; i < length; i++) {
            float slope = (float) slope(distances[i]);
            if (!Float.isFinite(slope) && Float.isFinite(distances[i])) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "the slope of the surrogate '%s' should be a finite number everywhere, but is %s where the membrane"
                                + " potential is %s above the threshold",
                        name(),
                        slope,
                        distances[i]));
            }
            distances[i] = slope;
        }
    }

    /**
     * A surrogate of your own.
     *
     * @param name what tells it from all others, as {@link #name()}
     * @param slope the slope at a distance from the threshold
     */
    static Surrogate of(String name, DoubleUnaryOperator slope) {
        return new NamedSurrogate(name, slope);
    }

    /**
     * The slope of an arc tangent, which falls slowly on both sides.
     *
     * @throws IllegalArgumentException if the width is not positive and finite
     */
    static Surrogate atan(double width) {
        return BuiltInSurrogate.of(BuiltInSurrogate.Form.ATAN, width);
    }

    /**
     * The slope of a logistic function.
     *
     * @throws IllegalArgumentException if the width is not positive and finite
     */
    static Surrogate sigmoid(double width) {
        return BuiltInSurrogate.of(BuiltInSurrogate.Form.SIGMOID, width);
    }

    /**
     * A triangle, which ends at a distance of one width on either side.
     *
     * @throws IllegalArgumentException if the width is not positive and finite
     */
    static Surrogate triangle(double width) {
        return BuiltInSurrogate.of(BuiltInSurrogate.Form.TRIANGLE, width);
    }

    /**
     * A rectangle, which ends at half a width on either side.
     *
     * @throws IllegalArgumentException if the width is not positive and finite
     */
    static Surrogate rectangle(double width) {
        return BuiltInSurrogate.of(BuiltInSurrogate.Form.RECTANGLE, width);
    }
}
