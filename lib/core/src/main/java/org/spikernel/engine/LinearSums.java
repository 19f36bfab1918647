package org.spikernel.engine;

import java.util.Arrays;

import org.spikernel.internal.convolution.Grid;
import org.spikernel.internal.convolution.Workspace;
import org.spikernel.internal.lanes.Lanes;
import org.spikernel.network.Layer;

/**
 * A linear layer: every output sums the weight rows of the inputs that are not zero.
 *
 * <p>Its weights are far larger than any cache, so a block of them is used for all samples and timesteps before the next is fetched. Inputs
 * that are means of spikes are counts of them: then the rows of weights on a grid are summed as 16-bit integers, as often as there are
 * spikes.
 */
final class LinearSums {

    private static final int OUTPUT_BLOCK = 256;
    private static final int INPUT_BLOCK = 512;

    /** Spikes in the largest mean that is taken for a count. */
    private static final float MOST_SPIKES_IN_A_MEAN = 16;

    private final Layer.Linear layer;
    private final LayerWeights weights;
    private final RunResources resources;
    private final Lanes lanes;
    private final int inputs;
    private final Field target;

    /** What each sample brings at each timestep, one after another. */
    private final Show[] shows;

    /**
     * The inputs of a sample at a timestep that are not zero.
     *
     * @param rows where their weight rows begin; where they are counts, once for every count
     * @param factors the inputs, where they are no counts
     * @param starts the first row of each block of inputs
     * @param unit what they are counted in; 0 where they are no counts
     * @param inputs how many there are
     */
    private record Show(int[] rows, float[] factors, int[] starts, float unit, int inputs) {}

    /** For outputs that begin as zeros. */
    LinearSums(Layer.Linear layer, int inputs, LayerWeights weights, RunResources resources, Field target) {
        this.layer = layer;
        this.inputs = inputs;
        this.weights = weights;
        this.resources = resources;
        this.target = target;
        lanes = resources.lanes();
        shows = new Show[resources.samples() * target.timesteps()];
    }

    /**
     * Adds up the outputs of all samples and timesteps.
     *
     * @return how many weights were added
     */
    long add(Signal input) {
        boolean areCounts = weights.grid().isPresent() && !layer.bias() && readCounts(input);
        if (!areCounts) {
            resources.forEachSample(sample -> readFactors(input, sample));
        }
        int blocks = (layer.features() + OUTPUT_BLOCK - 1) / OUTPUT_BLOCK;
        resources.workers().forEach(blocks, block -> {
            if (areCounts) {
                addCounted(block * OUTPUT_BLOCK);
            } else {
                addScaled(block * OUTPUT_BLOCK);
            }
        });
        return Arrays.stream(shows).mapToLong(Show::inputs).sum() * layer.features();
    }

    /** Reads inputs as counts; returns whether that is what all of them are. */
    private boolean readCounts(Signal input) {
        resources.forEachSample(sample -> {
            for (int timestep = 0; timestep < target.timesteps(); timestep++) {
                float[] numbers = numbers(input, sample, timestep);
                float unit = unit(numbers);
                shows[sample * target.timesteps() + timestep] = unit == 0 ? null : counts(numbers, unit);
                Scratch.ofThread().giveBack();
            }
        });
        return Arrays.stream(shows).noneMatch(show -> show == null);
    }

    private float[] numbers(Signal input, int sample, int timestep) {
        float[] numbers = Scratch.ofThread().take(inputs);
        input.read(sample, timestep, 0, inputs, numbers, 0, lanes);
        return numbers;
    }

    /**
     * The largest power of two, at most 1, of which all inputs of a sample are multiples; 0 if there is none of use, or if the sum of so
     * many weights would not be exact.
     */
    private float unit(float[] numbers) {
        float inUnit = 1;
        double sum = 0;
        for (int i = 0; i < inputs; i++) {
            float number = numbers[i];
            while (number * inUnit != (int) (number * inUnit) || number < 0) {
                inUnit *= 2;
                if (inUnit > MOST_SPIKES_IN_A_MEAN) {
                    return 0;
                }
            }
            sum += number;
        }
        double count = sum * inUnit;
        return count <= inputs && weights.isExactFor((long) count) ? 1 / inUnit : 0;
    }

    private Show counts(float[] numbers, float unit) {
        int width = Lanes.paddedForShorts(layer.features());
        int[] rows = Scratch.ofThread().rows(inputs);
        int[] starts = new int[blocksOfInputs() + 1];
        int count = 0;
        int found = 0;
        for (int i = 0; i < inputs; i++) {
            if (i % INPUT_BLOCK == 0) {
                starts[i / INPUT_BLOCK] = count;
            }
            if (numbers[i] != 0) {
                found++;
                for (int times = (int) (numbers[i] / unit); times > 0; times--) {
                    rows[count++] = i * width;
                }
            }
        }
        starts[starts.length - 1] = count;
        return new Show(Arrays.copyOf(rows, count), null, starts, unit, found);
    }

    private int blocksOfInputs() {
        return (inputs + INPUT_BLOCK - 1) / INPUT_BLOCK;
    }

    private void readFactors(Signal input, int sample) {
        for (int timestep = 0; timestep < target.timesteps(); timestep++) {
            float[] numbers = numbers(input, sample, timestep);
            shows[sample * target.timesteps() + timestep] = factors(numbers);
            Scratch.ofThread().giveBack();
        }
    }

    private Show factors(float[] numbers) {
        int[] rows = Scratch.ofThread().rows(inputs);
        float[] factors = Scratch.ofThread().take(inputs);
        int[] starts = new int[blocksOfInputs() + 1];
        int count = 0;
        for (int i = 0; i < inputs; i++) {
            if (i % INPUT_BLOCK == 0) {
                starts[i / INPUT_BLOCK] = count;
            }
            if (numbers[i] != 0) {
                rows[count] = i * layer.features();
                factors[count++] = numbers[i];
            }
        }
        starts[starts.length - 1] = count;
        Scratch.ofThread().giveBack();
        return new Show(Arrays.copyOf(rows, count), Arrays.copyOf(factors, count), starts, 0, count);
    }

    /** Adds to a block of outputs of everything that is shown, one block of inputs after the other, to biases. */
    private void addScaled(int column) {
        int outputs = Math.min(OUTPUT_BLOCK, layer.features() - column);
        for (int show = 0; layer.bias() && show < shows.length; show++) {
            System.arraycopy(weights.sharedBiases(), column, target.values(), at(show, column), outputs);
        }
        for (int block = 0; block < blocksOfInputs(); block++) {
            for (int show = 0; show < shows.length; show++) {
                lanes.addScaledRows(
                        weights.sharedWeights(),
                        shows[show].rows(),
                        shows[show].factors(),
                        shows[show].starts()[block],
                        shows[show].starts()[block + 1],
                        column,
                        target.values(),
                        at(show, column),
                        outputs);
            }
        }
    }

    private int at(int show, int column) {
        return show * layer.features() + column;
    }

    /** The same, as sums of integers; there are no biases. */
    private void addCounted(int column) {
        Grid grid = weights.grid().orElseThrow();
        byte[] bytes = grid.rowsOfWidth(layer.features(), Lanes.paddedForShorts(layer.features()));
        int outputs = Math.min(OUTPUT_BLOCK, layer.features() - column);
        int padded = Lanes.paddedForShorts(outputs);
        int most = grid.mostInASum();
        short[] sums = Workspace.ofThread().integers(padded);
        for (int block = 0; block < blocksOfInputs(); block++) {
            for (int show = 0; show < shows.length; show++) {
                int[] rows = shows[show].rows();
                int end = shows[show].starts()[block + 1];
                for (int from = shows[show].starts()[block]; from < end; from += most) {
                    Arrays.fill(sums, 0, padded, (short) 0);
                    lanes.gatherBytes(bytes, rows, from, Math.min(from + most, end), column, sums, padded);
                    float unit = grid.step() * shows[show].unit();
                    lanes.addTimes(sums, 0, unit, target.values(), at(show, column), outputs);
                }
            }
        }
    }
}
