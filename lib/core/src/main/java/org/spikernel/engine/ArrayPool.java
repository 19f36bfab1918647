package org.spikernel.engine;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.spikernel.internal.threads.Workers;
import org.spikernel.shapes.Shape;

/**
 * Arrays that one run after another works in, so that a search allocates little after its first candidate. Where the heap is short, the
 * garbage collector takes what nobody works in.
 */
final class ArrayPool {

    private final Map<Kind, Deque<SoftReference<Object>>> free = new HashMap<>();
    private boolean isClosed;

    /** What can stand in for what. */
    private record Kind(Class<?> type, Object size) {}

    /** Something to give back. */
    private record Lent(Kind kind, Object object) {}

    /** Arrays for one run. */
    Loan lend() {
        return new Loan();
    }

    private synchronized Object take(Kind kind) {
        Deque<SoftReference<Object>> fitting = free.getOrDefault(kind, new ArrayDeque<>());
        while (!fitting.isEmpty()) {
            Object object = fitting.pop().get();
            if (object != null) {
                return object;
            }
        }
        return null;
    }

    private synchronized void giveBack(Lent lent) {
        if (!isClosed) {
            free.computeIfAbsent(lent.kind(), kind -> new ArrayDeque<>()).push(new SoftReference<>(lent.object()));
        }
    }

    /** Lets go of everything that nobody works in. */
    synchronized void clear() {
        free.clear();
    }

    /** Lets go of everything, now and when it is given back. */
    synchronized void close() {
        isClosed = true;
        clear();
    }

    /** What a run has borrowed, with anything in it; when closed all of it is given back, and nobody may touch it any more. */
    final class Loan implements AutoCloseable {

        private final List<Lent> lent = new ArrayList<>();

        float[] floats(int length) {
            return borrow(float[].class, length, () -> new float[length]);
        }

        short[] shorts(int length) {
            return borrow(short[].class, length, () -> new short[length]);
        }

        SpikeMatrix spikes(Shape shape, int samples, Workers workers) {
            return borrow(SpikeMatrix.class, List.of(shape, samples), () -> new SpikeMatrix(shape, samples, workers));
        }

        private <T> T borrow(Class<T> type, Object size, Supplier<T> fresh) {
            Kind kind = new Kind(type, size);
            Object found = take(kind);
            T object = found == null ? fresh.get() : type.cast(found);
            lent.add(new Lent(kind, object));
            return object;
        }

        /** Gives something back before the rest. */
        void giveBack(Object borrowed) {
            for (int i = 0; i < lent.size(); i++) {
                if (lent.get(i).object() == borrowed) {
                    ArrayPool.this.giveBack(lent.remove(i));
                    return;
                }
            }
        }

        @Override
        public void close() {
            lent.forEach(ArrayPool.this::giveBack);
            lent.clear();
        }
    }
}
