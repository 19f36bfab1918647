package org.spikernel.internal.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Locale;

/** A file that is read once and then appended to, and that nobody else may open so meanwhile: no other thread and no other process. */
public final class LockedFile implements Closeable {

    private final SoleUse use;

    // Unlike a channel, it stays open when a thread that uses it is interrupted.
    private final RandomAccessFile file;

    private long length;

    private LockedFile(SoleUse use, RandomAccessFile file) {
        this.use = use;
        this.file = file;
    }

    /**
     * Opens a file, new or not; its directory must exist.
     *
     * @param user who needs it, as the error names it: {@code search}
     * @throws IllegalStateException if it is in use
     */
    public static LockedFile open(Path path, String user) throws IOException {
        SoleUse use = SoleUse.of(path, user);
        try {
            return new LockedFile(use, new RandomAccessFile(path.toFile(), "rw"));
        } catch (IOException | RuntimeException failure) {
            use.close();
            throw failure;
        }
    }

    /** All that the file holds. */
    public byte[] content() throws IOException {
        byte[] content = new byte[Math.toIntExact(file.length())];
        file.seek(0);
        file.readFully(content);
        return content;
    }

    /** Drops all but so many bytes from the beginning; what is appended follows them. */
    public void truncate(long kept) throws IOException {
        file.setLength(kept);
        file.seek(kept);
        length = kept;
    }

    /**
     * Adds bytes behind those that were added or kept last, in one write.
     *
     * @throws IOException if the file cannot be written, or was changed by somebody who asked for no lock
     */
    public void append(byte[] bytes) throws IOException {
        if (file.length() != length) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "another program has changed it meanwhile from %,d to %,d bytes",
                    length,
                    file.length()));
        }
        file.write(bytes);
        length += bytes.length;
    }

    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            use.close();
        }
    }
}
