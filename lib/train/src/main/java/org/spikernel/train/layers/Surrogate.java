package org.spikernel.train.layers;

import java.io.Serializable;

import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * What stands in for the derivative of the step function in the backward pass: a bump of area 1 around the threshold.
 *
 * <p>With x = membrane potential - threshold and w = {@code width}:
 *
 * <pre>
 * ATAN       (1 / w) / (1 + (pi x / w)^2)            SNASNet with w = 1 (Fang et al., ICCV 2021, with alpha = 2 / w)
 * SIGMOID    (1 / w) s (1 - s),  s = 1 / (1 + exp(-x / w))                  (Zenke and Ganguli, 2018)
 * TRIANGLE   (1 / w) max(0, 1 - |x| / w)                                    (Bellec et al., NeurIPS 2018)
 * RECTANGLE  1 / w  where |x| &lt; w / 2, else 0                              (Wu et al., STBP, 2018, Eq. 24)
 * </pre>
 *
 * @param form which function
 * @param width w, positive, in units of the membrane potential
 */
public record Surrogate(Form form, float width) implements Serializable {

    /** The form of the bump. */
    public enum Form {
        ATAN,
        SIGMOID,
        TRIANGLE,
        RECTANGLE
    }

    /** The surrogate of SNASNet, SpiKernel and SpikeNAS: {@code ATAN} of width 1. */
    public static final Surrogate ATAN = atan(1);

    @JsonCreator
    public Surrogate(@JsonProperty("form") Form form, @JsonProperty("width") float width) {
        if (form == null) {
            throw new IllegalArgumentException("a surrogate needs a form, but has none");
        }
        if (!(width > 0) || Float.isInfinite(width)) {
            throw new IllegalArgumentException("width must be positive and finite, but is " + width);
        }
        this.form = form;
        this.width = width;
    }

    public static Surrogate atan(float width) {
        return new Surrogate(Form.ATAN, width);
    }

    public static Surrogate sigmoid(float width) {
        return new Surrogate(Form.SIGMOID, width);
    }

    public static Surrogate triangle(float width) {
        return new Surrogate(Form.TRIANGLE, width);
    }

    public static Surrogate rectangle(float width) {
        return new Surrogate(Form.RECTANGLE, width);
    }

    /**
     * The derivative at each of the first {@code length} distances from the threshold, in their place.
     *
     * @param x potential - threshold; becomes the derivative there
     */
    void differentiate(float[] x, int length) {
        float scale = 1 / width;
        switch (form) {
            case ATAN -> {
                float steepness = (float) Math.PI / width;
                for (int i = 0; i < length; i++) {
                    float y = steepness * x[i];
                    x[i] = scale / (1 + y * y);
                }
            }
            case SIGMOID -> {
                for (int i = 0; i < length; i++) {
                    float s = logistic(x[i] * scale);
                    x[i] = scale * s * (1 - s);
                }
            }
            case TRIANGLE -> {
                for (int i = 0; i < length; i++) {
                    x[i] = scale * Math.max(0, 1 - Math.abs(x[i]) * scale);
                }
            }
            case RECTANGLE -> {
                for (int i = 0; i < length; i++) {
                    x[i] = Math.abs(x[i]) * 2 < width ? scale : 0;
                }
            }
        }
    }

    /** The smooth step whose derivative this is, for tests of gradients; from 0 to 1, and 1/2 at x = 0. */
    float smoothStep(float x) {
        double y = x / (double) width;
        return (float)
                switch (form) {
                    case ATAN -> StrictMath.atan(Math.PI * y) / Math.PI + 0.5;
                    case SIGMOID -> 1 / (1 + StrictMath.exp(-y));
                    case TRIANGLE -> {
                        double inside = Math.max(-1, Math.min(1, y));
                        yield 0.5 + inside - 0.5 * inside * Math.abs(inside);
                    }
                    case RECTANGLE -> Math.max(0, Math.min(1, y + 0.5));
                };
    }

    private static float logistic(float x) {
        return (float) (1 / (1 + StrictMath.exp(-x)));
    }
}
