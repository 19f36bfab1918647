package org.spikernel.study.tabular;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What training costs.
 *
 * @param epochs passes over the training images
 * @param hours on the machine of who trained; empty where nobody has kept them
 */
public record Price(double epochs, OptionalDouble hours) {

    /** What costs nothing. */
    public static final Price NOTHING = new Price(0, OptionalDouble.of(0));

    public Price {
        if (!(epochs >= 0 && hours.orElse(0) >= 0)) {
            throw new IllegalArgumentException(
                    "a price has epochs and hours of 0 or more, but found " + epochs + " and " + hours);
        }
    }

    /** Both prices together; its hours are empty where those of one of them are. */
    public Price plus(Price other) {
        boolean known = hours.isPresent() && other.hours.isPresent();
        return new Price(
                epochs + other.epochs,
                known ? OptionalDouble.of(hours.getAsDouble() + other.hours.getAsDouble()) : OptionalDouble.empty());
    }

    /** A part of it, or a multiple. */
    public Price times(double factor) {
        return new Price(
                epochs * factor,
                hours.isPresent() ? OptionalDouble.of(hours.getAsDouble() * factor) : OptionalDouble.empty());
    }

    @Override
    public String toString() {
        return hours.isPresent()
                ? String.format(Locale.ROOT, "%,.0f epochs, %,.1f hours", epochs, hours.getAsDouble())
                : String.format(Locale.ROOT, "%,.0f epochs", epochs);
    }
}
