package org.spikernel.jupyter;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;
import org.dflib.jjava.jupyter.messages.publish.PublishStream;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;
import org.dflib.jjava.jupyter.messages.publish.PublishUpdateDisplayData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What cells print and display, sent to the front end in the order in which it came.
 *
 * <p>A thread of its own does the sending, and takes what cells write from a queue without locks: a cell's thread may be interrupted or
 * stopped at any moment, and neither a socket nor a lock would survive that. Text is gathered for a moment, so that a loop that prints
 * does not drown the front end. What a thread prints after its cell has ended goes to the cell that ran last.
 */
final class CellOutput {

    private static final Logger LOG = LoggerFactory.getLogger(CellOutput.class);
    private static final long GATHER_NANOS = 50_000_000;
    private static final int MAX_WAITING = 1_000;

    /** How much of what is printed without a break becomes one message; what never stops would else never be sent. */
    private static final int MOST_GATHERED = 1 << 16;

    private final ConcurrentLinkedQueue<Piece> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final PrintStream out = stream(StreamType.OUT);
    private final PrintStream err = stream(StreamType.ERR);

    /** Text that is still to be sent, and its bytes; only the sending thread knows them. */
    private Text begun;

    private ByteArrayOutputStream gathered = new ByteArrayOutputStream();

    /** Why output has been lost that the front end has not heard of yet, and of which cell; only the sending thread knows it. */
    private Throwable loss;

    private ShellReplyEnvironment lostOf;

    private final Thread sender = new Thread(this::sendUntilEnded, "cell output");
    private volatile ShellReplyEnvironment cell;
    private volatile boolean stopping;
    private volatile boolean ended;

    private sealed interface Piece {}

    private record Text(ShellReplyEnvironment cell, StreamType type, byte[] bytes) implements Piece {
        boolean continues(Text other) {
            return other != null && other.cell == cell && other.type == type;
        }
    }

    private record Message(Runnable sending) implements Piece {}

    /** A place among the pieces, for whoever waits until all before it have been sent. */
    private record Mark(CountDownLatch reached) implements Piece {}

    CellOutput() {
        sender.setDaemon(true);
        sender.start();
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    /** From now on output belongs to this cell. */
    void attach(ShellReplyEnvironment next) {
        cell = next;
        stopping = false;
    }

    /** From now on, until the next cell, threads that are interrupted as they wait to write are ended. */
    void stopWriters() {
        stopping = true;
    }

    /**
     * Makes the standard streams those of the cells again where a cell has set others, lest what later cells print be lost.
     *
     * @return the streams that had been replaced, such as "System.out"
     */
    List<String> reclaim() {
        List<String> reclaimed = new ArrayList<>();
        if (System.out != out) {
            flush(System.out);
            System.setOut(out);
            reclaimed.add("System.out");
        }
        if (System.err != err) {
            flush(System.err);
            System.setErr(err);
            reclaimed.add("System.err");
        }
        return reclaimed;
    }

    private static void flush(PrintStream ofCell) {
        try {
            ofCell.flush();
        } catch (RuntimeException e) {
            LOG.debug("a stream of a cell could not be flushed", e);
        }
    }

    /** Sends nothing more, and lets go of the cell that ran last. */
    void end() {
        ended = true;
        cell = null;
        LockSupport.unpark(sender);
    }

    void display(DisplayData data) {
        ShellReplyEnvironment target = cell;
        write(new Message(() -> target.publish(new PublishDisplayData(data))));
    }

    /** Replaces what was displayed under the same display id. */
    void update(DisplayData data) {
        ShellReplyEnvironment target = cell;
        write(new Message(() -> target.publish(new PublishUpdateDisplayData(data))));
    }

    /** Returns when everything that was written so far has been sent or is known to be lost. */
    void flush() {
        CountDownLatch sentAll = new CountDownLatch(1);
        waiting.add(new Mark(sentAll));
        written.incrementAndGet();
        LockSupport.unpark(sender);
        try {
            boolean reached = false;
            while (!reached && sender.isAlive()) {
                reached = sentAll.await(GATHER_NANOS, TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Piece piece) {
        boolean interrupted = false;
        while (written.get() - sent.get() > MAX_WAITING && sender.isAlive()) {
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                if (stopping) {
                    Thread.currentThread().interrupt();
                    throw new CancellationException("interrupted while writing more than could be sent");
                }
                interrupted = true;
            }
        }
        waiting.add(piece);
        written.incrementAndGet();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever happens, this goes on: cells wait for it, and the next one may print again where this one has filled the heap. */
    private void sendUntilEnded() {
        while (!ended) {
            try {
                sendWaiting();
                tellOfLoss();
            } catch (Throwable e) {
                lose(e);
            }
            LockSupport.parkNanos(GATHER_NANOS);
        }
    }

    /** Drops what may have been too large to be sent, and would be again. Takes no memory, as there may be none. */
    private void lose(Throwable cause) {
        loss = cause;
        lostOf = cell;
        begun = null;
        gathered.reset();
    }

    private void tellOfLoss() {
        if (loss != null) {
            send(gathered.size());
            gathered = new ByteArrayOutputStream();
            String note = "Note: some output of this cell is lost, as sending it failed: " + loss
                    + ". Where the heap is full, print less, or keep less in variables.\n";
            waiting.add(new Text(lostOf, StreamType.ERR, note.getBytes(StandardCharsets.UTF_8)));
            written.incrementAndGet();
            loss = null;
        }
    }

    private void sendWaiting() {
        for (Piece piece = waiting.poll(); piece != null; piece = waiting.poll()) {
            try {
                send(piece);
            } finally {
                sent.incrementAndGet();
                if (piece instanceof Mark mark) {
                    mark.reached().countDown();
                }
            }
        }
        sendWholeCharacters();
    }

    private void sendWholeCharacters() {
        send(wholeCharacters(gathered.toByteArray()));
    }

    private void send(Piece piece) {
        boolean continues = piece instanceof Text text && text.continues(begun);
        if (!continues) {
            send(gathered.size());
        }
        if (piece instanceof Text text) {
            begun = text;
            gathered.writeBytes(text.bytes());
            if (gathered.size() >= MOST_GATHERED) {
                sendWholeCharacters();
            }
        } else if (piece instanceof Message message) {
            run(message.sending());
        }
    }

    /** Sends the first of the bytes that were gathered; the others go with what continues them. */
    private void send(int count) {
        try {
            byte[] bytes = gathered.toByteArray();
            gathered.reset();
            gathered.write(bytes, count, bytes.length - count);
            if (count > 0 && begun.cell() != null) {
                Text text = begun;
                String string = new String(bytes, 0, count, StandardCharsets.UTF_8);
                run(() -> text.cell().publish(new PublishStream(text.type(), string)));
            }
        } catch (Error e) {
            // The piece that comes next is not lost with this text.
            lose(e);
        }
    }

    /** How many bytes there are before a character of which only the beginning has been written. */
    private static int wholeCharacters(byte[] utf8) {
        int start = utf8.length - 1;
        while (start > 0 && (utf8[start] & 0xC0) == 0x80) {
            start--;
        }
        if (start < 0 || utf8[start] >= 0) {
            return utf8.length;
        }
        // The first byte of a character has as many ones in front as the character has bytes.
        int length = Integer.numberOfLeadingZeros(~utf8[start] << 24);
        return start + length > utf8.length ? start : utf8.length;
    }

    private static void run(Runnable sending) {
        try {
            sending.run();
        } catch (RuntimeException e) {
            LOG.warn("output of a cell could not be sent", e);
        }
    }

    private PrintStream stream(StreamType type) {
        OutputStream pieces = new OutputStream() {
            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                CellOutput.this.write(new Text(cell, type, Arrays.copyOfRange(bytes, offset, offset + length)));
            }
        };
        return new CellStream(pieces);
    }

    /** A stream that outlives the cells: closing it, as a writer or a try statement round it does, only flushes it. */
    private static final class CellStream extends PrintStream {
        CellStream(OutputStream pieces) {
            super(pieces, false, StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            flush();
        }
    }
}
