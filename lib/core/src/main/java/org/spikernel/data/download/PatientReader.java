package org.spikernel.data.download;

import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads what comes over a connection, and does not wait for ever: where it breaks, or nothing comes for too long, is the end. */
final class PatientReader implements AutoCloseable {

    private final InputStream source;
    private final Duration patience;
    private final ExecutorService reading = Executors.newSingleThreadExecutor(PatientReader::thread);

    /**
     * Of a connection, which it leaves to its owner to close.
     *
     * @param patience how long nothing may come
     */
    PatientReader(InputStream source, Duration patience) {
        this.source = source;
        this.patience = patience;
    }

    /** Does not keep the program from ending, should it still wait for a read that nothing interrupts. */
    private static Thread thread(Runnable reading) {
        Thread thread = new Thread(reading, "spikernel-download");
        thread.setDaemon(true);
        return thread;
    }

    /** As {@link InputStream#read(byte[])}; a read that was interrupted is the end, too, and the thread stays interrupted. */
    int read(byte[] buffer) {
        Future<Integer> count = reading.submit(() -> source.read(buffer));
        try {
            return count.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException end) {
            return -1;
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    @Override
    public void close() {
        reading.shutdownNow();
    }
}
