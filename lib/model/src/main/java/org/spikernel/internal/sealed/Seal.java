package org.spikernel.internal.sealed;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The end of a zip file that tells whether any of its bits has changed: a comment, as zip files may have one, with the SHA-256 of the
 * file as it is without that comment. Checksums of entries, which every zip file has, say nothing of names, sizes and places.
 */
final class Seal {

    /** Bytes at the end of a file without comment that a seal stands in for: the length of the comment. */
    static final int REPLACED = Short.BYTES;

    private static final String ALGORITHM = "SHA-256";
    private static final String BEGINNING = "sha-256 ";
    private static final int COMMENT = BEGINNING.length() + 64;
    private static final int LENGTH = REPLACED + COMMENT;
    private static final int BLOCK = 1 << 16;

    private Seal() {}

    /** A fresh digest, for the bytes of a file without comment. */
    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance(ALGORITHM);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has " + ALGORITHM, missing);
        }
    }

    /** The seal of a file whose bytes have been digested. */
    static byte[] of(MessageDigest digested) {
        String comment = BEGINNING + HexFormat.of().formatHex(digested.digest());
        return ByteBuffer.allocate(LENGTH)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) COMMENT)
                .put(comment.getBytes(StandardCharsets.US_ASCII))
                .array();
    }

    /** Whether a file ends with a seal, unbroken or not. */
    static boolean isOn(RandomAccessFile file) throws IOException {
        byte[] end = ZipEnd.last(file, LENGTH);
        ByteBuffer seal = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN);
        return end.length == LENGTH
                && seal.getShort() == COMMENT
                && new String(end, REPLACED, COMMENT, StandardCharsets.US_ASCII).matches(BEGINNING + "[0-9a-f]{64}");
    }

    /** Whether a file that ends with a seal is as it was when it was sealed. */
    static boolean isUnbroken(RandomAccessFile file) throws IOException {
        MessageDigest digest = digest();
        byte[] block = new byte[BLOCK];
        file.seek(0);
        for (long left = file.length() - LENGTH; left > 0; ) {
            int count = (int) Math.min(left, BLOCK);
            file.readFully(block, 0, count);
            digest.update(block, 0, count);
            left -= count;
        }
        digest.update(new byte[REPLACED]);
        return Arrays.equals(of(digest), ZipEnd.last(file, LENGTH));
    }
}
