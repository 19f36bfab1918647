package org.spikernel.internal.passes;

import org.spikernel.shapes.Shape;

/** Parts of a layer's numbers that stay in the nearest cache: whole positions, and whole words of spikes. */
final class Chunks {

    private static final int NUMBERS = 1024;

    private Chunks() {}

    /** How many numbers of a shape are taken at a time. */
    static int size(Shape shape) {
        int channels = shape.channels();
        int wholeWords = Long.SIZE / Integer.lowestOneBit(channels | Long.SIZE);
        int atLeast = Math.max(1, NUMBERS / channels);
        return (atLeast + wholeWords - 1) / wholeWords * wholeWords * channels;
    }
}
