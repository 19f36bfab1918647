package org.spikernel.internal.sealed;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import org.spikernel.internal.files.RealFile;

/**
 * A zip file to read. What it gives is what was written: every bit of a {@linkplain Seal sealed} file is checked, of another one, which
 * earlier versions wrote, the checksum of each entry. Nothing is read before its size is known to be what the reader expects.
 */
public final class OpenedZip implements Closeable {

    /** More than the headers and learning curves of the largest networks. */
    private static final int MOST_TEXT = 1 << 24;

    private static final int BUFFER = 1 << 16;

    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private final ZipFile zip;
    private final Map<String, ZipEntry> entries;
    private final boolean isSealed;

    private OpenedZip(ZipFile zip, boolean isSealed) {
        this.zip = zip;
        this.isSealed = isSealed;
        entries = new HashMap<>();
        for (ZipEntry entry : Collections.list(zip.entries())) {
            if (entries.put(entry.getName(), entry) != null) {
                throw new IllegalArgumentException("it is damaged: it has two entries '" + entry.getName() + "'");
            }
        }
    }

    /**
     * Opens a file.
     *
     * @throws IllegalArgumentException if it is no zip file, or damaged
     * @throws java.io.FileNotFoundException if there is none
     * @throws IOException if it cannot be read, or is a directory, a pipe or a device
     */
    public static OpenedZip open(Path path) throws IOException {
        RealFile.require(path);
        boolean isSealed;
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            isSealed = Seal.isOn(file);
            if (isSealed && !Seal.isUnbroken(file)) {
                throw new IllegalArgumentException("it is damaged: " + damage(path));
            }
            if (!isSealed && !ZipEnd.isOn(file)) {
                throw new IllegalArgumentException(
                        ZipEnd.beginsAsZip(file)
                                ? "it is damaged: it does not end as it was written, so it was cut or added to"
                                : "it is no zip file, or damaged");
            }
        }
        ZipFile zip = zip(path);
        try {
            return new OpenedZip(zip, isSealed);
        } catch (IllegalArgumentException damage) {
            zip.close();
            throw damage;
        }
    }

    private static ZipFile zip(Path path) throws IOException {
        try {
            return new ZipFile(path.toFile());
        } catch (ZipException | IllegalArgumentException damage) {
            throw new IllegalArgumentException("it is no zip file, or damaged (" + damage.getMessage() + ")", damage);
        }
    }

    /** Where a file whose seal is broken is damaged. */
    private static String damage(Path path) throws IOException {
        try (OpenedZip zip = new OpenedZip(zip(path), true)) {
            return zip.damagedEntry().orElse("a name, size or place of its entries is not as it was written");
        } catch (IllegalArgumentException unreadable) {
            return "the directory of its entries is not as it was written";
        }
    }

    private Optional<String> damagedEntry() throws IOException {
        for (ZipEntry entry : Collections.list(zip.entries())) {
            try {
                check(entry);
            } catch (IllegalArgumentException damage) {
                return Optional.of("entry '" + entry.getName() + "' is not as it was written");
            }
        }
        return Optional.empty();
    }

    /** Whether every bit of it is known to be as it was written. */
    public boolean isSealed() {
        return isSealed;
    }

    /**
     * The bytes of an entry.
     *
     * @param size how many there should be
     * @throws IllegalArgumentException if there is no such entry, or if it is damaged or of another size
     * @throws IOException if it cannot be read
     */
    public byte[] bytes(String name, long size) throws IOException {
        return checked(entry(name, size));
    }

    /** Reads what an entry holds. */
    public interface Reading {
        /** Is called once, when the file is known to hold all of it as it was written. */
        void read(DataInput in) throws IOException;
    }

    /**
     * Has an entry read, however long it is.
     *
     * @param size how many bytes there should be
     * @throws IllegalArgumentException if there is no such entry, or if it is damaged or of another size
     * @throws IOException if it cannot be read
     */
    public void read(String name, long size, Reading reading) throws IOException {
        ZipEntry entry = entry(name, size);
        check(entry);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(zip.getInputStream(entry), BUFFER))) {
            reading.read(in);
        }
    }

    private ZipEntry entry(String name, long size) {
        ZipEntry entry = entry(name);
        if (entry.getSize() != size) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "'%s' should have %,d bytes, but has %,d", name, size, entry.getSize()));
        }
        return entry;
    }

    /** As {@link #bytes}, where any size up to that of the largest headers will do, as text. */
    public String text(String name) throws IOException {
        ZipEntry entry = entry(name);
        if (entry.getSize() > MOST_TEXT) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "'%s' should have at most %,d bytes, but has %,d", name, MOST_TEXT, entry.getSize()));
        }
        return new String(checked(entry), StandardCharsets.UTF_8);
    }

    private ZipEntry entry(String name) {
        ZipEntry entry = entries.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("it lacks '" + name + "'");
        }
        return entry;
    }

    /** So no more is read than the file holds: neither this version nor an earlier one has ever compressed anything. */
    private static void requireUncompressed(ZipEntry entry) {
        if (entry.getSize() > entry.getCompressedSize()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "'%s' is compressed, from %,d bytes to %,d, which Spikernel never does",
                    entry.getName(),
                    entry.getSize(),
                    entry.getCompressedSize()));
        }
    }

    /** Reads an entry, and keeps nothing of it. */
    private void check(ZipEntry entry) throws IOException {
        requireUncompressed(entry);
        CRC32 checksum = new CRC32();
        try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), checksum)) {
            if (in.transferTo(OutputStream.nullOutputStream()) != entry.getSize()
                    || checksum.getValue() != entry.getCrc()) {
                throw damaged(entry, null);
            }
        } catch (ZipException | EOFException damage) {
            throw damaged(entry, damage);
        }
    }

    private byte[] checked(ZipEntry entry) throws IOException {
        requireUncompressed(entry);
        if (entry.getSize() > MOST_BYTES) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "'%s' has %,d bytes, more than an array holds", entry.getName(), entry.getSize()));
        }
        CRC32 checksum = new CRC32();
        byte[] bytes = read(entry);
        checksum.update(bytes);
        if (bytes.length != entry.getSize() || checksum.getValue() != entry.getCrc()) {
            throw damaged(entry, null);
        }
        return bytes;
    }

    private byte[] read(ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes((int) entry.getSize());
            if (in.read() >= 0) {
                throw damaged(entry, null);
            }
            return bytes;
        } catch (ZipException | EOFException damage) {
            throw damaged(entry, damage);
        }
    }

    private static IllegalArgumentException damaged(ZipEntry entry, IOException cause) {
        return new IllegalArgumentException(
                "it is damaged: entry '" + entry.getName() + "' is not as it was written", cause);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
