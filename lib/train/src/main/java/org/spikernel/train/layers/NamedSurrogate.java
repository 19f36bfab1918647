package org.spikernel.train.layers;

import java.util.function.DoubleUnaryOperator;

import org.spikernel.internal.checks.Given;

/** A function of a user's, by the name that they gave it. */
record NamedSurrogate(String name, DoubleUnaryOperator function) implements Surrogate {

    NamedSurrogate {
        if (Given.value(name, "the name of a surrogate").isBlank()) {
            throw new IllegalArgumentException(
                    "the name of a surrogate should tell it from all others, such as 'fast sigmoid, steepness 25', but is blank");
        }
        Given.value(function, "the slope of a surrogate");
    }

    @Override
    public double slope(double distance) {
        return function.applyAsDouble(distance);
    }
}
