package org.spikernel.jupyter;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.reply.InputReply;
import org.dflib.jjava.jupyter.messages.request.InputRequest;
import org.zeromq.ZMQ;

/**
 * {@code System.in} of a cell: asks the front end for a line whenever it runs dry, and ends where the front end takes no input.
 *
 * <p>Another thread waits for the answer, so that a waiting cell can be interrupted. What is left of a line when the next cell begins is
 * dropped, and so is an answer that comes too late.
 */
final class CellInput extends InputStream {

    private static final long POLL_MILLIS = 20;

    private final JupyterSocket stdin;
    private final ExecutorService asker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "cell input");
        thread.setDaemon(true);
        return thread;
    });
    private volatile MessageContext cell;
    private MessageContext asked;
    private byte[] line = {};
    private int next;

    CellInput(JupyterSocket stdin) {
        this.stdin = stdin;
        // Starts the thread here, lest it belong to the cell that first asks and be stopped with it.
        asker.execute(() -> {});
    }

    /** From now on input is asked for this cell; null if there is none to ask. */
    void attach(MessageContext request) {
        cell = request;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        MessageContext asking = cell;
        if (asking == null) {
            return -1;
        }
        if (next == line.length || asking != asked) {
            line = (ask(asking) + "\n").getBytes(StandardCharsets.UTF_8);
            asked = asking;
            next = 0;
        }
        int count = Math.min(length, available());
        System.arraycopy(line, next, into, offset, count);
        next += count;
        return count;
    }

    @Override
    public synchronized int available() {
        return line.length - next;
    }

    private String ask(MessageContext asking) throws IOException {
        Future<String> answer = asker.submit(() -> request(asking));
        try {
            return answer.get();
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw new InterruptedIOException("interrupted while waiting for input");
        } catch (ExecutionException e) {
            throw new IOException("the front end gave no input", e.getCause());
        }
    }

    private String request(MessageContext asking) throws InterruptedException {
        dropLateAnswers();
        Message<InputRequest> request = new Message<>(asking, InputRequest.MESSAGE_TYPE, new InputRequest("", false));
        stdin.sendMessage(request);
        while (!hasAnswer()) {
            if (cell != asking) {
                throw new CancellationException("another cell has begun");
            }
            Thread.sleep(POLL_MILLIS);
        }
        return ((InputReply) stdin.readMessage().getContent()).getValue();
    }

    private void dropLateAnswers() {
        while (hasAnswer()) {
            stdin.readMessage();
        }
    }

    private boolean hasAnswer() {
        return (stdin.getEvents() & ZMQ.Poller.POLLIN) != 0;
    }
}
