package org.spikernel.train.memory;

import java.nio.FloatBuffer;
import java.util.stream.IntStream;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The way from arrays outside the heap to plain loops over small heap arrays, which compilers turn into vector instructions. */
public final class Floats {

    /** Numbers that are computed on at a time, so that they stay in the first-level cache. */
    public static final int BLOCK = 2048;

    private Floats() {}

    /** The numbers of a C-ordered array of floats; valid as long as the array is. */
    public static FloatBuffer of(INDArray array) {
        if (array.length() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("an array can have 2^31 - 1 numbers, but this one has " + array.length()
                    + ": use a smaller batch or fewer timesteps");
        }
        return new FloatPointer(array.data().addressPointer())
                .capacity(array.length())
                .asBuffer();
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

    public static int ranges(int parts, int size) {
        return (parts + size - 1) / size;
    }
}
