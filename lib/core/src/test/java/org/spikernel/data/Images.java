package org.spikernel.data;

import java.util.List;
import java.util.stream.IntStream;

import org.spikernel.shapes.Shape;

/** Small image sets for tests. */
final class Images {

    static final Shape SHAPE = new Shape(2, 3, 4);
    static final Normalisation NORMALIZATION = new Normalisation(List.of(0.5, 0.25), List.of(0.2, 0.4));

    private Images() {}

    /** Images whose label is their place, and whose bytes differ. */
    static ImageSet numbered(int count) {
        byte[] bytes = new byte[count * SHAPE.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (31 * i + i / SHAPE.size());
        }
        return ImageSet.of(SHAPE, bytes, IntStream.range(0, count).toArray(), NORMALIZATION);
    }
}
