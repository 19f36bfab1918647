package org.spikernel.internal.convolution;

/** What a thread convolves in: grows to what is asked for and is kept. */
public final class Workspace {

    private static final ThreadLocal<Workspace> OF_THREAD = ThreadLocal.withInitial(Workspace::new);

    private final Events events = new Events();
    private final MergedFloats.Merged merged = new MergedFloats.Merged();
    private final WideSums wide = new WideSums();
    private short[] integers = {};

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

    /** The events of lines that are merged. */
    MergedFloats.Merged merged() {
        return merged;
    }

    /**
     * Moves sums of 16 bits to wider ones, so that there is room for more.
     *
     * @param sums the first {@code length} are moved and are zero afterwards
     * @param begun what earlier ones were moved to; null if these are the first
     */
    WideSums moved(short[] sums, int length, WideSums begun) {
        WideSums target = begun == null ? wide.begin(length) : begun;
        target.move(sums);
        return target;
    }
}
