package org.spikernel.internal.convolution;

/** What a thread convolves in: grows to what is asked for and is kept. */
public final class Workspace {

    private static final ThreadLocal<Workspace> OF_THREAD = ThreadLocal.withInitial(Workspace::new);

    private final Events events = new Events();
    private short[] integers = {};
    private float[] floats = {};

    private Workspace() {}

    /** That of the thread that asks. */
    public static Workspace ofThread() {
        return OF_THREAD.get();
    }

    /** The events of a sample. */
    public Events events() {
        return events;
    }

    /** At least so many sums, with anything in them. */
    public short[] integers(int length) {
        integers = integers.length < length ? new short[length] : integers;
        return integers;
    }

    /** So many sums, with anything in them. */
    float[] floats(int length) {
        floats = floats.length != length ? new float[length] : floats;
        return floats;
    }
}
