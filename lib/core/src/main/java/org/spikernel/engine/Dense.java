package org.spikernel.engine;

import java.util.Arrays;

import org.spikernel.network.Layer;

/**
 * A linear layer: every output sums the weight rows of the inputs that are not zero.
 *
 * <p>Its weights are far larger than any cache, so a block of them is used for all samples before the next is fetched.
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
    private record Active(int[] rows, float[] factors, int[] starts) {}

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
        workers.forEach(
                blocks(layer.features(), OUTPUT_BLOCK), block -> addBlock(active, block * OUTPUT_BLOCK, target));
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
}
