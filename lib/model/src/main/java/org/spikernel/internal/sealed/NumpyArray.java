package org.spikernel.internal.sealed;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Arrays of 32-bit floats as NumPy writes them ({@code .npy}, format 1.0), so that the weights of a model can be read in other
 * languages.
 */
public final class NumpyArray {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int PREFIX = MAGIC.length + Short.BYTES;
    private static final int ALIGNMENT = 64;
    private static final Pattern SHAPE = Pattern.compile("'shape': \\(([\\d, ]*)\\)");

    private NumpyArray() {}

    /** The bytes of an array, row by row. */
    public static byte[] bytes(float[] values, int... shape) {
        String header = header(shape);
        ByteBuffer bytes = ByteBuffer.allocate(
                        Math.toIntExact(PREFIX + header.length() + (long) values.length * Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).putShort((short) header.length()).put(header.getBytes(StandardCharsets.US_ASCII));
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    /** How many bytes those of an array of this shape are. */
    public static long size(int... shape) {
        long numbers = Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
        return Math.addExact(PREFIX + header(shape).length(), Math.multiplyExact(numbers, Float.BYTES));
    }

    private static String header(int... shape) {
        String sizes = Arrays.stream(shape).mapToObj(size -> size + ",").collect(Collectors.joining(" "));
        String description = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + sizes + "), }";
        int unpadded = PREFIX + description.length() + 1;
        int start = (unpadded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        return description + " ".repeat(start - unpadded) + "\n";
    }

    /**
     * The numbers of an array of any shape, row by row.
     *
     * @throws IllegalArgumentException if the bytes are no such array
     */
    public static float[] values(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < PREFIX || Arrays.mismatch(MAGIC, file) < MAGIC.length && Arrays.mismatch(MAGIC, file) >= 0) {
            throw new IllegalArgumentException("it is no NumPy array of format 1.0");
        }
        int length = Math.min(Short.toUnsignedInt(bytes.position(MAGIC.length).getShort()), bytes.remaining());
        String header = new String(file, PREFIX, length, StandardCharsets.US_ASCII);
        Matcher shape = SHAPE.matcher(header);
        if (!header.contains("'<f4'") || !header.contains("False") || !shape.find()) {
            throw new IllegalArgumentException("it should be an array of 32-bit floats, row by row, but is " + header);
        }
        int[] sizes = Arrays.stream(shape.group(1).split(","))
                .map(String::strip)
                .filter(size -> !size.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        FloatBuffer numbers = bytes.position(PREFIX + length).asFloatBuffer();
        if (size(sizes) != file.length) {
            throw new IllegalArgumentException("it should hold an array of shape (" + shape.group(1)
                    + String.format(Locale.ROOT, "), so %,d bytes, but has %,d", size(sizes), file.length));
        }
        float[] values = new float[numbers.remaining()];
        numbers.get(values);
        return values;
    }
}
