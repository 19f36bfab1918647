package org.spikernel.internal.sealed;

import java.io.BufferedOutputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.spikernel.internal.files.RealFile;
import org.spikernel.internal.files.SoleUse;

/**
 * A zip file to write: contents by their names, and a {@linkplain Seal seal} at its end. {@link OpenedZip} reads it.
 *
 * <p>The file appears whole or not at all: it is written under another name, and renamed when all of it is on the disk. So whoever kills
 * the writer leaves the file as it was before.
 */
public final class ZippedFile {

    /** The same for every file, so that the same contents give the same bytes. */
    private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

    private static final int BUFFER = 1 << 16;

    private final Map<String, Content> contents = new LinkedHashMap<>();

    /** Writes what an entry holds. */
    public interface Content {
        /** Writes the same bytes whenever it is called. */
        void writeTo(DataOutput out) throws IOException;
    }

    /** Adds what is written when the file is, and kept nowhere: of any length, which is measured by writing it twice. */
    public ZippedFile put(String name, Content content) {
        contents.put(name, content);
        return this;
    }

    /** Adds bytes. */
    public ZippedFile put(String name, byte[] bytes) {
        return put(name, (DataOutput out) -> out.write(bytes));
    }

    /** Adds text. */
    public ZippedFile put(String name, String text) {
        return put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes a file, in place of one of that name; where that is a symbolic link, in place of the file that it leads to,
     * or is going to lead to.
     *
     * @throws IllegalStateException if another process or thread is writing it
     * @throws IOException if it cannot be written; one of that name is then as it was, and nothing lies beside it
     */
    public void write(Path file) throws IOException {
        Path target = RealFile.of(file);
        Path unfinished = target.resolveSibling(target.getFileName() + ".part");
        SoleUse writing = SoleUse.of(unfinished, "program");
        try {
            writeSealed(unfinished);
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
            writing.close();
        }
    }

    private void writeSealed(Path path) throws IOException {
        // Unlike a channel, it stays open when its thread is interrupted.
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(0);
            MessageDigest digest = Seal.digest();
            zip(new DigestOutputStream(new BufferedOutputStream(new FileOutputStream(file.getFD())), digest));
            file.seek(file.length() - Seal.REPLACED);
            file.write(Seal.of(digest));
            file.getFD().sync();
        }
    }

    private void zip(OutputStream out) throws IOException {
        // Closing it would close the file, which is still to be sealed.
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Map.Entry<String, Content> content : contents.entrySet()) {
            zip.putNextEntry(entry(content.getKey(), content.getValue()));
            write(content.getValue(), zip);
            zip.closeEntry();
        }
        zip.finish();
        zip.flush();
    }

    private static void write(Content content, OutputStream out) throws IOException {
        DataOutputStream buffered = new DataOutputStream(new BufferedOutputStream(out, BUFFER));
        content.writeTo(buffered);
        buffered.flush();
    }

    /** Stored as it is: weights hardly get any smaller, and a reader may refuse whatever grows as it is read. */
    private static ZipEntry entry(String name, Content content) throws IOException {
        Measure measure = new Measure();
        write(content, measure);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(measure.size);
        entry.setCrc(measure.checksum.getValue());
        entry.setTimeLocal(TIME);
        return entry;
    }

    /** Says how many bytes are written, and what their checksum is, and keeps none. */
    private static final class Measure extends OutputStream {

        private final CRC32 checksum = new CRC32();
        private long size;

        @Override
        public void write(int one) {
            checksum.update(one);
            size++;
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            checksum.update(bytes, from, count);
            size += count;
        }
    }
}
