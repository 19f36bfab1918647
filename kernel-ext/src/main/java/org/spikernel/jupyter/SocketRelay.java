package org.spikernel.jupyter;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Unix domain socket whose connections are handed on to a port of this machine, byte by byte in both directions.
 *
 * <p>JeroMQ itself has TCP only: what it calls {@code ipc} is a port of its own choice, which no other ZeroMQ finds.
 */
final class SocketRelay implements Closeable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final ServerSocketChannel socket;
    private final Path path;
    private final int port;

    private SocketRelay(ServerSocketChannel socket, Path path, int port) {
        this.socket = socket;
        this.path = path;
        this.port = port;
    }

    /**
     * Listens.
     *
     * @param path the socket's file, which must not be there yet
     * @param port the port of this machine that connections are handed on to
     * @throws UncheckedIOException if there can be no such socket, which says why
     */
    static SocketRelay open(Path path, int port) {
        try {
            ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            socket.bind(UnixDomainSocketAddress.of(path));
            SocketRelay relay = new SocketRelay(socket, path, port);
            start("ipc " + path.getFileName(), relay::acceptForever);
            return relay;
        } catch (IOException | UnsupportedOperationException e) {
            throw new UncheckedIOException(
                    "the front end asks for the transport ipc, and there can be no Unix domain socket " + path + ": "
                            + e.getMessage() + ". Set the transport of the front end to tcp",
                    e instanceof IOException failure ? failure : new IOException(e));
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptForever() {
        try {
            while (true) {
                join(socket.accept());
            }
        } catch (IOException e) {
            // The relay is closed.
        }
    }

    private void join(SocketChannel client) throws IOException {
        SocketChannel server = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        start("ipc in", () -> copy(client, server));
        start("ipc out", () -> copy(server, client));
    }

    /** Copies until one side ends, and then ends both. */
    private static <F extends ReadableByteChannel, T extends WritableByteChannel> void copy(F from, T to) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        try (from;
                to) {
            while (from.read(buffer.clear()) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
            }
        } catch (IOException e) {
            // The other side has closed the connection.
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
