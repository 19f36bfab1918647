package org.spikernel.jupyter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import org.dflib.jjava.jupyter.channels.Loop;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Header;
import org.dflib.jjava.jupyter.messages.KernelTimestamp;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.adapters.HeaderAdapter;
import org.dflib.jjava.jupyter.messages.adapters.KernelTimestampAdapter;
import org.dflib.jjava.jupyter.messages.adapters.MessageTypeAdapter;
import org.dflib.jjava.jupyter.messages.reply.ErrorReply;
import org.zeromq.ZMQ;

/**
 * A channel of requests, which answers each, whatever it holds: one that cannot be read, or whose handler fails, with an error.
 *
 * <p>JJava's own channel leaves the front end without an answer then, or stops listening for good. What has no valid header or signature
 * is dropped here too, as there is nobody to answer.
 */
final class RequestChannel extends ShellChannel {

    private static final String DELIMITER = "<IDS|MSG>";
    private static final int HEADER = 2;
    private static final Gson HEADERS = new GsonBuilder()
            .registerTypeAdapter(Header.class, HeaderAdapter.INSTANCE)
            .registerTypeAdapter(KernelTimestamp.class, KernelTimestampAdapter.INSTANCE)
            .registerTypeAdapter(MessageType.class, MessageTypeAdapter.INSTANCE)
            .create();

    private static final String REQUEST = "_request";
    private static final String REPLY = "_reply";
    private static final long POLL_MILLIS = 50;
    private static final long QUIET_MILLIS = 50;
    private static final long MOST_GATHERING_NANOS = 1_000_000_000;

    private final KernelConnection connection;
    private final boolean control;
    private final List<byte[]> frames = new ArrayList<>();
    private final Queue<Message<?>> waiting = new ArrayDeque<>();
    private ZMQ.Poller poller;
    private volatile Loop listening;

    /** The content of a request that could not be read, and why. */
    private record Unreadable(RuntimeException cause) {}

    RequestChannel(ZMQ.Context context, HMACGenerator signatures, boolean control, KernelConnection connection) {
        super(context, signatures, control, connection);
        this.control = control;
        this.connection = connection;
    }

    @Override
    public void bind(KernelConnectionProperties properties) {
        int port = control ? properties.getControlPort() : properties.getShellPort();
        bind(formatAddress(properties.getTransport(), properties.getIp(), port));
        poller = ctx.poller(1);
        poller.register(this, ZMQ.Poller.POLLIN);
        listening = new Loop(control ? "control" : "shell", POLL_MILLIS, () -> {
            if (!waiting.isEmpty()) {
                receive(waiting.remove());
            } else if (poller.poll(0) > 0) {
                receive(readMessage());
            }
        });
        // A full heap, for one, has room again when a cell has ended; a closed channel answers nothing any more.
        listening.onError(e -> {
            if (e instanceof RuntimeException failure) {
                throw failure;
            }
            return POLL_MILLIS;
        });
        listening.start();
    }

    /**
     * The messages behind the one that is being handled: all that have come before this returns. A front end that sends many at once may
     * still be at it, so it returns when none has come for a moment.
     *
     * @return none for another thread than that which handles the channel's messages
     */
    List<Message<?>> waiting() {
        if (Thread.currentThread() != listening) {
            return List.of();
        }
        long end = System.nanoTime() + MOST_GATHERING_NANOS;
        while (System.nanoTime() - end < 0 && poller.poll(QUIET_MILLIS) > 0) {
            waiting.add(readMessage());
        }
        return List.copyOf(waiting);
    }

    private <T> void receive(Message<T> message) {
        MessageType<T> type = message.getHeader().getType();
        ShellHandler<T> handler = connection.getHandler(type);
        if (handler == null) {
            logger.debug("nothing handles messages of type {}", type.getName());
            return;
        }
        ShellReplyEnvironment env = connection.prepareReplyEnv(this, message);
        try {
            handle(env, message, handler);
        } catch (RuntimeException | Error e) {
            refuse(env, type, e);
        } finally {
            env.resolveDeferrals();
        }
        if (env.isMarkedForShutdown()) {
            connection.close();
        }
    }

    private static <T> void handle(ShellReplyEnvironment env, Message<T> message, ShellHandler<T> handler) {
        Object content = message.getContent();
        if (content instanceof Unreadable unreadable) {
            env.setBusyDeferIdle();
            throw unreadable.cause();
        }
        handler.handle(env, message);
    }

    /** Tells the front end why it gets no other answer; messages that ask for none are only logged. */
    private void refuse(ShellReplyEnvironment env, MessageType<?> type, Throwable cause) {
        logger.debug("{} could not be answered", type.getName(), cause);
        if (type.getName().endsWith(REQUEST)) {
            MessageType<?> reply = MessageType.getType(type.getName().replace(REQUEST, REPLY));
            String message = "the kernel could not answer the " + type.getName() + ": " + cause;
            env.replyError(reply.error(), new ErrorReply(cause.getClass().getSimpleName(), message, List.of(message)));
        }
    }

    /** Keeps what is received, so that it is at hand if reading fails. */
    @Override
    public byte[] recv(int flags) {
        byte[] frame = super.recv(flags);
        frames.add(frame);
        return frame;
    }

    @Override
    public synchronized Message<?> readMessage() {
        frames.clear();
        try {
            return super.readMessage();
        } catch (SecurityException e) {
            logger.debug("a message with a wrong signature was dropped");
            return unknown();
        } catch (RuntimeException e) {
            return unreadable(e);
        }
    }

    private Message<?> unreadable(RuntimeException cause) {
        try {
            int delimiter = frames.stream().map(RequestChannel::text).toList().indexOf(DELIMITER);
            @SuppressWarnings("unchecked")
            Header<Object> header = HEADERS.fromJson(text(frames.get(delimiter + HEADER)), Header.class);
            return new Message<>(List.copyOf(frames.subList(0, delimiter)), header, new Unreadable(cause));
        } catch (RuntimeException e) {
            logger.debug("a message without a readable header was dropped", cause);
            return unknown();
        }
    }

    private static Message<?> unknown() {
        return new Message<>(new Header<>(MessageType.UNKNOWN), null);
    }

    private static String text(byte[] frame) {
        return new String(frame, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        if (listening != null) {
            listening.shutdown();
        }
        super.close();
    }

    @Override
    public void waitUntilClose() {
        try {
            listening.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
