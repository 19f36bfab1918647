package org.spikernel.data;

import java.util.HexFormat;

import org.spikernel.shapes.Shape;

/**
 * Sixteen hexadecimal digits that tell images from others: a 64-bit hash, the same on every machine. Not meant to resist people who try
 * to forge it.
 */
final class Fingerprint {

    private long hash;

    /**
     * Of images.
     *
     * @param frames of each, or {@link ImageBatch#STILL}
     */
    Fingerprint(Shape shape, int frames) {
        hash = shape.channels();
        add(shape.rows());
        add(shape.columns());
        if (frames != ImageBatch.STILL) {
            add(frames);
        }
    }

    /** Lets these bits count. */
    void add(int bits) {
        long mixed = (hash ^ bits) * 0x9E3779B97F4A7C15L;
        hash = mixed ^ (mixed >>> 32);
    }

    /** The digits. */
    String digits() {
        return HexFormat.of().toHexDigits(hash);
    }
}
