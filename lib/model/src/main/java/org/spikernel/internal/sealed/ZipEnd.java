package org.spikernel.internal.sealed;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a zip file begins and ends. */
final class ZipEnd {

    private static final int ENTRY = 0x0403_4b50;
    private static final int END = 0x0605_4b50;
    private static final int END_LENGTH = 22;

    private ZipEnd() {}

    /** The last bytes of a file, or all of it where that is shorter. */
    static byte[] last(RandomAccessFile file, int count) throws IOException {
        byte[] last = new byte[(int) Math.min(count, file.length())];
        file.seek(file.length() - last.length);
        file.readFully(last);
        return last;
    }

    /** Whether a file ends as a zip file without comment. */
    static boolean isOn(RandomAccessFile file) throws IOException {
        ByteBuffer end = ByteBuffer.wrap(last(file, END_LENGTH)).order(ByteOrder.LITTLE_ENDIAN);
        return end.capacity() == END_LENGTH && end.getInt(0) == END && end.getShort(END_LENGTH - Short.BYTES) == 0;
    }

    /** Whether a file begins with an entry. */
    static boolean beginsAsZip(RandomAccessFile file) throws IOException {
        file.seek(0);
        return file.length() >= Integer.BYTES && Integer.reverseBytes(file.readInt()) == ENTRY;
    }
}
