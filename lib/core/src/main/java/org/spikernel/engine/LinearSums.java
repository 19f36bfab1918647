package org.spikernel.engine;

import java.util.Arrays;

import org.spikernel.internal.convolution.Grid;
import org.spikernel.internal.convolution.Workspace;
import org.spikernel.internal.lanes.Lanes;
import org.spikernel.internal.threads.Workers;
import org.spikernel.network.Layer;

/**
 * A linear layer: every output sums the weight rows of the inputs that are not zero.
 *
 * <p>Its weights are far larger than any cache, so a block of them is used for all samples before the next is fetched. Inputs that are
 * means of spikes are counts of them: then the rows of weights on a grid are summed as 16-bit integers, as often as there are spikes.
 */
final class LinearSums {

    private static final int OUTPUT_BLOCK = 256;
    private static final int INPUT_BLOCK = 512;

    /** Spikes in the largest mean that is taken for a count. */
    private static final float MOST_SPIKES_IN_A_MEAN = 16;

    private final Layer.Linear layer;
    private final LayerWeights weights;
    private final Lanes lanes;
    private final Workers workers;
    private final int samples;
    private final int inputs;
    private final int width;

    /** For each sample: the inputs that are not zero, which they are or where their weight rows begin, and the first of each block. */
    private final float[] factors;

    private final int[] rows;
    private final int[][] starts;

    /** The same as counts: where weight rows begin, once for every count; what a count stands for, 0 where inputs are no counts. */
    private final int[] countedRows;

    private final int[][] countedStarts;
    private final float[] units;

    LinearSums(Layer.Linear layer, int inputs, LayerWeights weights, RunResources resources) {
        this.layer = layer;
        this.inputs = inputs;
        this.weights = weights;
        lanes = resources.lanes();
        workers = resources.workers();
        samples = resources.samples();
        width = Lanes.paddedForShorts(layer.features());
        factors = resources.arrays().floats(samples * inputs);
        rows = resources.arrays().ints(samples * inputs);
        starts = new int[samples][blocks(inputs, INPUT_BLOCK) + 1];
        countedRows = resources.arrays().ints(samples * inputs);
        countedStarts = new int[samples][blocks(inputs, INPUT_BLOCK) + 1];
        units = new float[samples];
    }

    private static int blocks(int size, int block) {
        return (size + block - 1) / block;
    }

    /**
     * Writes the outputs of all samples and timesteps.
     *
     * @return how many weights were added
     */
    long write(Signal input, Field target) {
        long added = 0;
        for (int timestep = 0; timestep < target.timesteps(); timestep++) {
            added += write(input, timestep, target);
        }
        return added;
    }

    private long write(Signal input, int timestep, Field target) {
        boolean mayCount = weights.grid().isPresent() && !layer.bias();
        workers.forEach(samples, sample -> {
            read(input, sample, timestep);
            units[sample] = mayCount ? unit(sample) : 0;
            startWithBiases(target.values(), target.start(sample, timestep));
        });
        boolean areCounts = areAllPositive(units);
        workers.forEach(samples, sample -> {
            if (areCounts) {
                count(sample);
            } else {
                scale(sample);
            }
        });
        workers.forEach(blocks(layer.features(), OUTPUT_BLOCK), block -> {
            if (areCounts) {
                addCounted(block * OUTPUT_BLOCK, timestep, target);
            } else {
                addScaled(block * OUTPUT_BLOCK, timestep, target);
            }
        });
        return Arrays.stream(starts)
                .mapToLong(ofSample -> (long) (ofSample[ofSample.length - 1] - ofSample[0]) * layer.features())
                .sum();
    }

    private static boolean areAllPositive(float[] numbers) {
        for (float number : numbers) {
            if (number <= 0) {
                return false;
            }
        }
        return true;
    }

    private void read(Signal input, int sample, int timestep) {
        float[] numbers = Scratch.ofThread().take(inputs);
        input.read(sample, timestep, 0, inputs, numbers, 0, lanes);
        int[] blockStarts = starts[sample];
        int count = sample * inputs;
        for (int block = 0; block < blockStarts.length - 1; block++) {
            blockStarts[block] = count;
            for (int i = block * INPUT_BLOCK; i < Math.min(inputs, (block + 1) * INPUT_BLOCK); i++) {
                if (numbers[i] != 0) {
                    rows[count] = i;
                    factors[count++] = numbers[i];
                }
            }
        }
        blockStarts[blockStarts.length - 1] = count;
        Scratch.ofThread().giveBack();
    }

    private int end(int sample) {
        return starts[sample][starts[sample].length - 1];
    }

    /**
     * The largest power of two, at most 1, of which all inputs of a sample are multiples; 0 if there is none of use, or if the sum of so
     * many weights would not be exact.
     */
    private float unit(int sample) {
        float inUnit = 1;
        double sum = 0;
        for (int i = sample * inputs; i < end(sample); i++) {
            float factor = factors[i];
            if (factor < 0) {
                return 0;
            }
            while (factor * inUnit != (int) (factor * inUnit)) {
                inUnit *= 2;
                if (inUnit > MOST_SPIKES_IN_A_MEAN) {
                    return 0;
                }
            }
            sum += factor;
        }
        double count = sum * inUnit;
        return count <= inputs && weights.isExactFor((long) count) ? 1 / inUnit : 0;
    }

    /** Finds where the weight rows of a sample begin, each as often as its input counts. */
    private void count(int sample) {
        float inUnit = 1 / units[sample];
        int count = sample * inputs;
        for (int block = 0; block < starts[sample].length - 1; block++) {
            countedStarts[sample][block] = count;
            for (int i = starts[sample][block]; i < starts[sample][block + 1]; i++) {
                for (int times = (int) (factors[i] * inUnit); times > 0; times--) {
                    countedRows[count++] = rows[i] * width;
                }
            }
        }
        countedStarts[sample][starts[sample].length - 1] = count;
    }

    /** Finds where the weight rows of a sample begin. */
    private void scale(int sample) {
        for (int i = sample * inputs; i < end(sample); i++) {
            rows[i] *= layer.features();
        }
    }

    private void startWithBiases(float[] target, int start) {
        if (layer.bias()) {
            System.arraycopy(weights.sharedBiases(), 0, target, start, layer.features());
        } else {
            Arrays.fill(target, start, start + layer.features(), 0);
        }
    }

    /** Adds to a block of outputs of every sample, one block of inputs after the other. */
    private void addScaled(int column, int timestep, Field target) {
        int outputs = Math.min(OUTPUT_BLOCK, layer.features() - column);
        for (int block = 0; block < starts[0].length - 1; block++) {
            for (int sample = 0; sample < samples; sample++) {
                lanes.addScaledRows(
                        weights.sharedWeights(),
                        rows,
                        factors,
                        starts[sample][block],
                        starts[sample][block + 1],
                        column,
                        target.values(),
                        target.start(sample, timestep) + column,
                        outputs);
            }
        }
    }

    /** The same, as sums of integers. */
    private void addCounted(int column, int timestep, Field target) {
        Grid grid = weights.grid().orElseThrow();
        byte[] bytes = grid.rowsOfWidth(layer.features(), width);
        int outputs = Math.min(OUTPUT_BLOCK, layer.features() - column);
        int padded = Lanes.paddedForShorts(outputs);
        int most = grid.mostInASum();
        short[] sums = Workspace.ofThread().integers(padded);
        for (int block = 0; block < starts[0].length - 1; block++) {
            for (int sample = 0; sample < samples; sample++) {
                int end = countedStarts[sample][block + 1];
                for (int from = countedStarts[sample][block]; from < end; from += most) {
                    Arrays.fill(sums, 0, padded, (short) 0);
                    lanes.gatherBytes(bytes, countedRows, from, Math.min(from + most, end), column, sums, padded);
                    int at = target.start(sample, timestep) + column;
                    lanes.addTimes(sums, 0, grid.step() * units[sample], target.values(), at, outputs);
                }
            }
        }
    }
}
