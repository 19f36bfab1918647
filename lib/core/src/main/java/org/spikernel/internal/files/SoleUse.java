package org.spikernel.internal.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The sole use of a file: while one has it, nobody else gets it, neither another thread nor another process, by whatever name they
 * know the file. It ends when it is closed, and with the process.
 *
 * <p>What is locked is not the file but an empty one beside it, {@code journal.csv.lock}: a POSIX process loses its lock on a file as soon
 * as it closes that file anywhere, so a lock on the file itself would not outlast the first who reads it. The lock file of a process that
 * was killed stays there, and locks nothing.
 *
 * <pre>{@code
 * try (SoleUse use = SoleUse.of(journal, "search")) {
 *     // read and write the journal
 * }
 * }</pre>
 */
public final class SoleUse implements Closeable {

    /** The lock files of this process. None may be opened again, since to close it would end its lock. */
    private static final Set<Path> HELD = new HashSet<>();

    private record Lock(Path path, FileChannel channel) {

        /** The file is deleted as long as it is locked, so that it is not somebody else's. */
        void end() throws IOException {
            try {
                Files.deleteIfExists(path);
            } finally {
                channel.close();
                release(path);
            }
        }
    }

    private final Path file;
    private final String user;
    private final List<Lock> locks = new ArrayList<>();

    private SoleUse(Path file, String user) {
        this.file = file;
        this.user = user;
    }

    /**
     * Takes a file.
     *
     * @param file the file, which need not exist; its directory must exist and allow another file
     * @param user who needs it, as the error names it: {@code search}
     * @throws IllegalStateException if it is in use
     * @throws IOException if it cannot be locked, or is a directory, a pipe or a device
     */
    public static SoleUse of(Path file, String user) throws IOException {
        SoleUse use = new SoleUse(file, user);
        try {
            for (Path name : use.names()) {
                use.lock(Path.of(name + ".lock"));
            }
            return use;
        } catch (IOException | RuntimeException failure) {
            use.close();
            throw failure;
        }
    }

    /** Every name of the file, or the one that it is going to have. */
    private List<Path> names() throws IOException {
        Path real = RealFile.of(file);
        int links = hardLinks(real);
        List<Path> names = links > 1 ? siblingsThatAre(real) : List.of(real);
        if (names.size() < links) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "%s has another name in another directory (a hard link), by which another %s could use it unnoticed. Copy it, and give this %s the copy.",
                    file,
                    user,
                    user));
        }
        return names;
    }

    /** A file that is not there has the one name that was asked for; others may make or delete it meanwhile. */
    private static int hardLinks(Path file) throws IOException {
        boolean counts = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        try {
            return counts ? (int) Files.getAttribute(file, "unix:nlink") : 1;
        } catch (NoSuchFileException none) {
            return 1;
        }
    }

    /** Siblings may come and go meanwhile. */
    private static List<Path> siblingsThatAre(Path file) throws IOException {
        Optional<Object> identity = identity(file);
        List<Path> same = new ArrayList<>();
        try (Stream<Path> siblings = Files.list(file.getParent())) {
            for (Path sibling : siblings.sorted().toList()) {
                if (!Files.isSymbolicLink(sibling) && identity(sibling).equals(identity)) {
                    same.add(sibling);
                }
            }
        }
        return same;
    }

    private void lock(Path path) throws IOException {
        synchronized (HELD) {
            if (!HELD.add(path)) {
                throw inUse();
            }
        }
        FileChannel channel = null;
        try {
            channel = locked(path);
            locks.add(new Lock(path, channel));
        } finally {
            if (channel == null) {
                release(path);
            }
        }
    }

    private FileChannel locked(Path path) throws IOException {
        while (true) {
            Optional<Object> before = identity(path);
            FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (!tryLock(channel)) {
                    throw inUse();
                }
                // Who had it before may have deleted it meanwhile, and others may have locked a new one.
                if (before.isPresent() && before.equals(identity(path))) {
                    return channel;
                }
                channel.close();
            } catch (IOException | RuntimeException failure) {
                channel.close();
                if (failure instanceof IOException && before.isEmpty()) {
                    // Where nothing can be locked, it was made for nothing.
                    Files.deleteIfExists(path);
                }
                throw failure;
            }
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException lockedInThisProcess) {
            return false;
        }
    }

    /** What tells a file from another of the same name; empty where there is no file. */
    private static Optional<Object> identity(Path path) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return Optional.of(attributes.fileKey() == null ? attributes.creationTime() : attributes.fileKey());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private IllegalStateException inUse() {
        return new IllegalStateException(String.format(
                Locale.ROOT,
                "%s is in use by another %s, here or in another process. Wait until that one ends or end it, or give this %s a file of its own.",
                file.toAbsolutePath(),
                user,
                user));
    }

    private static void release(Path path) {
        synchronized (HELD) {
            HELD.remove(path);
        }
    }

    @Override
    public void close() throws IOException {
        while (!locks.isEmpty()) {
            locks.remove(locks.size() - 1).end();
        }
    }
}
