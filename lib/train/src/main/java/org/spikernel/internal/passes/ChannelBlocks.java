package org.spikernel.internal.passes;

import org.spikernel.internal.lanes.Lanes;

/**
 * Matrices [inner, channel] arranged for products, some channels at a time: as many as stay in the second-level cache while rows pass by.
 */
final class ChannelBlocks {

    private static final int CHANNELS_AT_A_TIME = 32;
    private static final int CACHED = 1 << 16;

    private final Lanes lanes = Lanes.fastest();
    private final int matrices;
    private final int inner;
    private final int channels;
    private final int block;
    private float[] numbers = {};

    /** So many matrices. */
    ChannelBlocks(int matrices, int inner, int channels) {
        this.matrices = matrices;
        this.inner = inner;
        this.channels = channels;
        int fitting = CACHED / (matrices * inner) / CHANNELS_AT_A_TIME * CHANNELS_AT_A_TIME;
        block = Math.min(channels, Math.max(CHANNELS_AT_A_TIME, fitting));
    }

    /** How many bytes all matrices have. */
    long bytes() {
        return (long) Float.BYTES * matrices * inner * channels;
    }

    /** Writes the column of a channel of a matrix. */
    interface Column {
        /**
         * @param at where the first of the inner numbers goes
         * @param step how much farther the next goes
         */
        void write(int matrix, int channel, float[] into, int at, int step);
    }

    /** Writes all matrices anew. */
    void arrange(Column column) {
        if (numbers.length == 0) {
            numbers = new float[matrices * inner * channels];
        }
        float[] matrix = new float[inner * block];
        forEach((first, width) -> {
            for (int m = 0; m < matrices; m++) {
                for (int channel = 0; channel < width; channel++) {
                    column.write(m, first + channel, matrix, channel, width);
                }
                lanes.arrange(matrix, 0, inner, width, numbers, start(m, first, width));
            }
        });
    }

    /** What is done for some channels. */
    interface Block {
        void run(int firstChannel, int width);
    }

    /** Goes through the channels. */
    void forEach(Block task) {
        for (int channel = 0; channel < channels; channel += block) {
            task.run(channel, Math.min(block, channels - channel));
        }
    }

    /** All matrices. */
    float[] numbers() {
        return numbers;
    }

    /** Where a matrix of some channels begins. */
    int start(int matrix, int firstChannel, int width) {
        return inner * (matrices * firstChannel + matrix * width);
    }
}
