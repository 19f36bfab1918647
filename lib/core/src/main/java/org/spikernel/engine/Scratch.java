package org.spikernel.engine;

/** Arrays that a thread works in for the moment, with anything in them; they grow to what is asked for and are kept. */
final class Scratch {

    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    private float[] currents = {};
    private float[] summands = {};
    private int[] rows = {};

    static Scratch ofThread() {
        return OF_THREAD.get();
    }

    float[] currents(int length) {
        currents = currents.length < length ? new float[length] : currents;
        return currents;
    }

    float[] summands(int length) {
        summands = summands.length < length ? new float[length] : summands;
        return summands;
    }

    int[] rows(int length) {
        rows = rows.length < length ? new int[length] : rows;
        return rows;
    }
}
