package org.spikernel.engine;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Arrays that one candidate after another works in, so that a search allocates little after its first candidate. Where memory is short,
 * the garbage collector takes those that nobody works in.
 */
final class FloatArena {

    private final Map<Integer, Deque<SoftReference<float[]>>> free = new HashMap<>();

    /** An array of a length, with anything in it. */
    synchronized float[] borrow(int length) {
        Deque<SoftReference<float[]>> fitting = free.getOrDefault(length, new ArrayDeque<>());
        while (!fitting.isEmpty()) {
            float[] array = fitting.pop().get();
            if (array != null) {
                return array;
            }
        }
        return new float[length];
    }

    /** Gives an array back; its borrower must not touch it again. */
    synchronized void giveBack(float[] array) {
        free.computeIfAbsent(array.length, length -> new ArrayDeque<>()).push(new SoftReference<>(array));
    }
}
