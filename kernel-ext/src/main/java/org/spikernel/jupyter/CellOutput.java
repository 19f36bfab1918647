package org.spikernel.jupyter;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishStream;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;

/**
 * What cells print and display, sent to the front end in the order in which it came.
 *
 * <p>A thread of its own does the sending: a cell's thread may be interrupted or stopped at any moment, and a socket would not survive
 * that. Text is gathered for a moment, so that a loop that prints does not drown the front end. What a thread prints after its cell has
 * ended goes to the cell that ran last.
 */
final class CellOutput implements AutoCloseable {

    private static final long GATHER_MILLIS = 100;
    private static final int MAX_GATHERED_BYTES = 1 << 16;

    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "cell output");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Chunk> gathered = new ArrayList<>();
    private final PrintStream out = stream(StreamType.OUT);
    private final PrintStream err = stream(StreamType.ERR);
    private volatile ShellReplyEnvironment cell;

    private record Chunk(StreamType type, ByteArrayOutputStream bytes) {}

    CellOutput() {
        sender.scheduleWithFixedDelay(this::sendText, GATHER_MILLIS, GATHER_MILLIS, TimeUnit.MILLISECONDS);
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    /** From now on output belongs to this cell. */
    void attach(ShellReplyEnvironment next) {
        flush();
        cell = next;
    }

    void display(DisplayData data) {
        ShellReplyEnvironment target = cell;
        send(() -> target.publish(new PublishDisplayData(data)));
    }

    /** Replaces what was displayed under the same display id. */
    void update(DisplayData data) {
        ShellReplyEnvironment target = cell;
        send(() -> target.publish(new PublishUpdateDisplayData(data)));
    }

    /** Returns when everything that was written so far has been sent. */
    void flush() {
        await(send(() -> {}));
    }

    private Future<?> send(Runnable message) {
        return sender.submit(() -> {
            sendText();
            message.run();
        });
    }

    private static void await(Future<?> sent) {
        try {
            sent.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("output could not be sent", e.getCause());
        }
    }

    private void sendText() {
        List<Chunk> chunks = takeText();
        ShellReplyEnvironment target = cell;
        if (target != null) {
            for (Chunk chunk : chunks) {
                target.publish(new PublishStream(chunk.type(), chunk.bytes().toString(StandardCharsets.UTF_8)));
            }
        }
    }

    private List<Chunk> takeText() {
        synchronized (gathered) {
            List<Chunk> taken = List.copyOf(gathered);
            gathered.clear();
            return taken;
        }
    }

    private PrintStream stream(StreamType type) {
        return new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        write(new byte[] {(byte) b}, 0, 1);
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int length) {
                        if (gather(type, bytes, offset, length) > MAX_GATHERED_BYTES) {
                            CellOutput.this.flush();
                        }
                    }
                },
                false,
                StandardCharsets.UTF_8);
    }

    private int gather(StreamType type, byte[] bytes, int offset, int length) {
        synchronized (gathered) {
            Chunk last = gathered.isEmpty() ? null : gathered.get(gathered.size() - 1);
            if (last == null || last.type() != type) {
                last = new Chunk(type, new ByteArrayOutputStream());
                gathered.add(last);
            }
            last.bytes().write(bytes, offset, length);
            return last.bytes().size();
        }
    }

    @Override
    public void close() {
        sender.shutdown();
    }
}
