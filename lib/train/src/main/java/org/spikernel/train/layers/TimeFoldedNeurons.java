package org.spikernel.train.layers;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import org.nd4j.linalg.api.ndarray.INDArray;

import org.spikernel.internal.arrays.Floats;
import org.spikernel.internal.gradients.NeuronBlock;

/** How the neurons of a layer that lie at every timestep in a row of their own are shared out to threads. */
final class TimeFoldedNeurons {

    private TimeFoldedNeurons() {}

    /**
     * How many neurons there are, of all samples.
     *
     * @throws IllegalArgumentException if the rows are no multiple of the timesteps
     */
    private static int count(INDArray input, int timesteps) {
        if (input.size(0) % timesteps != 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "neurons over %d timesteps need [T x batch, ...], but found shape %s: %d rows are no multiple of %d",
                    timesteps,
                    Arrays.toString(input.shape()),
                    input.size(0),
                    timesteps));
        }
        return Math.toIntExact(input.length() / timesteps);
    }

    /** How many a thread takes at a time: the same on every machine, since sums over ranges are taken in the order of the ranges. */
    private static int rangeSize(int count) {
        return Math.max(Floats.BLOCK, (count / 16 + Floats.BLOCK - 1) / Floats.BLOCK * Floats.BLOCK);
    }

    /** Work on a block of neurons. */
    interface BlockTask<B extends NeuronBlock> {
        void run(B block, Rows rows);
    }

    /**
     * Where the neurons of a block lie at each timestep.
     *
     * @param start the first one
     * @param length how many there are
     * @param count neurons of the layer
     */
    record Rows(int start, int length, int count) {

        /** Reads the numbers of the block. */
        NeuronBlock.Row from(FloatBuffer numbers) {
            return (t, row) -> numbers.get(t * count + start, row, 0, length);
        }

        /** Writes the numbers of the block. */
        NeuronBlock.Row into(FloatBuffer numbers) {
            return (t, row) -> numbers.put(t * count + start, row, 0, length);
        }
    }

    /**
     * Does the work on blocks of the neurons that read an input, by all processors.
     *
     * @param maker makes memory for a block of so many neurons
     * @return that memory, range by range
     */
    static <B extends NeuronBlock> List<B> inBlocks(
            INDArray input, int timesteps, IntFunction<B> maker, BlockTask<B> task) {
        int count = count(input, timesteps);
        List<B> blocks = Stream.generate(() -> maker.apply(Floats.BLOCK))
                .limit(Floats.ranges(count, rangeSize(count)))
                .toList();
        Floats.inRanges(count, rangeSize(count), (index, from, to) -> {
            for (int start = from; start < to; start += Floats.BLOCK) {
                task.run(blocks.get(index), new Rows(start, Math.min(Floats.BLOCK, to - start), count));
            }
        });
        return blocks;
    }
}
