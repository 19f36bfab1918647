package org.spikernel.internal.passes;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.spikernel.internal.threads.Workers;
import org.spikernel.network.Layer;
import org.spikernel.network.Network.Node;

/**
 * A linear layer. Its weights [input, output] are far larger than any cache, so a block of them is used for the whole batch before the next
 * one is fetched. Inputs that are zero are skipped, forward and for the gradient of the weights.
 */
final class LinearPass extends FramesPass {

    private static final int OUTPUTS_AT_A_TIME = 256;
    private static final int INPUTS_AT_A_TIME = 256;
    private static final int GRADIENTS_AT_A_TIME = 32;

    private final int inputCount;
    private final int outputCount;
    private final ParameterArray weights;
    private final ParameterArray biases;
    private final Frames inputGradients;

    /** For each frame, a sample at a timestep: the inputs that are not zero, and where those of each block of inputs begin. */
    private int[] weightRows = {};

    private float[] factors = {};
    private int[][] starts = {};

    LinearPass(Node node, int timesteps, List<Signal> inputs, Layer.Linear layer, ParameterArrays parameters) {
        super(node, timesteps, inputs);
        inputCount = node.inputShape().size();
        outputCount = layer.features();
        weights = parameters.trained(node, "weights", Math.multiplyExact(inputCount, outputCount), 0);
        biases = parameters.trained(node, "biases", layer.bias() ? outputCount : 0, 0);
        inputGradients = new Frames(node.inputShape(), timesteps);
    }

    @Override
    List<ParameterArray> parameters() {
        return biases.values().length > 0 ? List.of(weights, biases) : List.of(weights);
    }

    @Override
    boolean needsBatch() {
        return true;
    }

    private static int blocks(int count, int size) {
        return (count + size - 1) / size;
    }

    @Override
    List<Frames> gradientFrames() {
        return inputNeedsGradient() ? List.of(gradient(), inputGradients) : List.of(gradient());
    }

    @Override
    long bytes(int samples) {
        return super.bytes(samples) + (long) samples * timesteps * inputCount * (Integer.BYTES + Float.BYTES);
    }

    @Override
    void makeRoom(int samples) {
        super.makeRoom(samples);
        int frames = samples * timesteps;
        if (starts.length < frames) {
            weightRows = new int[frames * inputCount];
            factors = new float[frames * inputCount];
            starts = new int[frames][blocks(inputCount, INPUTS_AT_A_TIME) + 1];
        }
    }

    /** Finds the inputs that are not zero. */
    @Override
    void forward(int sample, Span span, Lane lane) {
        float[] numbers = lane.take(inputCount);
        for (int t = span.from(); t < span.end(); t++) {
            inputs.get(0).read(sample, t, 0, inputCount, numbers, 0);
            int frame = sample * timesteps + t;
            int count = frame * inputCount;
            for (int i = 0; i < inputCount; i++) {
                if (i % INPUTS_AT_A_TIME == 0) {
                    starts[frame][i / INPUTS_AT_A_TIME] = count;
                }
                if (numbers[i] != 0) {
                    weightRows[count] = i * outputCount;
                    factors[count++] = numbers[i];
                }
            }
            starts[frame][starts[frame].length - 1] = count;
        }
        lane.give(numbers);
    }

    @Override
    void endForward(Batch batch, Span span, Workers workers) {
        int[] frames = frames(batch, span);
        workers.forEach(blocks(outputCount, OUTPUTS_AT_A_TIME), outputs -> {
            int first = outputs * OUTPUTS_AT_A_TIME;
            int width = Math.min(OUTPUTS_AT_A_TIME, outputCount - first);
            for (int frame : frames) {
                int start = frame * outputCount + first;
                if (biases.values().length > 0) {
                    System.arraycopy(biases.values(), first, values.numbers(), start, width);
                } else {
                    Arrays.fill(values.numbers(), start, start + width, 0);
                }
            }
            for (int block = 0; block < blocks(inputCount, INPUTS_AT_A_TIME); block++) {
                for (int frame : frames) {
                    int[] of = starts[frame];
                    int start = frame * outputCount + first;
                    lanes.addScaledRows(
                            weights.values(),
                            weightRows,
                            factors,
                            of[block],
                            of[block + 1],
                            first,
                            values.numbers(),
                            start,
                            width);
                }
            }
        });
    }

    /** Each sample at some timesteps. */
    private int[] frames(Batch batch, Span span) {
        return IntStream.range(0, batch.samples())
                .flatMap(sample -> IntStream.range(sample * timesteps + span.from(), sample * timesteps + span.end()))
                .toArray();
    }

    // Backward.

    @Override
    void makeRoomForGradients(int samples) {
        super.makeRoomForGradients(samples);
        if (inputNeedsGradient()) {
            inputGradients.makeRoom(samples);
        }
    }

    @Override
    void endBackward(Batch batch, Span span, Workers workers) {
        if (span.has(0)) {
            int frames = batch.samples() * timesteps;
            addUpBiases(frames);
            workers.forEach(blocks(inputCount, INPUTS_AT_A_TIME), block -> new BlockGradient(block, frames).write());
        }
        if (inputNeedsGradient()) {
            int[] frames = frames(batch, span);
            workers.forEach(blocks(inputCount, GRADIENTS_AT_A_TIME), block -> writeInputGradients(block, frames));
        }
    }

    private void addUpBiases(int frames) {
        if (biases.values().length > 0) {
            Arrays.fill(biases.gradient(), 0);
            for (int frame = 0; frame < frames; frame++) {
                lanes.add(gradient().numbers(), frame * outputCount, outputCount, biases.gradient(), 0);
            }
        }
    }

    /** The gradient of the weights of a block of inputs: for each, the gradients of the frames in which it was not zero. */
    private final class BlockGradient {

        private final int first;
        private final int count;
        private final int frames;
        private final int[] counts;
        private final int[] places;
        private final float[] ofPlaces;

        BlockGradient(int block, int frames) {
            this.frames = frames;
            first = block * INPUTS_AT_A_TIME;
            count = Math.min(INPUTS_AT_A_TIME, inputCount - first);
            counts = new int[count];
            places = new int[count * frames];
            ofPlaces = new float[count * frames];
            for (int frame = 0; frame < frames; frame++) {
                for (int i = starts[frame][block]; i < starts[frame][block + 1]; i++) {
                    int input = weightRows[i] / outputCount - first;
                    int at = input * frames + counts[input]++;
                    places[at] = frame * outputCount;
                    ofPlaces[at] = factors[i];
                }
            }
        }

        void write() {
            int start = first * outputCount;
            Arrays.fill(weights.gradient(), start, start + count * outputCount, 0);
            for (int output = 0; output < outputCount; output += OUTPUTS_AT_A_TIME) {
                int width = Math.min(OUTPUTS_AT_A_TIME, outputCount - output);
                for (int input = 0; input < count; input++) {
                    int from = input * frames;
                    lanes.addScaledRows(
                            gradient().numbers(),
                            places,
                            ofPlaces,
                            from,
                            from + counts[input],
                            output,
                            weights.gradient(),
                            start + input * outputCount + output,
                            width);
                }
            }
        }
    }

    /** Of frames that are equally far apart: all of them, or those of one timestep. */
    private void writeInputGradients(int block, int[] frames) {
        int first = block * GRADIENTS_AT_A_TIME;
        int count = Math.min(GRADIENTS_AT_A_TIME, inputCount - first);
        float[] transposed = new float[outputCount * count];
        for (int input = 0; input < count; input++) {
            int from = (first + input) * outputCount;
            for (int output = 0; output < outputCount; output++) {
                transposed[output * count + input] = weights.values()[from + output];
            }
        }
        float[] arranged = new float[transposed.length];
        lanes.arrange(transposed, 0, outputCount, count, arranged, 0);
        float[] into = inputGradients.numbers();
        for (int frame : frames) {
            int start = frame * inputCount + first;
            Arrays.fill(into, start, start + count, 0);
        }
        int step = frames.length == 1 ? 1 : frames[1] - frames[0];
        lanes.addProduct(
                gradient().numbers(),
                frames[0] * outputCount,
                step * outputCount,
                arranged,
                0,
                into,
                frames[0] * inputCount + first,
                step * inputCount,
                frames.length,
                outputCount,
                count);
    }

    @Override
    void addInputGradient(int input, int sample, Span span, float[] into, int at, Lane lane) {
        Span own = own(input, span);
        for (int t = own.from(); t < own.end(); t++) {
            inputGradients.addTo(sample, t, 0, inputCount, into, inputStart(input, at, t));
        }
    }
}
