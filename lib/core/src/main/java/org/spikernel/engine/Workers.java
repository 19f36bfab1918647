package org.spikernel.engine;

import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Threads that share the work on the samples of a batch. */
final class Workers {

    private final int threads;
    private ForkJoinPool pool;

    Workers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be positive, but is " + threads);
        }
        this.threads = threads;
    }

    /** Does a task for every number from 0 to {@code count - 1}, in any order and on any thread; returns when all are done. */
    void forEach(int count, IntConsumer task) {
        if (threads == 1 || count == 1) {
            IntStream.range(0, count).forEach(task);
        } else {
            pool().submit(() -> IntStream.range(0, count).parallel().forEach(task))
                    .join();
        }
    }

    /** A parallel stream stays within the pool that starts it. */
    private synchronized ForkJoinPool pool() {
        if (pool == null) {
            pool = new ForkJoinPool(threads);
        }
        return pool;
    }
}
