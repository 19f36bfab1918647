package org.spikernel.engine;

import java.util.ArrayList;
import java.util.List;

/** Arrays that a thread works in for the moment, with anything in them; they grow to what is asked for and are kept. */
final class Scratch {

    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    private final List<float[]> floats = new ArrayList<>();
    private int taken;
    private int[] rows = {};

    static Scratch ofThread() {
        return OF_THREAD.get();
    }

    /** An array of at least so many numbers, until it is {@linkplain #giveBack given back}: the last one taken first. */
    float[] take(int length) {
        if (taken == floats.size()) {
            floats.add(new float[length]);
        } else if (floats.get(taken).length < length) {
            floats.set(taken, new float[length]);
        }
        return floats.get(taken++);
    }

    /** Gives back what was taken last. */
    void giveBack() {
        taken--;
    }

    int[] rows(int length) {
        rows = rows.length < length ? new int[length] : rows;
        return rows;
    }
}
