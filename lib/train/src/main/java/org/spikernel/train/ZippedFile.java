package org.spikernel.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The contents of a zip file, by their names.
 *
 * <p>The file appears whole or not at all: it is written under another name, and renamed when all of it is on the disk. So whoever kills
 * the writer leaves the file as it was before.
 */
final class ZippedFile {

    private final Map<String, byte[]> contents = new LinkedHashMap<>();

    /** Adds bytes. */
    ZippedFile put(String name, byte[] bytes) {
        contents.put(name, bytes);
        return this;
    }

    /** Adds text. */
    ZippedFile put(String name, String text) {
        return put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Bytes of the file.
     *
     * @throws IllegalArgumentException if there are none of that name
     */
    byte[] bytes(String name) {
        byte[] bytes = contents.get(name);
        if (bytes == null) {
            throw new IllegalArgumentException("it lacks '" + name + "'");
        }
        return bytes;
    }

    /** As {@link #bytes}, as text. */
    String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    /**
     * Writes a file, in place of one of that name.
     *
     * @throws IllegalStateException if another process or thread is writing it
     * @throws IOException if it cannot be written; one of that name is then as it was
     */
    void write(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path unfinished = absolute.resolveSibling(absolute.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock(channel, absolute);
            channel.truncate(0);
            zip(Channels.newOutputStream(channel));
            channel.force(true);
            Files.move(unfinished, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Until the channel is closed. */
    private static void lock(FileChannel channel, Path file) throws IOException {
        boolean locked;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException lockedHere) {
            locked = false;
        }
        if (!locked) {
            throw new IllegalStateException(file + " is being written by another training, here or in another process."
                    + " Wait until that one ends or end it, or name another file.");
        }
    }

    private void zip(OutputStream out) throws IOException {
        // Closing it would close the channel, which is still to be forced to the disk.
        ZipOutputStream zip = new ZipOutputStream(out);
        // Weights hardly get any smaller.
        zip.setLevel(Deflater.NO_COMPRESSION);
        for (Map.Entry<String, byte[]> content : contents.entrySet()) {
            zip.putNextEntry(new ZipEntry(content.getKey()));
            zip.write(content.getValue());
            zip.closeEntry();
        }
        zip.finish();
        zip.flush();
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it is no zip file, or damaged
     * @throws NoSuchFileException if there is none
     * @throws IOException if it cannot be read
     */
    static ZippedFile read(Path file) throws IOException {
        ZippedFile read = new ZippedFile();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                try (InputStream in = zip.getInputStream(entry)) {
                    read.put(entry.getName(), in.readAllBytes());
                }
            }
        } catch (ZipException damage) {
            throw new IllegalArgumentException("it is no zip file, or damaged (" + damage.getMessage() + ")", damage);
        }
        return read;
    }
}
