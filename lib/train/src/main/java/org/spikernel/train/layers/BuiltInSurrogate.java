package org.spikernel.train.layers;

import org.spikernel.internal.arrays.Floats;

/**
 * A bump that the library knows, computed in loops that a compiler turns into vector instructions.
 *
 * @param form which function
 * @param width w, positive, in units of the membrane potential
 */
record BuiltInSurrogate(Form form, float width) implements Surrogate {

    /** The functions of {@link Surrogate}. */
    enum Form {
        ATAN,
        SIGMOID,
        TRIANGLE,
        RECTANGLE
    }

    BuiltInSurrogate {
        if (!(width > 0) || Float.isInfinite(width)) {
            throw new IllegalArgumentException("the width of a surrogate must be positive and finite, but is " + width);
        }
    }

    static Surrogate of(Form form, double width) {
        return new BuiltInSurrogate(form, Floats.nearest(width, "the width of a surrogate"));
    }

    @Override
    public String name() {
        return form + " of width " + width;
    }

    @Override
    public double slope(double distance) {
        float[] one = {(float) distance};
        slopes(one, 1);
        return one[0];
    }

    @Override
    public void slopes(float[] distances, int length) {
        float scale = 1 / width;
        switch (form) {
            case ATAN -> {
                float steepness = (float) Math.PI / width;
                for (int i = 0; i < length; i++) {
                    float y = steepness * distances[i];
                    distances[i] = scale / (1 + y * y);
                }
            }
            case SIGMOID -> {
                for (int i = 0; i < length; i++) {
                    float s = logistic(distances[i] * scale);
                    distances[i] = scale * s * (1 - s);
                }
            }
            case TRIANGLE -> {
                for (int i = 0; i < length; i++) {
                    distances[i] = scale * Math.max(0, 1 - Math.abs(distances[i]) * scale);
                }
            }
            case RECTANGLE -> {
                for (int i = 0; i < length; i++) {
                    distances[i] = Math.abs(distances[i]) * 2 < width ? scale : 0;
                }
            }
        }
    }

    private static float logistic(float x) {
        return (float) (1 / (1 + StrictMath.exp(-x)));
    }

    /** The smooth step whose derivative this is, for tests of gradients; from 0 to 1, and 1/2 at the threshold. */
    float smoothStep(float distance) {
        double y = distance / (double) width;
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
}
