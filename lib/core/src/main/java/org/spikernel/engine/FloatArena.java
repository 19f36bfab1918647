package org.spikernel.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Arrays that one candidate after another works in, so that a search allocates next to nothing after its first candidate. */
final class FloatArena {

    private final Map<Integer, Deque<float[]>> free = new HashMap<>();

    /** An array of a length, with anything in it. */
    synchronized float[] borrow(int length) {
        Deque<float[]> fitting = free.get(length);
        return fitting == null || fitting.isEmpty() ? new float[length] : fitting.pop();
    }

    /** Gives an array back; its borrower must not touch it again. */
    synchronized void giveBack(float[] array) {
        free.computeIfAbsent(array.length, length -> new ArrayDeque<>()).push(array);
    }
}
