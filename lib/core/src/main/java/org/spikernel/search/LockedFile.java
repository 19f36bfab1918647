package org.spikernel.search;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A file that is read once and then appended to, and that nobody else may open so meanwhile: no other thread and no other process. */
final class LockedFile implements Closeable {

    // Linux drops a process's lock on a file as soon as the process closes the file anywhere, so it must not be opened
    // twice.
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path path;

    // Unlike a channel, it stays open when a thread that uses it is interrupted.
    private final RandomAccessFile file;

    private LockedFile(Path path) throws IOException {
        this.path = path;
        this.file = new RandomAccessFile(path.toFile(), "rw");
        if (!lock()) {
            file.close();
            throw inUse(path);
        }
    }

    /**
     * Opens a file, new or not; its directory must exist.
     *
     * @throws IllegalStateException if it is in use
     */
    static LockedFile open(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        if (!OPEN.add(absolute)) {
            throw inUse(absolute);
        }
        try {
            return new LockedFile(absolute);
        } catch (IOException | RuntimeException failure) {
            OPEN.remove(absolute);
            throw failure;
        }
    }

    private boolean lock() throws IOException {
        try {
            return file.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException anotherNameOfAnOpenFile) {
            return false;
        }
    }

    private static IllegalStateException inUse(Path path) {
        return new IllegalStateException(path + " is in use by another search, here or in another process."
                + " Wait until that one ends or end it, or give this search a file of its own.");
    }

    /** All that the file holds. */
    byte[] content() throws IOException {
        byte[] content = new byte[Math.toIntExact(file.length())];
        file.seek(0);
        file.readFully(content);
        return content;
    }

    /** Drops what follows the first {@code length} bytes; the next bytes follow them. */
    void truncate(long length) throws IOException {
        file.setLength(length);
        file.seek(length);
    }

    /** Adds bytes behind those that were added or kept last, in one write. */
    void append(byte[] bytes) throws IOException {
        file.write(bytes);
    }

    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            OPEN.remove(path);
        }
    }
}
