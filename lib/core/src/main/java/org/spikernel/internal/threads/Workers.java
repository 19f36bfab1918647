package org.spikernel.internal.threads;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

import org.spikernel.internal.checks.Given;

/**
 * Threads that share the work on the parts of something, such as the samples of a batch.
 *
 * <p>The thread that has work to do does it, helped by others as far as they are free. The helpers are the same for all workers of the
 * JVM, one less than there are processors; they end when nobody has needed them for a while. Since nobody waits for a helper that has not
 * begun, work may be shared within shared work, and by any number of threads at once.
 */
public final class Workers {

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final int IDLE_SECONDS = 10;
    private static final long WATCHED_NANOSECONDS = 100_000;
    private static final ThreadPoolExecutor HELPERS = helpers();

    private final int helpers;

    private Workers(int helpers) {
        this.helpers = helpers;
    }

    /** As many threads as there are processors. */
    public static Workers all() {
        return new Workers(PROCESSORS - 1);
    }

    /** A number of threads, or as many as there are processors if these are fewer. */
    public static Workers of(int threads) {
        return new Workers(Math.min(Given.positive(threads, "threads"), PROCESSORS) - 1);
    }

    private static ThreadPoolExecutor helpers() {
        int most = Math.max(1, PROCESSORS - 1);
        ThreadPoolExecutor helpers =
                new ThreadPoolExecutor(most, most, IDLE_SECONDS, TimeUnit.SECONDS, new WatchedQueue(), Workers::helper);
        helpers.allowCoreThreadTimeOut(true);
        return helpers;
    }

    /** A thread that has nothing of the one that happens to need it first, which may end long before it. */
    private static Thread helper(Runnable work) {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        Thread thread = new Thread(group, work, "spikernel-helper", 0, false);
        thread.setContextClassLoader(Workers.class.getClassLoader());
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Does a task for every number from 0 to {@code count - 1}, in any order and on any thread; returns when all are done. What a task
     * throws is thrown here; tasks that have not begun by then are left out.
     */
    public void forEach(int count, IntConsumer task) {
        int needed = Math.min(helpers, count - 1);
        if (needed < 1) {
            for (int i = 0; i < count; i++) {
                task.accept(i);
            }
            return;
        }
        Work work = new Work(count, task);
        for (int helper = 0; helper < needed; helper++) {
            HELPERS.execute(work);
        }
        work.run();
        work.await();
    }

    /** Watches for a condition for a moment, since to sleep and be woken takes longer than much of the work; says whether it came true. */
    private static boolean watch(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > WATCHED_NANOSECONDS) {
                return false;
            }
            Thread.onSpinWait();
        }
        return true;
    }

    /** Work for helpers, who watch for more of it before they sleep. */
    private static final class WatchedQueue extends LinkedBlockingQueue<Runnable> {

        private static final long serialVersionUID = 1;

        @Override
        public Runnable poll(long timeout, TimeUnit unit) throws InterruptedException {
            watch(() -> !isEmpty());
            return super.poll(timeout, unit);
        }
    }

    /** Work of which every thread that runs it does a part. */
    private static final class Work implements Runnable {

        private final int count;
        private final AtomicInteger next = new AtomicInteger();
        private final CountDownLatch left;

        // What stays queued for helpers that are not free keeps nothing of work that is done.
        private volatile IntConsumer task;
        private volatile Throwable failure;

        Work(int count, IntConsumer task) {
            this.count = count;
            this.task = task;
            left = new CountDownLatch(count);
        }

        @Override
        public void run() {
            for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                doOne(i);
            }
        }

        private void doOne(int i) {
            try {
                if (failure == null) {
                    task.accept(i);
                }
            } catch (Throwable thrown) {
                failure = thrown;
            } finally {
                left.countDown();
            }
        }

        /** Waits for what helpers have begun, which an interrupt does not end. */
        void await() {
            watch(() -> left.getCount() == 0);
            boolean interrupted = false;
            while (left.getCount() > 0) {
                try {
                    left.await();
                } catch (InterruptedException laterPlease) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            task = null;
            if (failure != null) {
                Workers.<RuntimeException>rethrow(failure);
            }
        }
    }

    /** Throws anything as it is. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void rethrow(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
