package org.spikernel.internal.arrays;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;

/** The way from arrays outside the heap to plain loops over small heap arrays, which compilers turn into vector instructions. */
public final class Floats {

    /** Numbers that are computed on at a time, so that they stay in the first-level cache. */
    public static final int BLOCK = 2048;

    private static final int BLOCKS_AT_A_TIME = 16;

    private Floats() {}

    /**
     * A number as the 32-bit float that training computes with.
     *
     * @param name what the number is, for the error
     * @throws IllegalArgumentException if rounding would make it infinite, zero or one
     */
    public static float nearest(double value, String name) {
        float nearest = (float) value;
        if (Double.isFinite(value)
                && (Float.isInfinite(nearest) || nearest == 0 && value != 0 || nearest == 1 && value < 1)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s is rounded to 32 bits, but %s would become %s there; set a rounder number",
                    name,
                    value,
                    nearest));
        }
        return nearest;
    }

    /**
     * The array itself, or a copy of it in C order.
     *
     * @param name what the array is, for the error
     * @throws IllegalArgumentException if it holds other numbers than floats
     */
    public static INDArray inOrder(INDArray array, Supplier<String> name) {
        if (array.dataType() != DataType.FLOAT) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s: expected 32-bit floats, but found type %s and shape %s; set the graph's dataType(DataType.FLOAT)",
                    name.get(),
                    array.dataType(),
                    Arrays.toString(array.shape())));
        }
        return array.ordering() == 'c' && Shape.hasDefaultStridesForShape(array) ? array : array.dup('c');
    }

    /** The numbers of a C-ordered array of floats; valid as long as the array is. */
    public static FloatBuffer of(INDArray array) {
        return new FloatPointer(array.data().addressPointer())
                .capacity(requireIndexable(array))
                .asBuffer();
    }

    private static long requireIndexable(INDArray array) {
        if (array.length() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("an array can have 2^31 - 1 numbers, but this one has " + array.length()
                    + ": use a smaller batch or fewer timesteps");
        }
        return array.length();
    }

    /** The bits of these numbers. */
    public static IntBuffer bits(INDArray array) {
        return new IntPointer(array.data().addressPointer())
                .capacity(requireIndexable(array))
                .asBuffer();
    }

    /** The numbers of a C-ordered array of floats, copied. */
    public static float[] copy(INDArray array) {
        float[] copy = new float[Math.toIntExact(array.length())];
        of(array).get(0, copy);
        return copy;
    }

    /** Work on a range of numbers or parts. */
    public interface RangeTask {
        /**
         * @param index number of the range
         * @param from its first part
         * @param to one beyond its last part
         */
        void run(int index, int from, int to);
    }

    /**
     * Does the work on ranges of {@code size} parts, by all processors. Which range runs where does not matter to results as long as
     * ranges write to different places.
     */
    public static void inRanges(int parts, int size, RangeTask task) {
        IntStream.range(0, ranges(parts, size))
                .parallel()
                .forEach(index -> task.run(index, index * size, Math.min(parts, (index + 1) * size)));
    }

    /** Work on a block of numbers. */
    public interface BlockTask {
        /**
         * @param start the first number
         * @param length how many there are, {@value #BLOCK} or fewer
         * @param block memory for a block, with anything in it
         * @param other the same again
         */
        void run(int start, int length, float[] block, float[] other);
    }

    /** Does the work on blocks of numbers, by all processors, as {@link #inRanges} does. */
    public static void inBlocks(int numbers, BlockTask task) {
        inRanges(numbers, BLOCKS_AT_A_TIME * BLOCK, (index, from, to) -> {
            float[] block = new float[BLOCK];
            float[] other = new float[BLOCK];
            for (int start = from; start < to; start += BLOCK) {
                task.run(start, Math.min(BLOCK, to - start), block, other);
            }
        });
    }

    public static int ranges(int parts, int size) {
        return (parts + size - 1) / size;
    }
}
