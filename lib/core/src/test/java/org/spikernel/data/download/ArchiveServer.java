package org.spikernel.data.download;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.spikernel.data.Archive;

/** A server on the loopback address that offers one small archive of CIFAR-10, and behaves as well or badly as it is told. */
final class ArchiveServer implements AutoCloseable {

    private final HttpServer server;
    private final byte[] contents;
    private final List<String> ranges = new ArrayList<>();

    private int status = 200;
    private boolean supportsRange = true;
    private int shift;
    private long breakAfter = Long.MAX_VALUE;
    private long silentAfter = Long.MAX_VALUE;
    private final CountDownLatch closed = new CountDownLatch(1);

    ArchiveServer() throws IOException {
        byte[] batch = new byte[3073 * 40];
        for (int i = 0; i < batch.length; i++) {
            batch[i] = (byte) (i % 3073 == 0 ? 1 : i * 31L * i >> 7);
        }
        contents = new TarWriter()
                .directory("cifar-10-batches-bin/")
                .file("cifar-10-batches-bin/data_batch_1.bin", batch)
                .file("cifar-10-batches-bin/test_batch.bin", batch)
                .end();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Answers every request with this status and no archive. */
    ArchiveServer refuse(int refusal) {
        status = refusal;
        return this;
    }

    /** Sends everything whatever range is asked for. */
    ArchiveServer ignoreRange() {
        supportsRange = false;
        return this;
    }

    /** Answers a request for a range with one that starts later. */
    ArchiveServer shiftRange(int bytes) {
        shift = bytes;
        return this;
    }

    /** Breaks the connection after that many bytes of every answer. */
    ArchiveServer breakAfter(long bytes) {
        breakAfter = bytes;
        return this;
    }

    /** Keeps the connection open, but sends nothing more after that many bytes; not even an answer if they are negative. */
    ArchiveServer fallSilentAfter(long bytes) {
        silentAfter = bytes;
        breakAfter = bytes;
        return this;
    }

    /** The archive as the manifest would describe it. */
    Archive archive() {
        return archive(contents.length, md5(contents));
    }

    /** The archive with a length and a checksum of your choice. */
    Archive archive(long bytes, String md5) {
        URI address = URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/files/cifar-10-binary.tar.gz");
        return new Archive("cifar10", "CIFAR-10", "cifar-10-batches-bin", address, bytes, md5, "test");
    }

    byte[] contents() {
        return contents.clone();
    }

    /** For every request so far the range it asked for, or "all". */
    List<String> ranges() {
        return List.copyOf(ranges);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        ranges.add(range == null ? "all" : range);
        if (silentAfter < 0) {
            beSilent();
        }
        int from = 0;
        int answered = status;
        if (status == 200 && range != null && supportsRange) {
            from = Integer.parseInt(range.replaceAll("\\D", "")) + shift;
            answered = from < contents.length ? 206 : 416;
            exchange.getResponseHeaders()
                    .add("Content-Range", "bytes " + from + "-" + (contents.length - 1) + "/" + contents.length);
        }
        if (answered >= 400) {
            exchange.sendResponseHeaders(answered, -1);
        } else {
            int length = contents.length - from;
            exchange.sendResponseHeaders(answered, length);
            OutputStream body = exchange.getResponseBody();
            body.write(contents, from, (int) Math.min(length, breakAfter));
            body.flush();
            if (silentAfter < length) {
                beSilent();
            }
        }
        exchange.close();
    }

    private void beSilent() throws IOException {
        try {
            closed.await();
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        }
        throw new IOException("closed");
    }

    static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
