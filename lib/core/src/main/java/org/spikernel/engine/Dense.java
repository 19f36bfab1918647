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

    /** The inputs of one sample that are not zero: where their weight rows begin, and the inputs themselves. */
    private record Active(int[] rows, float[] factors) {}

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
        int blocks = (layer.features() + OUTPUT_BLOCK - 1) / OUTPUT_BLOCK;
        workers.forEach(blocks, block -> addBlock(active, input.shape().size(), block * OUTPUT_BLOCK, target));
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
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (numbers[i] != 0) {
                rows[count] = i * layer.features();
                factors[count++] = numbers[i];
            }
        }
        return new Active(Arrays.copyOf(rows, count), Arrays.copyOf(factors, count));
    }

    private void startWithBiases(float[] target, int start) {
        if (layer.bias()) {
            System.arraycopy(weights.biases(), 0, target, start, layer.features());
        } else {
            Arrays.fill(target, start, start + layer.features(), 0);
        }
    }

    /** Adds to a block of outputs of every sample, some hundred inputs after the others. */
    private void addBlock(Active[] active, int inputs, int column, float[] target) {
        int width = Math.min(OUTPUT_BLOCK, layer.features() - column);
        int[] done = new int[active.length];
        for (int end = INPUT_BLOCK; end < inputs + INPUT_BLOCK; end += INPUT_BLOCK) {
            for (int sample = 0; sample < active.length; sample++) {
                Active inputsOfSample = active[sample];
                int from = done[sample];
                int to = from;
                while (to < inputsOfSample.rows().length && inputsOfSample.rows()[to] < end * layer.features()) {
                    to++;
                }
                lanes.addScaledRows(
                        weights.weights(),
                        inputsOfSample.rows(),
                        inputsOfSample.factors(),
                        from,
                        to,
                        column,
                        target,
                        sample * layer.features() + column,
                        width);
                done[sample] = to;
            }
        }
    }
}
