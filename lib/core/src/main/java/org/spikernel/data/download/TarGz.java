package org.spikernel.data.download;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import org.spikernel.data.DatasetException;

/**
 * Unpacks a gzip-compressed tar archive: regular files and directories of the classic and the ustar format (POSIX 1003.1).
 *
 * <p>The checksum of the compression is checked before anything is written.
 *
 * <p>Links, devices and extended headers are passed over; a name that leads out of the target directory is an error.
 */
final class TarGz {

    private static final int BLOCK = 512;
    private static final int NAME = 0;
    private static final int NAME_LENGTH = 100;
    private static final int SIZE = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int TYPE = 156;
    private static final int MAGIC = 257;
    private static final int MAGIC_LENGTH = 5;
    private static final int PREFIX = 345;
    private static final int PREFIX_LENGTH = 155;

    private final Path archive;
    private final Path directory;

    private TarGz(Path archive, Path directory) {
        this.archive = archive;
        this.directory = directory.toAbsolutePath().normalize();
    }

    /**
     * Writes the archive's files under a directory.
     *
     * @throws DatasetException if it is not such an archive, ends too early, or holds a file that would land outside the directory
     * @throws IOException if a file cannot be read or written
     */
    static void unpack(Path archive, Path directory) throws IOException {
        new TarGz(archive, directory).unpack();
    }

    private void unpack() throws IOException {
        checkCompression();
        try (InputStream in = decompressed()) {
            byte[] header = in.readNBytes(BLOCK);
            while (header.length == BLOCK && header[NAME] != 0) {
                readEntry(in, header);
                header = in.readNBytes(BLOCK);
            }
            if (header.length < BLOCK) {
                throw new DatasetException(archive + " ends before its end mark; get it again");
            }
        }
    }

    /** The checksum stands at the very end, so all is read once before anything is written. */
    private void checkCompression() throws IOException {
        try (InputStream in = decompressed()) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (ZipException | EOFException damage) {
            throw new DatasetException(archive + " is damaged or no gzip-compressed tar archive; get it again", damage);
        }
    }

    private InputStream decompressed() throws IOException {
        return new BufferedInputStream(new GZIPInputStream(Files.newInputStream(archive)), 1 << 16);
    }

    private void readEntry(InputStream in, byte[] header) throws IOException {
        String name = name(header);
        long size = size(header, name);
        char type = (char) header[TYPE];
        if (type == '0' || type == 0) {
            writeFile(in, name, size);
        } else {
            in.skipNBytes(size);
        }
        in.skipNBytes(Math.floorMod(-size, BLOCK));
    }

    private void writeFile(InputStream in, String name, long size) throws IOException {
        Path file = directory.resolve(name).normalize();
        if (!file.startsWith(directory)) {
            throw new DatasetException(archive + " holds the file " + name
                    + ", which leads out of the directory that it is unpacked into; it is not the official archive");
        }
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            long left = size;
            while (left > 0) {
                int count = in.readNBytes(buffer, 0, (int) Math.min(left, buffer.length));
                if (count == 0) {
                    throw new DatasetException(
                            archive + " ends within the file " + name + ", " + left + " bytes early");
                }
                out.write(buffer, 0, count);
                left -= count;
            }
        }
    }

    private static String name(byte[] header) {
        String name = text(header, NAME, NAME_LENGTH);
        boolean ustar = text(header, MAGIC, MAGIC_LENGTH).equals("ustar");
        String prefix = ustar ? text(header, PREFIX, PREFIX_LENGTH) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private long size(byte[] header, String name) {
        String octal = text(header, SIZE, SIZE_LENGTH).strip();
        if (!octal.matches("[0-7]{1,11}")) {
            throw new DatasetException(archive + " is not a tar archive: the length of " + name + " reads \"" + octal
                    + "\", expected an octal number");
        }
        return Long.parseLong(octal, 8);
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.ISO_8859_1);
    }
}
