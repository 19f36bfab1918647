package org.spikernel.data.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.spikernel.data.Archive;
import org.spikernel.data.DatasetException;
import org.spikernel.progress.Progress;
import org.spikernel.progress.ProgressStep;

/** Downloads an archive into a directory, and continues where an earlier download stopped. */
final class ArchiveDownload {

    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int BUFFER_BYTES = 1 << 16;

    /** How long a server may send nothing. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Archive archive;
    private final Path whole;
    private final Path part;
    private final Progress progress;
    private final Duration patience;
    private final long start = System.nanoTime();

    private ArchiveDownload(Archive archive, Path directory, Progress progress, Duration patience) {
        this.archive = archive;
        this.whole = directory.resolve(archive.fileName());
        this.part = directory.resolve(archive.fileName() + ".part");
        this.progress = progress;
        this.patience = patience;
    }

    /**
     * The whole archive in the directory, downloaded if it is not there. Its contents are not checked.
     *
     * @throws DatasetException if the server refuses, the connection breaks, or nothing comes for a minute; what has come so far stays in a
     *     {@code .part} file
     * @throws IOException if a file cannot be written
     */
    static Path into(Path directory, Archive archive, Progress progress) throws IOException {
        return into(directory, archive, progress, PATIENCE);
    }

    /**
     * As {@link #into(Path, Archive, Progress)}.
     *
     * @param patience how long to wait for an answer, and for each further part of it
     */
    static Path into(Path directory, Archive archive, Progress progress, Duration patience) throws IOException {
        ArchiveDownload download = new ArchiveDownload(archive, directory, progress, patience);
        if (!Files.exists(download.whole)) {
            download.fetch();
            Files.move(download.part, download.whole);
        }
        return download.whole;
    }

    private void fetch() throws IOException {
        if (partBytes() > archive.bytes()) {
            Files.delete(part);
        }
        if (partBytes() < archive.bytes()) {
            receive(partBytes());
        }
        if (partBytes() < archive.bytes()) {
            throw new DatasetException(String.format(
                    Locale.ROOT,
                    "the download of %s stopped after %,d of %,d bytes; run the same command again to continue",
                    archive.address(),
                    partBytes(),
                    archive.bytes()));
        }
    }

    private long partBytes() throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }

    private void receive(long from) throws IOException {
        HttpResponse<InputStream> response = request(from);
        try (InputStream body = response.body()) {
            int status = response.statusCode();
            if (status == RANGE_NOT_SATISFIABLE && from > 0) {
                Files.delete(part);
                receive(0);
            } else if (status == PARTIAL_CONTENT && continuesAt(from, response)) {
                append(body, from);
            } else if (status == OK) {
                Files.deleteIfExists(part);
                append(body, 0);
            } else {
                throw new DatasetException("the server answered " + status + " to a request for " + archive.address()
                        + (from > 0 ? " from byte " + from : "")
                        + "; try again later, or put the archive there by hand: " + whole);
            }
        }
    }

    private HttpResponse<InputStream> request(long from) {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(30))
                .build();
        HttpRequest.Builder request = HttpRequest.newBuilder(archive.address());
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        // A timeout of the request would be one of the headers, or of the whole download, by the version of Java.
        Future<HttpResponse<InputStream>> response =
                client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try {
            return response.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            response.cancel(true);
            throw new DatasetException(
                    "cannot reach " + archive.address() + "; check the connection, or put the archive there by hand: "
                            + whole,
                    e);
        } catch (InterruptedException e) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            throw new DatasetException("the download of " + archive.address() + " was cancelled", e);
        }
    }

    private static boolean continuesAt(long from, HttpResponse<?> response) {
        return response.headers()
                .firstValue("Content-Range")
                .filter(range -> range.startsWith("bytes " + from + "-"))
                .isPresent();
    }

    /** Appends what comes, until it ends, breaks off, stays away or is longer than it should be. */
    private void append(InputStream body, long from) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long done = from;
        try (PatientReader reader = new PatientReader(body, patience);
                OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            int count = reader.read(buffer);
            while (count >= 0 && done <= archive.bytes()) {
                out.write(buffer, 0, count);
                done += count;
                show(done);
                count = reader.read(buffer);
            }
        }
    }

    private void show(long done) {
        long total = kilobytes(archive.bytes());
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        progress.update(new ProgressStep(Math.min(kilobytes(done), total), total, "kB", elapsed, archive.fileName()));
    }

    private static long kilobytes(long bytes) {
        return (bytes + 999) / 1000;
    }
}
