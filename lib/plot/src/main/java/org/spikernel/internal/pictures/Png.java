package org.spikernel.internal.pictures;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes pictures as PNG, with 8 bits a colour and no other feature of the format; see the specification of PNG for the names.
 *
 * <p>Java's own writer brings the whole window toolkit along.
 */
public final class Png {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int BITS = 8;
    private static final int GREY = 0;
    private static final int RGB = 2;
    private static final int HEADER_BYTES = 13;
    private static final int CHUNK_BYTES = 12;
    private static final int SIZE_BYTES = 9;
    private static final int METRE = 1;
    private static final double METRES_PER_INCH = 0.0254;

    private Png() {}

    /**
     * A picture as an address that holds it, for the {@code src} of an image.
     *
     * @param intensities from 0 to 255 (unsigned) in [row, column, colour] order
     * @param colours 1 for grey, 3 for red, green and blue
     */
    public static String dataUrl(byte[] intensities, int rows, int columns, int colours) {
        return dataUrl(bytes(intensities, rows, columns, colours, 0));
    }

    static String dataUrl(byte[] png) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }

    /**
     * The bytes of a file.
     *
     * @param dotsPerInch how large it is on paper; 0 for nothing said about that
     */
    static byte[] bytes(byte[] intensities, int rows, int columns, int colours, double dotsPerInch) {
        ByteBuffer header =
                ByteBuffer.allocate(HEADER_BYTES).putInt(columns).putInt(rows).put((byte) BITS);
        header.put((byte) (colours == 1 ? GREY : RGB));
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        png.writeBytes(chunk("IHDR", header.array()));
        if (dotsPerInch > 0) {
            int dots = (int) Math.round(dotsPerInch / METRES_PER_INCH);
            ByteBuffer size = ByteBuffer.allocate(SIZE_BYTES).putInt(dots).putInt(dots);
            png.writeBytes(chunk("pHYs", size.put((byte) METRE).array()));
        }
        png.writeBytes(chunk("IDAT", deflated(lines(intensities, rows, columns * colours))));
        png.writeBytes(chunk("IEND", new byte[0]));
        return png.toByteArray();
    }

    /** Every line behind the number of its filter, which is none. */
    private static byte[] lines(byte[] intensities, int rows, int bytes) {
        byte[] lines = new byte[rows * (bytes + 1)];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(intensities, row * bytes, lines, row * (bytes + 1) + 1, bytes);
        }
        return lines;
    }

    /** As zlib writes it, which PDF does too. */
    static byte[] deflated(byte[] lines) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(lines);
            deflater.finish();
            ByteArrayOutputStream deflated = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 13];
            while (!deflater.finished()) {
                deflated.write(buffer, 0, deflater.deflate(buffer));
            }
            return deflated.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static byte[] chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(data);
        return ByteBuffer.allocate(data.length + CHUNK_BYTES)
                .putInt(data.length)
                .put(name)
                .put(data)
                .putInt((int) check.getValue())
                .array();
    }
}
