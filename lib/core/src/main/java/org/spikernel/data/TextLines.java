package org.spikernel.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import org.spikernel.internal.checks.Given;
import org.spikernel.internal.files.RealFile;

/** Text files of data sets, as editors of any system save them. */
public final class TextLines {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** How the name of a text ends that gzip has compressed. */
    public static final String COMPRESSED = ".gz";

    private TextLines() {}

    /**
     * The lines of a file in UTF-8, with or without a byte order mark; they may end as on Windows or elsewhere. A file whose name ends with
     * {@value #COMPRESSED} is unpacked on the way.
     *
     * @throws DatasetException if it cannot be read, unpacked, or is not in UTF-8; names the file
     */
    public static List<String> read(Path file) {
        Given.value(file, "a file of text");
        byte[] bytes;
        try {
            RealFile.require(file);
            bytes = isCompressed(file) ? unpacked(file) : Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new DatasetException("cannot read " + file, unreadable);
        }
        return withoutByteOrderMark(decoded(file, bytes)).lines().toList();
    }

    /** Whether the name of a file says that gzip has compressed it. */
    public static boolean isCompressed(Path file) {
        return Given.value(file, "a file of text").toString().endsWith(COMPRESSED);
    }

    private static byte[] unpacked(Path file) throws IOException {
        try (InputStream text = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
            return text.readAllBytes();
        } catch (EOFException | ZipException damage) {
            throw new DatasetException(file + " is damaged or not compressed by gzip; get it again", damage);
        }
    }

    /** A text without the mark that some editors put before it. */
    public static String withoutByteOrderMark(String text) {
        return Given.text(text, "a file").startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
    }

    private static String decoded(Path file, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
            if (text.indexOf('\0') < 0) {
                return text;
            }
            buffer.position(text.substring(0, text.indexOf('\0')).getBytes(StandardCharsets.UTF_8).length);
        } catch (CharacterCodingException other) {
            // The buffer stands at what is no UTF-8.
        }
        throw new DatasetException(file + " should be text in UTF-8, but byte " + (buffer.position() + 1)
                + " is part of no such text; save it as UTF-8 in an editor, or get the file again");
    }
}
