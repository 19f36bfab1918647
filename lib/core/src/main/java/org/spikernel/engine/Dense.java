package org.spikernel.engine;

import java.util.Arrays;

import org.spikernel.network.Layer;

/**
 * A linear layer: every output sums the weight rows of the inputs that are not zero.
 *
 * <p>Its weights are far larger than any cache, so a block of them is used for all samples before the next is fetched. Inputs that are
 * means of spikes are counts of them: then the rows of weights on a grid are summed as 16-bit integers, as often as there are spikes.
 */
final class Dense {

    private static final int OUTPUT_BLOCK = 256;
    private static final int INPUT_BLOCK = 512;

    private final Layer.Linear layer;
    private final LayerWeights weights;
    private final Lanes lanes;

    /**
     * The inputs of one sample that are not zero.
     *
     * @param rows where their weight rows begin
     * @param factors the inputs themselves
     * @param starts the first of each block of inputs, and the end
     */
    private record Active(int[] rows, float[] factors, int[] starts) {

        /** Spikes in the smallest mean that is taken for a count. */
        private static final float MOST_SPIKES_IN_A_MEAN = 16;

        /** The largest power of two, at most 1, of which all inputs are multiples; 0 if there is none of use. */
        float unit() {
            float unit = 1;
            for (float factor : factors) {
                while (factor / unit != Math.rint(factor / unit)) {
                    unit /= 2;
                }
                if (factor < 0 || unit * MOST_SPIKES_IN_A_MEAN < 1) {
                    return 0;
                }
            }
            return unit;
        }

        /** How many units all inputs are together. */
        long count(float unit) {
            long count = 0;
            for (float factor : factors) {
                count += (long) (factor / unit);
            }
            return count;
        }
    }

    /**
     * The inputs of one sample as counts.
     *
     * @param unit what one count stands for
     * @param rows where the weight row begins, once for every count
     * @param starts the first row of each block of inputs, and the end
     */
    private record Counts(float unit, int[] rows, int[] starts) {

        static Counts of(Active active, int features, int width) {
            float unit = active.unit();
            int[] rows = new int[Math.toIntExact(active.count(unit))];
            int[] starts = new int[active.starts().length];
            int count = 0;
            for (int block = 0; block < starts.length; block++) {
                starts[block] = count;
                int end = block + 1 < starts.length ? active.starts()[block + 1] : 0;
                for (int i = active.starts()[block]; i < end; i++) {
                    int times = (int) (active.factors()[i] / unit);
                    Arrays.fill(rows, count, count + times, active.rows()[i] / features * width);
                    count += times;
                }
            }
            return new Counts(unit, rows, starts);
        }
    }

    Dense(Layer.Linear layer, LayerWeights weights, Lanes lanes) {
        this.layer = layer;
        this.weights = weights;
        this.lanes = lanes;
    }

    /**
     * Writes the outputs of all samples into {@code target}.
     *
     * @return how many weights were added
     */
    long apply(Signal input, int samples, float[] target, Workers workers) {
        Active[] active = new Active[samples];
        workers.forEach(samples, sample -> {
            active[sample] = active(input, sample);
            startWithBiases(target, sample * layer.features());
        });
        int outputBlocks = blocks(layer.features(), OUTPUT_BLOCK);
        if (areCounts(active)) {
            Grid grid = weights.grid().orElseThrow();
            int width = Lanes.paddedForShorts(layer.features());
            byte[] rows = weights.arranged(() -> grid.rowsOfWidth(layer.features(), width));
            Counts[] counts = new Counts[samples];
            workers.forEach(samples, sample -> counts[sample] = Counts.of(active[sample], layer.features(), width));
            workers.forEach(outputBlocks, block -> addBlock(grid, rows, counts, block * OUTPUT_BLOCK, target));
        } else {
            workers.forEach(outputBlocks, block -> addBlock(active, block * OUTPUT_BLOCK, target));
        }
        return Arrays.stream(active)
                .mapToLong(inputs -> (long) inputs.rows().length * layer.features())
                .sum();
    }

    private Active active(Signal input, int sample) {
        int size = input.shape().size();
        Scratch scratch = Scratch.ofThread();
        float[] numbers = scratch.currents(size);
        int[] rows = scratch.rows(size);
        float[] factors = scratch.factors(size);
        input.read(sample, 0, size, numbers, 0, lanes);
        int[] starts = new int[blocks(size, INPUT_BLOCK) + 1];
        int count = 0;
        for (int block = 0; block < starts.length - 1; block++) {
            starts[block] = count;
            for (int i = block * INPUT_BLOCK; i < Math.min(size, (block + 1) * INPUT_BLOCK); i++) {
                if (numbers[i] != 0) {
                    rows[count] = i * layer.features();
                    factors[count++] = numbers[i];
                }
            }
        }
        starts[starts.length - 1] = count;
        return new Active(Arrays.copyOf(rows, count), Arrays.copyOf(factors, count), starts);
    }

    private static int blocks(int size, int block) {
        return (size + block - 1) / block;
    }

    private void startWithBiases(float[] target, int start) {
        if (layer.bias()) {
            System.arraycopy(weights.biases(), 0, target, start, layer.features());
        } else {
            Arrays.fill(target, start, start + layer.features(), 0);
        }
    }

    /** Adds to a block of outputs of every sample, one block of inputs after the other. */
    private void addBlock(Active[] active, int column, float[] target) {
        int width = Math.min(OUTPUT_BLOCK, layer.features() - column);
        for (int block = 0; block < active[0].starts().length - 1; block++) {
            for (int sample = 0; sample < active.length; sample++) {
                Active inputs = active[sample];
                lanes.addScaledRows(
                        weights.weights(),
                        inputs.rows(),
                        inputs.factors(),
                        inputs.starts()[block],
                        inputs.starts()[block + 1],
                        column,
                        target,
                        sample * layer.features() + column,
                        width);
            }
        }
    }

    /** Whether sums of integers come to the bits of sums of floats. */
    private boolean areCounts(Active[] active) {
        if (weights.grid().isEmpty() || layer.bias()) {
            return false;
        }
        for (Active inputs : active) {
            float unit = inputs.unit();
            if (unit == 0 || !weights.isExactFor(inputs.count(unit))) {
                return false;
            }
        }
        return true;
    }

    private void addBlock(Grid grid, byte[] rows, Counts[] counts, int column, float[] target) {
        int outputs = Math.min(OUTPUT_BLOCK, layer.features() - column);
        int width = Lanes.paddedForShorts(outputs);
        short[] sums = Scratch.ofThread().integers(width);
        for (int block = 0; block < counts[0].starts().length - 1; block++) {
            for (int sample = 0; sample < counts.length; sample++) {
                Counts inputs = counts[sample];
                int end = inputs.starts()[block + 1];
                for (int from = inputs.starts()[block]; from < end; from += grid.mostInASum()) {
                    int to = Math.min(end, from + grid.mostInASum());
                    Arrays.fill(sums, 0, width, (short) 0);
                    lanes.gatherBytes(rows, inputs.rows(), from, to, column, sums, width);
                    int at = sample * layer.features() + column;
                    lanes.addTimes(sums, 0, grid.step() * inputs.unit(), target, at, outputs);
                }
            }
        }
    }
}
