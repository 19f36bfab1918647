package org.spikernel.internal.charts;

/**
 * An axis of a chart.
 *
 * @param title what stands beside it
 * @param kind what its places are
 * @param reversed whether it begins on top or on the right
 */
record Axis(String title, Kind kind, boolean reversed) {

    /** What the places of an axis are. */
    enum Kind {
        NUMBERS,
        /** Numbers above zero, of which the tenfold is as far everywhere. */
        LOGARITHMS,
        /** Days, as ISO 8601 writes them. */
        DAYS,
        /** Texts, in the order in which they come. */
        NAMES
    }
}
